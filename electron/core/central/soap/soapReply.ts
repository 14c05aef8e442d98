import { randomUUID } from 'node:crypto';
import type { Json } from '../../../../shared/json.ts';
import { isJsonObject } from '../../../../shared/json.ts';
import type { SoapHeader } from '../../../../shared/ocpp/soap/readHeader.ts';
import { FAULT_CODES, type FaultCode } from '../../../../shared/ocpp/soap/soapFault.ts';
import { CONTENT_TYPES } from '../../../../shared/ocpp/soap/soapNames.ts';
import { writeBody } from '../../../../shared/ocpp/soap/writeBody.ts';
import {
  answerHeader,
  faultBody,
  writeEnvelope,
  type Dialect,
  type FaultText,
} from '../../../../shared/ocpp/soap/writeEnvelope.ts';
import type { SoapVersion } from '../../../../shared/ocpp/version.ts';
import type { Reply } from '../answering/reply.ts';
import type { SoapHttpAnswer } from './soapArrival.ts';

/** What an answer is made of, besides the reply. */
export interface Answered {
  dialect: Dialect;
  header: SoapHeader;
  version: SoapVersion;
  action: string;
  messageId: string;
  ownAddress: string;
  stationId: string;
}

/** A reply as an HTTP answer; `payload` is what the record says of it. */
export interface WrittenReply {
  answer: SoapHttpAnswer;
  payload: string;
}

export function writeReply(reply: Reply, answered: Answered): WrittenReply {
  const { dialect, header, version, action, messageId, ownAddress, stationId } = answered;
  const about = {
    messageId: newMessageId(),
    relatesTo: messageId,
    from: ownAddress,
    chargeBoxIdentity: header.chargeBoxIdentity ?? stationId,
  };
  if (reply.kind === 'error') {
    const { code, description, details } = reply;
    const fault = { code: faultCodeOf(code), description, ...detailsText(details) };
    const text = writeEnvelope(
      dialect,
      answerHeader(dialect.addressing, header, about),
      faultBody(dialect, fault),
    );
    return {
      answer: httpAnswer(dialect, faultStatus(dialect, fault.code), text),
      payload: faultPayload(fault),
    };
  }
  const head = answerHeader(dialect.addressing, header, { ...about, action });
  const text = writeEnvelope(dialect, head, writeBody(version, action, 'response', reply.payload));
  return { answer: httpAnswer(dialect, 200, text), payload: JSON.stringify(reply.payload) };
}

/** A fault for a message that nobody could understand, so that there is no record of a call to answer. */
export function writeFault(
  dialect: Dialect,
  fault: FaultText & { code: FaultCode },
  header: SoapHeader = {},
): SoapHttpAnswer {
  const about = {
    messageId: newMessageId(),
    relatesTo: header.messageId ?? 'http://www.w3.org/2005/08/addressing/unspecified',
    from: 'http://www.w3.org/2005/08/addressing/anonymous',
  };
  const text = writeEnvelope(
    dialect,
    answerHeader(dialect.addressing, header, about),
    faultBody(dialect, fault),
  );
  return httpAnswer(dialect, faultStatus(dialect, fault.code), text);
}

export function newMessageId(): string {
  return `urn:uuid:${randomUUID()}`;
}

export function faultPayload({ code, description, details }: FaultText): string {
  return JSON.stringify({
    code,
    description,
    ...(details === undefined || details === '' ? {} : { details }),
  });
}

function httpAnswer({ envelopeVersion }: Dialect, status: number, text: string): SoapHttpAnswer {
  return { status, contentType: CONTENT_TYPES[envelopeVersion], text };
}

/** SOAP 1.2 part 2 §7.5.2.2: 400 for Sender, 500 for the rest. SOAP 1.1 §6.2: always 500. */
function faultStatus({ envelopeVersion }: Dialect, code: FaultCode): number {
  return envelopeVersion === '1.2' && FAULT_CODES[code] === 'Sender' ? 400 : 500;
}

/** The codes of a CALLERROR as those of a fault. */
function faultCodeOf(code: string): FaultCode {
  if (Object.hasOwn(FAULT_CODES, code)) return code as FaultCode;
  if (code === 'NotImplemented') return 'NotSupported';
  return /Violation$|FormatError|MessageTypeNotSupported|RpcFrameworkError/.test(code)
    ? 'ProtocolError'
    : 'GenericError';
}

function detailsText(details: Json): { details?: string } {
  if (isJsonObject(details) && Object.keys(details).length === 0) return {};
  return { details: typeof details === 'string' ? details : JSON.stringify(details) };
}
