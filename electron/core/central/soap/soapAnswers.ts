import type { Json } from '../../../../shared/json.ts';
import { readEnvelope, type SoapEnvelope } from '../../../../shared/ocpp/soap/readEnvelope.ts';
import { readMessage, type SoapMessage } from '../../../../shared/ocpp/soap/readMessage.ts';
import type { SoapVersion } from '../../../../shared/ocpp/version.ts';
import type { Issue } from '../../../../shared/trace/issue.ts';
import type { CallQueue } from '../calls/callQueue.ts';
import type { VersionSchemas } from '../schemas/versionSchemas.ts';
import { answerIssue, issueOf } from '../sessionIssue.ts';
import type { Callbacks } from './callbacks.ts';
import { decodeXml, type DecodedXml } from '../../../../shared/ocpp/soap/decodeXml.ts';
import type { PostResult } from './postSoap.ts';
import type { SentCall } from './soapCalls.ts';
import { inspectAnswer } from './soapInspection.ts';
import { faultPayload } from './soapReply.ts';
import type { AppendSoap } from './soapRecords.ts';

export interface SoapAnswersOptions {
  stationId: string;
  version: SoapVersion;
  schemas: VersionSchemas;
  callbacks: Callbacks;
  append: AppendSoap;
  queue: () => CallQueue;
  isValidating: () => boolean;
}

type Response = Extract<PostResult, { ok: true }>;

const EXCERPT_CHARS = 300;

/** What stations send back to our calls: recorded, understood as far as it goes, and handed to the queue. */
export class SoapAnswers {
  readonly #options: SoapAnswersOptions;

  constructor(options: SoapAnswersOptions) {
    this.#options = options;
  }

  /** Answers with whether it was SOAP; what was not ends the call only where no other address is left. */
  take(sent: SentCall, response: Response): boolean {
    const xml = decodeXml(response.body, response.contentType);
    const read = readEnvelope(xml.text);
    if (!read.ok) {
      this.#notSoap(sent, response, xml, read.sentence);
      return sent.isLast;
    }
    this.#options.callbacks.prove(this.#options.stationId, sent.target.url);
    const status = statusIssue(response, read.envelope);
    this.#understand(sent, read.envelope, xml, status === undefined ? [] : [status]);
    return true;
  }

  /** An answer that the station posts by itself, as to a call whose ReplyTo was not anonymous. */
  takeLate(envelope: SoapEnvelope, message: SoapMessage | undefined, xml: DecodedXml): boolean {
    const messageId = envelope.header.relatesTo;
    const asked = messageId === undefined ? undefined : this.#options.queue().asked(messageId);
    if (messageId === undefined || asked === undefined) return false;
    if (message === undefined && envelope.fault === undefined) return false;
    const own = issueOf(
      'warning',
      'answer-on-own-request',
      `The answer to ${asked.action} came as a request of its own instead of on the connection of the call.`,
    );
    const dialect = {
      envelopeVersion: envelope.envelopeVersion ?? '1.2',
      addressing: '2005/08',
      namespace: '',
    } as const;
    const sent = {
      id: messageId,
      messageId,
      action: asked.action,
      target: { url: '' },
      dialect,
      isLast: true,
    };
    this.#understand(sent, envelope, xml, [own]);
    return true;
  }

  #understand(sent: SentCall, envelope: SoapEnvelope, xml: DecodedXml, more: readonly Issue[]): void {
    const { version, schemas, append, queue, isValidating } = this.#options;
    const { id, messageId, action } = sent;
    const message =
      envelope.fault === undefined ? readMessage(envelope, { version, answerTo: action }) : undefined;
    const ground = { version, isUtf8: xml.isUtf8, schemas: isValidating() ? schemas : undefined };
    const late = answerIssue(queue().asked(id), queue().inFlight);
    const issues = [
      ...(late === undefined ? [] : [late]),
      ...more,
      ...inspectAnswer(envelope, message, ground, { action, messageId, dialect: sent.dialect }),
    ];
    const at = Date.now();
    const common = { at, direction: 'in', raw: xml.raw, messageId, action } as const;
    if (message === undefined) {
      const fault = envelope.fault ?? { code: '', description: 'The answer has an empty body.', details: '' };
      if (envelope.fault === undefined) issues.push(issueOf('error', 'soap-body-empty', fault.description));
      const appended = append({ ...common, kind: 'error', issues, payload: faultPayload(fault) });
      const description = [fault.description, fault.details].filter((text) => text !== '').join(' · ');
      queue().answer(id, { kind: 'error', code: fault.code, description, issues, ...proofOf(appended) });
      return;
    }
    const appended = append({ ...common, kind: 'result', issues, payload: message.payloadText });
    const payload: Json = message.payload;
    queue().answer(id, { kind: 'result', payload, issues, ...proofOf(appended) });
  }

  #notSoap(sent: SentCall, response: Response, xml: DecodedXml, reason: string): void {
    const { id, messageId, action } = sent;
    const { status, contentType, location } = response;
    const media = contentType === undefined ? 'no content type' : contentType.slice(0, 100);
    const redirect =
      location === undefined ? '' : ` It points to ${location.slice(0, 200)}, which was not followed.`;
    const sentence = `The answer to ${action || 'the message'} is no SOAP: HTTP ${status} with ${media}. ${reason}${redirect}`;
    const issues = [issueOf('error', 'soap-answer-unreadable', sentence)];
    const { seq } = this.#options.append({
      at: Date.now(),
      kind: 'malformed',
      direction: 'in',
      raw: xml.raw,
      issues,
      messageId,
      action,
    });
    if (!sent.isLast) return;
    const excerpt = xml.text.replaceAll(/\s+/g, ' ').trim().slice(0, EXCERPT_CHARS);
    const description = excerpt === '' ? sentence : `${sentence} It begins: “${excerpt}”`;
    this.#options
      .queue()
      .answer(id, { kind: 'error', code: `HTTP ${status}`, description, responseSeq: seq, issues });
  }
}

function proofOf({ seq, latencyMs }: { seq: number; latencyMs?: number }): {
  responseSeq: number;
  latencyMs?: number;
} {
  return { responseSeq: seq, ...(latencyMs === undefined ? {} : { latencyMs }) };
}

/** SOAP 1.2 part 2 §7.5: an answer has the status 200, a fault one of 400 or 500. */
function statusIssue({ status }: Response, { fault }: SoapEnvelope): Issue | undefined {
  if (fault !== undefined && status < 300) {
    const message = `A fault that came with HTTP status ${status}; it should be 400 or 500.`;
    return issueOf('warning', 'soap-status', message, 'SOAP 1.2 part 2 §7.5');
  }
  if (fault === undefined && (status < 200 || status > 299)) {
    const message = `An answer that came with HTTP status ${status}; it should be 200.`;
    return issueOf('warning', 'soap-status', message, 'SOAP 1.2 part 2 §7.5');
  }
  return undefined;
}
