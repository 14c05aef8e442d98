import { isJsonObject, type JsonObject } from '../../../../../shared/json.ts';
import type { ErrorCode } from '../../../../../shared/ocpp/errorCode.ts';
import { readEnvelope, type SoapEnvelope } from '../../../../../shared/ocpp/soap/readEnvelope.ts';
import { readMessage } from '../../../../../shared/ocpp/soap/readMessage.ts';
import { FAULT_CODES, type FaultCode } from '../../../../../shared/ocpp/soap/soapFault.ts';
import { serviceNamespace } from '../../../../../shared/ocpp/soap/soapNames.ts';
import { writeBody } from '../../../../../shared/ocpp/soap/writeBody.ts';
import {
  answerHeader,
  callHeader,
  faultBody,
  writeEnvelope,
  type Dialect,
} from '../../../../../shared/ocpp/soap/writeEnvelope.ts';
import type { SoapVersion } from '../../../../../shared/ocpp/version.ts';
import type { Answer, Reply } from '../exchange.ts';
import type { PostAnswer } from './post.ts';

/** What the station itself writes. */
const OWN_ENVELOPE = '1.2';
const OWN_ADDRESSING = '2005/08';

export interface OutgoingCall {
  version: SoapVersion;
  action: string;
  payload: JsonObject;
  messageId: string;
  chargeBoxIdentity: string;
  to: string;
  /** The station's own service. */
  from: string;
}

/** A call of the station, with the headers that the WSDL's policy wants (UsingAddressing). */
export function callEnvelope({ version, action, payload, ...header }: OutgoingCall): string {
  const dialect: Dialect = {
    envelopeVersion: OWN_ENVELOPE,
    addressing: OWN_ADDRESSING,
    namespace: serviceNamespace(version, 'Cs'),
  };
  const body = writeBody(version, action, 'request', payload);
  return writeEnvelope(dialect, callHeader(OWN_ADDRESSING, { action, ...header }), body);
}

/** What the central system answered; `isSoap` is false where something else than an OCPP service did. */
export function readReply(
  version: SoapVersion,
  action: string,
  { status, text }: PostAnswer,
): { reply: Reply; isSoap: boolean } {
  const read = readEnvelope(text);
  if (!read.ok) {
    const description = `${read.sentence} ${text.slice(0, 120)}`.trim();
    return { reply: { kind: 'error', code: `HTTP ${status}`, description }, isSoap: false };
  }
  const { envelope } = read;
  if (envelope.fault !== undefined) {
    const { code, description } = envelope.fault;
    return { reply: { kind: 'error', code, description }, isSoap: true };
  }
  const payload = readMessage(envelope, { version, answerTo: action })?.payload;
  return { reply: { kind: 'result', payload: isJsonObject(payload) ? payload : {} }, isSoap: true };
}

/** The OCPP-S codes have fewer words than OCPP-J (OCPP 1.6S §4.4). */
function faultCodeOf(code: ErrorCode): FaultCode {
  switch (code) {
    case 'NotImplemented':
    case 'NotSupported':
      return 'NotSupported';
    case 'SecurityError':
    case 'InternalError':
    case 'GenericError':
      return code;
    default:
      return 'ProtocolError';
  }
}

/** Whose fault it is decides the status of HTTP (SOAP 1.2 part 2 §7.5.2.2). */
export function faultStatus(code: FaultCode): number {
  return FAULT_CODES[code] === 'Sender' ? 400 : 500;
}

export interface AnswerGround {
  version: SoapVersion;
  asked: SoapEnvelope | undefined;
  action: string;
  messageId: string;
  from: string;
  chargeBoxIdentity: string;
}

/** An answer in the words of the one who asked. */
export function answerEnvelope(
  ground: AnswerGround,
  answer: Answer | { kind: 'fault'; code: FaultCode; description: string },
): { status: number; text: string } {
  const { version, asked, action, messageId, from, chargeBoxIdentity } = ground;
  const dialect: Dialect = {
    envelopeVersion: asked?.envelopeVersion ?? OWN_ENVELOPE,
    addressing: asked?.addressing ?? OWN_ADDRESSING,
    namespace: serviceNamespace(version, 'Cp'),
  };
  const header = (isFault: boolean): ReturnType<typeof answerHeader> =>
    answerHeader(dialect.addressing, asked?.header ?? {}, {
      messageId,
      from,
      chargeBoxIdentity,
      relatesTo: asked?.header.messageId ?? '',
      action: isFault ? undefined : action,
    });
  if (answer.kind === 'result') {
    const body = writeBody(version, action, 'response', answer.payload);
    return { status: 200, text: writeEnvelope(dialect, header(false), body) };
  }
  const code = answer.kind === 'fault' ? answer.code : faultCodeOf(answer.code);
  const body = faultBody(dialect, { code, description: answer.description });
  return { status: faultStatus(code), text: writeEnvelope(dialect, header(true), body) };
}
