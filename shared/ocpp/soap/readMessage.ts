import type { Issue } from '../../trace/issue.ts';
import type { SoapVersion } from '../version.ts';
import { readBody, type SoapPayload } from './readBody.ts';
import type { SoapEnvelope } from './readEnvelope.ts';
import { soapAction, type Part } from './shapes.ts';
import { soapIssue } from './soapIssue.ts';

/** A message of OCPP inside an envelope. `action` is spelt as in the specification where it is known there. */
export interface SoapMessage extends SoapPayload {
  action: string;
  part: Part;
  isKnown: boolean;
}

export interface MessageGround {
  version: SoapVersion;
  /** What the HTTP header says, where the envelope says nothing. */
  httpAction?: string | undefined;
  /** What was asked, where this is the answer to it. */
  answerTo?: string | undefined;
}

const REQUEST = /^(.+?)(Request|Req)$/i;
const RESPONSE = /^(.+?)(Response|Confirmation|Conf|Res)$/i;

/** The message of an envelope; nothing where its body is empty and its header names no action. */
export function readMessage(envelope: SoapEnvelope, ground: MessageGround): SoapMessage | undefined {
  const { version, answerTo } = ground;
  const named = envelope.message === undefined ? undefined : partOf(envelope.message.name);
  const addressed = operationOf(envelope.header.action ?? ground.httpAction);
  const name = named?.name ?? answerTo ?? addressed;
  if (name === undefined || name === '') return undefined;
  const known = soapAction(version, name);
  const action = known ?? name.charAt(0).toUpperCase() + name.slice(1);
  const part = named?.part ?? (answerTo === undefined ? 'request' : 'response');
  const body =
    envelope.message === undefined
      ? { payload: {}, payloadText: '{}', issues: [] }
      : readBody(envelope.message, version, action, part);
  const issues = [
    ...elementIssues(envelope, action, part),
    ...actionIssues(envelope, action),
    ...body.issues,
  ];
  return { ...body, action, part, isKnown: known !== undefined, issues };
}

/** `/BootNotification`, `BootNotification`, `urn://Ocpp/Cs/2012/06/BootNotification`, in quotes or not. */
export function operationOf(action: string | undefined): string | undefined {
  if (action === undefined) return undefined;
  const last = action
    .replaceAll('"', '')
    .trim()
    .split(/[/#]/)
    .findLast((segment) => segment !== '');
  return last === undefined ? undefined : (partOf(last)?.name ?? last);
}

function partOf(name: string): { name: string; part: Part } | undefined {
  const request = REQUEST.exec(name)?.[1];
  if (request !== undefined) return { name: request, part: 'request' };
  const response = RESPONSE.exec(name)?.[1];
  return response === undefined ? undefined : { name: response, part: 'response' };
}

/** `bootNotificationRequest`: the name of a message's element (OCPP 1.6 WSDL, wsdl:types). */
export function elementName(action: string, part: Part): string {
  const ending = part === 'request' ? 'Request' : 'Response';
  return `${action.charAt(0).toLowerCase()}${action.slice(1)}${ending}`;
}

function elementIssues({ message }: SoapEnvelope, action: string, part: Part): Issue[] {
  const wanted = elementName(action, part);
  if (message === undefined || message.name === wanted) return [];
  const text = `The element of the message is “${message.name.slice(0, 60)}”; the WSDL calls it ${wanted.slice(0, 60)}.`;
  return [soapIssue('soap-element-name', { message: text })];
}

function actionIssues({ header, hasHeader }: SoapEnvelope, action: string): Issue[] {
  if (header.action === undefined) return hasHeader ? [soapIssue('soap-action-missing')] : [];
  const operation = operationOf(header.action);
  const written = header.action.slice(0, 100);
  if (operation?.toLowerCase() !== action.toLowerCase()) {
    const message = `The addressing Action is “${written}” but the body is of ${action.slice(0, 60)}; the body counts.`;
    return [soapIssue('soap-action-differs', { message })];
  }
  if (/^\/[^/]+$/.test(header.action)) return [];
  const message = `The addressing Action is “${written}”; the WSDL writes it as a slash and the name, /${action.slice(0, 60)}.`;
  return [soapIssue('soap-action-form', { message })];
}
