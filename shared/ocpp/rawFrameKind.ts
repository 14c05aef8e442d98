import type { Issue } from '../trace/issue.ts';
import { parseFrame } from './parseFrame.ts';
import { variantOf, type OcppVersion, type Transport } from './version.ts';

/** What a typed frame turns out to be, before it is sent as it is. */
export interface RawFrameKind {
  kind:
    | 'empty'
    | 'call'
    | 'send'
    | 'result'
    | 'error'
    | 'resultError'
    | 'soapRequest'
    | 'soapAnswer'
    | 'soapFault'
    | 'xml'
    | 'malformed';
  action: string;
  id: string;
  issues: readonly Issue[];
  /** False where the station's connection carries the other encoding. */
  isOfTransport: boolean;
}

const ENVELOPE = /<(?:[\w.-]+:)?Envelope[\s>]/;
const FIRST_IN_BODY = /<(?:[\w.-]+:)?Body(?:\s[^>]*)?>\s*(?:<!--[^]*?-->\s*)?<(?:[\w.-]+:)?([\w.-]+)/;
const MESSAGE_ID = /<(?:[\w.-]+:)?MessageID(?:\s[^>]*)?>([^<]*)</;

/** Looks at a frame lightly: enough to say what it is. Nothing that is found here keeps it from being sent. */
export function rawFrameKind(text: string, transport: Transport): RawFrameKind {
  const blank = { action: '', id: '', issues: [], isOfTransport: true };
  if (text.trim() === '') return { ...blank, kind: 'empty' };
  if (text.trimStart().startsWith('<')) {
    return { ...blank, ...xmlKind(text), isOfTransport: transport === 'soap' };
  }
  const { kind, issues, ...frame } = parseFrame(text);
  const { action = '', id = '' } = frame as { action?: string; id?: string };
  return { kind, action, id, issues, isOfTransport: transport === 'json' };
}

function xmlKind(text: string): Pick<RawFrameKind, 'kind' | 'action' | 'id'> {
  const id = MESSAGE_ID.exec(text)?.[1]?.trim() ?? '';
  const name = ENVELOPE.test(text) ? (FIRST_IN_BODY.exec(text)?.[1] ?? '') : '';
  if (name === '') return { kind: 'xml', action: '', id };
  if (name === 'Fault') return { kind: 'soapFault', action: '', id };
  // 1.6's WSDL spells elements with a small letter first.
  const action = name.replace(/(?:Request|Response)$/, '').replace(/^[a-z]/, (first) => first.toUpperCase());
  return { kind: name.endsWith('Response') ? 'soapAnswer' : 'soapRequest', action, id };
}

/** A whole frame to begin with: the mildest command that every station must answer. */
export function rawFrameExample(version: OcppVersion, transport: Transport, nowMs: number): string {
  const id = `raw-${Math.floor(nowMs / 1000)}`;
  if (transport === 'json') return `[2,"${id}","ClearCache",{}]`;
  const namespace =
    variantOf(version, transport) === '1.5-soap' ? 'urn://Ocpp/Cp/2012/06/' : 'urn://Ocpp/Cp/2015/10/';
  return [
    '<?xml version="1.0" encoding="UTF-8"?>',
    `<s:Envelope xmlns:s="http://www.w3.org/2003/05/soap-envelope" xmlns:a="http://www.w3.org/2005/08/addressing" xmlns="${namespace}">`,
    '  <s:Header>',
    '    <a:Action s:mustUnderstand="1">/ClearCache</a:Action>',
    `    <a:MessageID>urn:uuid:${id}</a:MessageID>`,
    '  </s:Header>',
    '  <s:Body>',
    '    <clearCacheRequest/>',
    '  </s:Body>',
    '</s:Envelope>',
  ].join('\n');
}
