import type { SoapHeader } from './readHeader.ts';
import { FAULT_CODES, type FaultCode } from './soapFault.ts';
import {
  ADDRESSING_NAMESPACES,
  ANONYMOUS,
  ENVELOPE_NAMESPACES,
  FAULT_ACTION,
  type AddressingVersion,
  type EnvelopeVersion,
} from './soapNames.ts';
import { OCPP_PREFIX } from './writeBody.ts';
import { encodeXmlText } from './xmlText.ts';

/** How an envelope is written: answers echo what the caller used. `namespace` is the OCPP service's. */
export interface Dialect {
  envelopeVersion: EnvelopeVersion;
  addressing: AddressingVersion;
  namespace: string;
}

/**
 * An envelope around the text of `writeBody` or `faultBody`. The header has what is given, in the order that the
 * widely used clients send; blocks that must be understood say so (OCPP 1.6S §4.2).
 */
export function writeEnvelope(dialect: Dialect, header: SoapHeader, body: string): string {
  const { envelopeVersion, addressing, namespace } = dialect;
  const must = ` soap:mustUnderstand="${envelopeVersion === '1.2' ? 'true' : '1'}"`;
  const blocks = [
    block(`${OCPP_PREFIX}:chargeBoxIdentity`, must, header.chargeBoxIdentity),
    block('wsa:MessageID', '', header.messageId),
    block('wsa:RelatesTo', '', header.relatesTo),
    endpoint('wsa:From', '', header.from),
    endpoint('wsa:ReplyTo', must, header.replyTo),
    block('wsa:To', must, header.to),
    block('wsa:Action', must, header.action),
  ].join('');
  return `<?xml version="1.0" encoding="UTF-8"?>
<soap:Envelope xmlns:soap="${ENVELOPE_NAMESPACES[envelopeVersion]}" xmlns:wsa="${ADDRESSING_NAMESPACES[addressing]}" xmlns:${OCPP_PREFIX}="${encodeXmlText(namespace)}"><soap:Header>${blocks}</soap:Header><soap:Body>${body}</soap:Body></soap:Envelope>`;
}

/** What a call is sent with, where the answer is to come back on the same connection. */
export function callHeader(
  addressing: AddressingVersion,
  call: { action: string; messageId: string; chargeBoxIdentity: string; to: string; from: string },
): SoapHeader {
  return { ...call, action: `/${call.action}`, replyTo: ANONYMOUS[addressing] };
}

/**
 * What an answer is sent with. Some clients refuse one that lacks any of these, or whose To is not their From.
 * `action` is absent for a fault.
 */
export function answerHeader(
  addressing: AddressingVersion,
  asked: SoapHeader,
  answer: {
    action?: string | undefined;
    messageId: string;
    relatesTo: string;
    from: string;
    chargeBoxIdentity?: string;
  },
): SoapHeader {
  const { action, ...rest } = answer;
  return {
    ...rest,
    action: action === undefined ? FAULT_ACTION[addressing] : `/${action}Response`,
    to: asked.from ?? asked.replyTo ?? ANONYMOUS[addressing],
  };
}

export interface FaultText {
  code: FaultCode | (string & {});
  description: string;
  details?: string;
}

/** A fault, its code as a subcode of Sender or Receiver (OCPP 1.6S §4.4). */
export function faultBody({ envelopeVersion }: Pick<Dialect, 'envelopeVersion'>, fault: FaultText): string {
  const side = isFaultCode(fault.code) ? FAULT_CODES[fault.code] : 'Receiver';
  const reason = encodeXmlText(fault.description);
  const details = fault.details === undefined ? '' : encodeXmlText(fault.details);
  const subcode = `${OCPP_PREFIX}:${encodeXmlText(fault.code)}`;
  if (envelopeVersion === '1.1') {
    // SOAP 1.1 §4.4.1: what is more particular follows a dot.
    const code = `soap:${side === 'Sender' ? 'Client' : 'Server'}.${encodeXmlText(fault.code)}`;
    const detail =
      details === '' ? '' : `<detail><${OCPP_PREFIX}:details>${details}</${OCPP_PREFIX}:details></detail>`;
    return `<soap:Fault><faultcode>${code}</faultcode><faultstring>${reason}</faultstring>${detail}</soap:Fault>`;
  }
  const detail =
    details === ''
      ? ''
      : `<soap:Detail><${OCPP_PREFIX}:details>${details}</${OCPP_PREFIX}:details></soap:Detail>`;
  return `<soap:Fault><soap:Code><soap:Value>soap:${side}</soap:Value><soap:Subcode><soap:Value>${subcode}</soap:Value></soap:Subcode></soap:Code><soap:Reason><soap:Text xml:lang="en">${reason}</soap:Text></soap:Reason>${detail}</soap:Fault>`;
}

function isFaultCode(code: string): code is FaultCode {
  return Object.hasOwn(FAULT_CODES, code);
}

function block(name: string, attributes: string, text: string | undefined): string {
  return text === undefined ? '' : `<${name}${attributes}>${encodeXmlText(text)}</${name}>`;
}

function endpoint(name: string, attributes: string, address: string | undefined): string {
  if (address === undefined) return '';
  return `<${name}${attributes}><wsa:Address>${encodeXmlText(address)}</wsa:Address></${name}>`;
}
