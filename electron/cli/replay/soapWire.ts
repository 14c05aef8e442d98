import { randomUUID } from 'node:crypto';
import { ContractError } from '../../../shared/contract/failure.ts';
import { readEnvelope, type SoapEnvelope } from '../../../shared/ocpp/soap/readEnvelope.ts';
import { readMessage } from '../../../shared/ocpp/soap/readMessage.ts';
import { CONTENT_TYPES } from '../../../shared/ocpp/soap/soapNames.ts';
import type { SoapVersion } from '../../../shared/ocpp/version.ts';
import type { AnswerDifference } from '../../../shared/trace/replay/compareAnswers.ts';
import { compareSoapAnswers } from '../../../shared/trace/replay/compareSoapAnswers.ts';
import type { RecordedAnswers } from '../../../shared/trace/replay/recordedAnswers.ts';
import { withSoapHeader } from '../../../shared/trace/replay/soapHeaderText.ts';
import { TransactionNumbers } from '../../../shared/trace/replay/transactionNumbers.ts';
import type { FoundRecord } from '../../core/index.ts';
import { CallBackServer, type Posted } from '../../practice/station/link/soap/callBackServer.ts';
import { answerEnvelope } from '../../practice/station/link/soap/envelopes.ts';
import { post, type PostAnswer } from '../../practice/station/link/soap/post.ts';
import { routeAddress } from '../../practice/station/link/soap/routeAddress.ts';
import type { AskedQuestion, ReplayWire } from './replayWire.ts';

export interface SoapWireOptions {
  version: SoapVersion;
  /** The central system service. */
  url: string;
  /** Under which the station comes; its recorded one where that is not to change. */
  stationId: string;
  password: string | undefined;
  answers: RecordedAnswers;
  hasFreshIds: boolean;
  onAsked: (question: AskedQuestion) => void;
}

/** The answer comes by a call-back of its own (WS-Addressing 1.0 SOAP binding §5.1.1). */
const ACCEPTED = 202;
/** What is on its way when the replay ends gets this long to arrive. */
const ARRIVE_WITHIN_MS = 2000;

/**
 * OCPP-S: each recorded call is posted as it was recorded, addressed anew, and the central system finds the station at
 * an address of this machine instead of the recorded one, which is that of the real charger.
 */
export class SoapWire implements ReplayWire {
  readonly #options: SoapWireOptions;
  readonly #server: CallBackServer;
  readonly #numbers = new TransactionNumbers();
  /** By the message id, for answers that come by a call-back. */
  readonly #open = new Map<string, (text: string) => void>();
  readonly #posts = new Set<Promise<unknown>>();
  #ownUrl: string | undefined;
  #leave = new AbortController();
  #lost = Promise.withResolvers<void>();
  #isHeard = false;

  constructor(options: SoapWireOptions) {
    this.#options = options;
    this.#server = new CallBackServer((posted) => this.#called(posted));
  }

  get isOpen(): boolean {
    return this.#ownUrl !== undefined;
  }

  get lost(): Promise<void> {
    return this.#lost.promise;
  }

  async open(): Promise<void> {
    const { hostname, port, protocol } = new URL(this.#options.url);
    try {
      const address = await routeAddress(hostname, Number(port) || (protocol === 'https:' ? 443 : 80));
      this.#ownUrl = await this.#server.listen(address);
    } catch (error) {
      throw this.#unavailable(error);
    }
    this.#leave = new AbortController();
    this.#lost = Promise.withResolvers<void>();
  }

  async close(): Promise<void> {
    if (!this.isOpen) return;
    this.#ownUrl = undefined;
    const timer = setTimeout(() => this.#leave.abort(), ARRIVE_WITHIN_MS);
    await Promise.allSettled(this.#posts);
    clearTimeout(timer);
    this.#leave.abort();
    this.#lost.resolve();
    await this.#server.close();
  }

  async call(record: FoundRecord): Promise<string | undefined> {
    const { hasFreshIds } = this.#options;
    const messageId = hasFreshIds ? `urn:uuid:${randomUUID()}` : record.messageId;
    const answer = await this.#post(record, hasFreshIds ? messageId : undefined);
    if (answer === undefined || answer.status !== ACCEPTED || messageId === undefined) return answer?.text;
    return new Promise((resolve) => this.#open.set(messageId, resolve));
  }

  send(record: FoundRecord): void {
    // What became of it is nobody's question: in the recording it was no message either.
    this.#post(record, undefined).catch(() => undefined);
  }

  compare(action: string | undefined, recorded: FoundRecord, received: string): AnswerDifference[] {
    if (action === 'StartTransaction') this.#numbers.learn(recorded.raw, received);
    return compareSoapAnswers(
      { version: this.#options.version, action: action ?? '' },
      recorded.raw,
      received,
    );
  }

  /** Nothing where the connection broke, or the replay ended; fails where nobody ever answered. */
  async #post(
    { raw, rawEncoding, action }: FoundRecord,
    messageId: string | undefined,
  ): Promise<PostAnswer | undefined> {
    const { url, stationId, password } = this.#options;
    const { signal } = this.#leave;
    const body = rawEncoding === 'base64' ? Buffer.from(raw, 'base64') : this.#addressed(raw, messageId);
    const is11 = raw.includes('http://schemas.xmlsoap.org/soap/envelope/');
    const type = CONTENT_TYPES[is11 ? '1.1' : '1.2'];
    const named = action === undefined || is11 ? type : `${type}; action="/${action}"`;
    const posting = post({
      url,
      contentType: named,
      ...(is11 ? { soapAction: `"/${action ?? ''}"` } : {}),
      auth: password === undefined ? undefined : `${stationId}:${password}`,
      body,
      signal,
    });
    this.#posts.add(posting);
    try {
      const answer = await posting;
      this.#isHeard = true;
      return answer;
    } catch (error) {
      if (signal.aborted || this.#isHeard) return undefined;
      throw this.#unavailable(error);
    } finally {
      this.#posts.delete(posting);
    }
  }

  #addressed(raw: string, messageId: string | undefined): string {
    const { stationId, url } = this.#options;
    return withSoapHeader(this.#numbers.apply(raw), {
      chargeBoxIdentity: stationId,
      messageId,
      to: url,
      ownAddress: this.#ownUrl,
    });
  }

  #called(posted: Posted): void {
    const { version } = this.#options;
    const read = readEnvelope(posted.text);
    if (!read.ok) return this.#refuse(posted, undefined, 'ProtocolError', read.sentence);
    const { envelope } = read;
    const message = readMessage(envelope, { version, httpAction: posted.httpAction });
    if (envelope.fault !== undefined || message?.part === 'response') {
      const id = envelope.header.relatesTo ?? '';
      this.#open.get(id)?.(posted.text);
      this.#open.delete(id);
      return posted.answer(ACCEPTED, 'text/plain', '');
    }
    if (message === undefined) {
      return this.#refuse(posted, envelope, 'ProtocolError', 'The envelope holds no message of OCPP.');
    }
    this.#answer(posted, envelope, message.action);
  }

  #answer(posted: Posted, asked: SoapEnvelope, action: string): void {
    const { answers, onAsked, stationId } = this.#options;
    const answer = answers.next(action);
    if (answer === undefined) {
      this.#refuse(posted, asked, 'NotSupported', 'The recording has no answer to this action.');
      return onAsked({ action, answer: 'unknown' });
    }
    const text = withSoapHeader(this.#numbers.apply(answer.raw), {
      chargeBoxIdentity: stationId,
      relatesTo: asked.header.messageId,
      to: asked.header.replyTo ?? asked.header.from,
      ownAddress: this.#ownUrl,
    });
    const recorded = readEnvelope(answer.raw);
    const isFault = recorded.ok && recorded.envelope.fault !== undefined;
    const version = recorded.ok ? recorded.envelope.envelopeVersion : undefined;
    posted.answer(isFault ? 500 : 200, CONTENT_TYPES[version ?? asked.envelopeVersion ?? '1.2'], text);
    onAsked({ action, answer: answer.isRepeated ? 'repeated' : 'recorded' });
  }

  #refuse(
    posted: Posted,
    asked: SoapEnvelope | undefined,
    code: 'ProtocolError' | 'NotSupported',
    description: string,
  ): void {
    const { version, stationId } = this.#options;
    const ground = {
      version,
      asked,
      action: '',
      messageId: `urn:uuid:${randomUUID()}`,
      from: this.#ownUrl ?? '',
      chargeBoxIdentity: stationId,
    };
    const { status, text } = answerEnvelope(ground, { kind: 'fault', code, description });
    posted.answer(status, CONTENT_TYPES[asked?.envelopeVersion ?? '1.2'], text);
  }

  #unavailable(error: unknown): ContractError {
    const reason = error instanceof Error ? error.message : String(error);
    return new ContractError('unavailable', `No connection to ${this.#options.url}: ${reason}.`, {
      hint: 'Check the address, and whether the central system speaks OCPP over SOAP there.',
      cause: error,
    });
  }
}
