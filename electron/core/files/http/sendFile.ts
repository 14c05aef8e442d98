import type { Offer } from '../transfers/offer.ts';
import { RefusedError, type Refusal } from '../transfers/refusal.ts';
import type { Caller } from '../transfers/transfer.ts';
import { readByteRange, type ByteRange } from './byteRange.ts';
import { answerRefusal } from './fileAnswer.ts';
import type { FileArrival } from './fileArrival.ts';

/** Hands out a file, or a part of it. Never rejects. */
export async function sendFile(arrival: FileArrival, offer: Offer, caller: Caller): Promise<void> {
  const { request, response } = arrival;
  const { sizeBytes } = offer.file;
  const range = rangeOf(arrival, offer);
  if (range.kind === 'none') {
    const refusal = rangeNotThere(request.headers.range ?? '', sizeBytes);
    offer.refuse(caller, refusal);
    arrival.judge({ ...refusal, stationId: offer.stationId });
    answerRefusal(arrival, refusal, { 'Content-Range': `bytes */${sizeBytes}` });
    return;
  }
  const { from, to } = range.kind === 'part' ? range : { from: 0, to: sizeBytes };
  try {
    if (request.method === 'HEAD') {
      const refusal = offer.refusalOf(caller);
      if (refusal !== undefined) throw new RefusedError(refusal);
      response.writeHead(200, headersOf(offer, { kind: 'whole' })).end();
      return;
    }
    const running = await offer.begin(caller, from, to, () => request.socket.destroy());
    response.writeHead(range.kind === 'part' ? 206 : 200, headersOf(offer, range));
    await running.pipeTo(response);
  } catch (error) {
    const refusal = error instanceof RefusedError ? error.refusal : failed(error);
    arrival.judge({ ...refusal, stationId: offer.stationId });
    answerRefusal(arrival, refusal);
  }
}

/** A range holds for the file that the client has the beginning of (RFC 9110 §13.1.5). */
function rangeOf({ request }: FileArrival, offer: Offer): ByteRange {
  const { range } = request.headers;
  const condition = request.headers['if-range']?.toString();
  const isSame = condition === undefined || condition === etagOf(offer) || condition === modifiedOf(offer);
  return request.method === 'GET' && isSame ? readByteRange(range, offer.file.sizeBytes) : { kind: 'whole' };
}

/**
 * Always a length, never chunks, no redirect. Plain answers close the connection and hold nothing that an updater of a
 * few hundred lines could stumble over (QUIRKS 155); a range that one asks for is still granted.
 */
function headersOf(offer: Offer, range: ByteRange): Record<string, string | number> {
  const { sizeBytes, name } = offer.file;
  const length = range.kind === 'part' ? range.to - range.from : sizeBytes;
  const headers: Record<string, string | number> = {
    'Content-Type': 'application/octet-stream',
    'Content-Length': length,
  };
  if (range.kind === 'part') headers['Content-Range'] = `bytes ${range.from}-${range.to - 1}/${sizeBytes}`;
  if (offer.isPlain) return { ...headers, Connection: 'close' };
  return {
    ...headers,
    'Content-Disposition': `attachment; filename*=UTF-8''${encodeURIComponent(name)}`,
    'Accept-Ranges': 'bytes',
    ETag: etagOf(offer),
    'Last-Modified': modifiedOf(offer),
  };
}

function etagOf({ file }: Offer): string {
  return `"${file.sha256.slice(0, 32)}"`;
}

function modifiedOf({ file }: Offer): string {
  return new Date(file.modifiedAt).toUTCString();
}

function rangeNotThere(range: string, sizeBytes: number): Refusal {
  return {
    code: 'range-not-there',
    sentence: `Asked for bytes that the file does not have (“${range.slice(0, 60)}” of ${sizeBytes}).`,
    remedy:
      'The charger may remember an earlier, larger file: restart it, or offer the file under a new address.',
  };
}

function failed(error: unknown): Refusal {
  return {
    code: 'offer-unreadable',
    sentence: `The file could not be read (${String(error).slice(0, 200)}).`,
    remedy: 'Check that its disk is connected, then offer it again.',
  };
}
