import type { IncomingMessage } from 'node:http';
import { decodeName } from '../storage/safeFileName.ts';
import type { Expectation } from '../transfers/expectation.ts';
import { RefusedError, refusalOf, type Refusal } from '../transfers/refusal.ts';
import type { Caller } from '../transfers/transfer.ts';
import type { UploadStart } from '../transfers/upload.ts';
import type { ReceivedFile, TransferRemark } from '../transfers/uploadEvents.ts';
import { uploadCut, uploadGap } from '../transfers/uploadRefusals.ts';
import { BodyCheck } from './bodyCheck.ts';
import { readContentRange, type ContentRange } from './contentRange.ts';
import { answerRefusal, answerText } from './fileAnswer.ts';
import type { FileArrival } from './fileArrival.ts';
import { copyBody, openBody, type FileBody, type FilePart } from './requestBody.ts';

/** A body with the file, whole or in parts (`Content-Range`), raw or in a form. Never rejects. */
export async function takeUpload(
  arrival: FileArrival,
  expectation: Expectation,
  caller: Caller,
  pathName: string,
): Promise<void> {
  const { request } = arrival;
  const range = readContentRange(request.headers['content-range']);
  if (range.kind === 'question') {
    answerHeld(arrival, expectation);
    return;
  }
  try {
    if (range.kind === 'unreadable') throw refused(expectation, caller, unreadableRange(request));
    const announced = announcedBytes(request, range);
    const at = range.kind === 'part' ? range.from : ('start' as const);
    const takesOver = at !== 'start' && at > 0;
    const early = expectation.refusalOf({ caller, takesOver, ...announced });
    if (early !== undefined) throw refused(expectation, caller, early);
    if (range.kind === 'part' && range.from > expectation.heldBytes) {
      throw refused(expectation, caller, uploadGap(range.from, expectation.heldBytes));
    }
    if (arrival.isWaiting) arrival.response.writeContinue();
    const body = openBody(request);
    const part = await body.file;
    if (part === undefined) throw refused(expectation, caller, noFile(request));
    const received = await store(
      arrival,
      expectation,
      {
        caller,
        ...(body.isForm ? {} : announced),
        sentName: nameOf(part, pathName),
        at,
        takesOver,
        remarks: remarksOf(request, body),
        hangUp: () => request.socket.destroy(),
      },
      part,
      range,
    );
    answerStored(arrival, expectation, received);
  } catch (error) {
    answerFailure(arrival, expectation, error);
  }
}

/** Nothing where this was a part of the file, with more to come. */
async function store(
  { request }: FileArrival,
  expectation: Expectation,
  start: UploadStart,
  part: FilePart,
  range: ContentRange,
): Promise<ReceivedFile | undefined> {
  // Until the disk is ready the body waits in the socket.
  const upload = await expectation.begin(start);
  // Sums are of the whole body: of a form that is more than the file, of a part less.
  const check = new BodyCheck(part.bytes === request && range.kind === 'none' ? request.headers : {});
  if (check.isNeeded) part.bytes.on('data', (bytes: Buffer) => check.take(bytes));
  const isWhole = await copyBody(part.bytes, request, upload);
  if (!isWhole) {
    const refusal = request.complete ? formUnclosed() : uploadCut(expectation.heldBytes);
    await upload.interrupt(refusal);
    throw new RefusedError(refusal);
  }
  if (range.kind === 'part' && range.to < range.totalBytes) {
    await upload.pause();
    return undefined;
  }
  const damage = check.verdict();
  if (damage !== undefined) {
    await upload.restart();
    await upload.interrupt(damage);
    throw new RefusedError(damage);
  }
  return upload.complete();
}

function answerStored(arrival: FileArrival, expectation: Expectation, file: ReceivedFile | undefined): void {
  if (file === undefined) {
    answerText(arrival, 200, 'This part has come; more is to come.', heldRange(expectation));
    return;
  }
  const text = `Received ${file.sizeBytes} bytes, SHA-256 ${file.sha256}.`;
  answerText(arrival, arrival.request.method === 'PUT' ? 201 : 200, text);
}

function answerFailure(arrival: FileArrival, expectation: Expectation, error: unknown): void {
  const refusal = refusalOf(error);
  arrival.judge({ ...refusal, stationId: expectation.stationId });
  answerRefusal(arrival, refusal, refusal.code === 'upload-gap' ? heldRange(expectation) : {});
}

/** How much has come, in the way in which resumable uploads are asked about. */
function answerHeld(arrival: FileArrival, expectation: Expectation): void {
  if (expectation.received !== undefined) answerStored(arrival, expectation, expectation.received);
  else answerText(arrival, 308, `${expectation.heldBytes} bytes have come.`, heldRange(expectation));
}

function heldRange({ heldBytes }: Expectation): Record<string, string> {
  return heldBytes === 0 ? {} : { Range: `bytes=0-${heldBytes - 1}` };
}

function refused(expectation: Expectation, caller: Caller, refusal: Refusal): RefusedError {
  expectation.refuse(caller, refusal);
  return new RefusedError(refusal);
}

function announcedBytes(request: IncomingMessage, range: ContentRange): { announcedBytes?: number } {
  if (range.kind === 'part') return { announcedBytes: range.totalBytes };
  const length = request.headers['content-length'];
  return length === undefined ? {} : { announcedBytes: Number(length) };
}

/** Heads are read as latin1, byte by byte, so that a name in UTF-8 is still to be decoded. */
function nameOf({ name }: FilePart, pathName: string): string {
  return name === '' ? pathName : decodeName(Buffer.from(name, 'latin1'));
}

function remarksOf({ headers }: IncomingMessage, { isMislabelled }: FileBody): TransferRemark[] {
  const remarks: TransferRemark[] = [];
  const encoding = headers['content-encoding'];
  if (encoding !== undefined && encoding !== 'identity') {
    remarks.push({
      code: 'content-encoding',
      sentence: `The file came with Content-Encoding: ${encoding.slice(0, 40)}; it is kept as it came.`,
    });
  }
  if (isMislabelled) {
    remarks.push({
      code: 'form-unreadable',
      sentence: 'The charger called the file a form (multipart) that cannot be read; it is kept as it came.',
    });
  }
  return remarks;
}

function unreadableRange({ headers }: IncomingMessage): Refusal {
  return {
    code: 'upload-range',
    sentence: `Sent a part of the file under a range that cannot be read (“${(headers['content-range'] ?? '').slice(0, 60)}”).`,
    remedy: 'A range says first and last byte and the whole size (RFC 9110 §14.4). Try another protocol.',
  };
}

function noFile({ complete }: IncomingMessage): Refusal {
  return complete
    ? {
        code: 'upload-no-file',
        sentence: 'Sent a form (multipart) without a file in it.',
        remedy: 'Try another protocol, or PUT where the charger lets you choose.',
      }
    : uploadCut(0);
}

function formUnclosed(): Refusal {
  return {
    code: 'form-unclosed',
    sentence:
      'Sent a form (multipart) without its closing boundary, so that the end of the file is not known.',
    remedy: 'This is a fault of the charger’s firmware. Try another protocol.',
  };
}
