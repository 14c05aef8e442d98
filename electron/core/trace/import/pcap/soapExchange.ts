import { brotliDecompressSync, gunzipSync, inflateSync } from 'node:zlib';
import { readEnvelope } from '../../../../../shared/ocpp/soap/readEnvelope.ts';
import type { OcppVersion } from '../../../../../shared/ocpp/version.ts';
import type { Direction } from '../../../../../shared/trace/record.ts';
import { decodeXml } from '../../../../../shared/ocpp/soap/decodeXml.ts';
import type { Findings } from './findings.ts';
import type { HttpMessage } from './httpReader.ts';

/** What a request tells about its answer. */
export interface SoapAsked {
  stationId?: string | undefined;
  version?: OcppVersion | undefined;
  direction?: Direction | undefined;
  messageId: string;
}

const ENVELOPE = /<(?:[\w.-]+:)?Envelope[\s>]/;
const MAX_UNPACKED_BYTES = 64 * 1024 * 1024;

/** The record of a request, if its body is SOAP. */
export function soapRequest(findings: Findings, message: HttpMessage): SoapAsked | undefined {
  const xml = xmlOf(message);
  if (xml === undefined) return undefined;
  const { header, ocpp } = readEnvelopeOf(xml.text);
  const version = ocpp?.version;
  const stationId = header?.chargeBoxIdentity;
  const direction = ocpp === undefined ? undefined : ocpp.service === 'Cs' ? 'in' : 'out';
  // HTTP itself says which answer belongs to which question, where WS-Addressing does not.
  const messageId = header?.messageId ?? `http-${message.first.number}`;
  const { first, last } = message;
  const known = { messageId };
  findings.frame({ first, last, stationId, version, direction, transport: 'soap', raw: xml.raw, known });
  if (message.isCut) findings.trouble(CUT, last, stationId);
  return { stationId, version, direction, messageId };
}

/** Of an answer. Answers whether its body is SOAP. */
export function soapResponse(
  findings: Findings,
  message: HttpMessage,
  asked: SoapAsked | undefined,
): boolean {
  const xml = xmlOf(message);
  if (xml === undefined) return false;
  const { first, last } = message;
  const own = asked === undefined ? readEnvelopeOf(xml.text) : {};
  const stationId = asked?.stationId ?? own.header?.chargeBoxIdentity;
  const version = asked?.version ?? own.ocpp?.version;
  const direction =
    asked?.direction === undefined
      ? undefined
      : asked.direction === 'in'
        ? ('out' as const)
        : ('in' as const);
  findings.frame({
    first,
    last,
    stationId,
    version,
    direction,
    transport: 'soap',
    raw: xml.raw,
    ...(asked === undefined ? {} : { known: { messageId: asked.messageId } }),
  });
  if (message.isCut) findings.trouble(CUT, last, stationId);
  return true;
}

const CUT = 'A part of this SOAP message is not in the capture.';

type Envelope = Extract<ReturnType<typeof readEnvelope>, { ok: true }>['envelope'];

function readEnvelopeOf(text: string): Partial<Envelope> {
  const read = readEnvelope(text);
  return read.ok ? read.envelope : {};
}

function xmlOf({ headers, body }: HttpMessage): ReturnType<typeof decodeXml> | undefined {
  if (body.length === 0) return undefined;
  const xml = decodeXml(unpacked(body, headers.get('content-encoding')), headers.get('content-type'));
  return ENVELOPE.test(xml.text) ? xml : undefined;
}

/** A body that cannot be unpacked is looked at as it is. */
function unpacked(body: Buffer, encoding: string | undefined): Buffer {
  const limit = { maxOutputLength: MAX_UNPACKED_BYTES };
  try {
    if (/gzip/i.test(encoding ?? '')) return gunzipSync(body, limit);
    if (/deflate/i.test(encoding ?? '')) return inflateSync(body, limit);
    if (/\bbr\b/i.test(encoding ?? '')) return brotliDecompressSync(body, limit);
  } catch {
    // Cut, damaged, or larger than any message of OCPP.
  }
  return body;
}
