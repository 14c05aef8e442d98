import type { Json } from '../../../../shared/json.ts';
import type { SoapEnvelope } from '../../../../shared/ocpp/soap/readEnvelope.ts';
import { readEnvelope } from '../../../../shared/ocpp/soap/readEnvelope.ts';
import { readMessage, type SoapMessage } from '../../../../shared/ocpp/soap/readMessage.ts';
import type { Dialect } from '../../../../shared/ocpp/soap/writeEnvelope.ts';
import type { SoapVersion } from '../../../../shared/ocpp/version.ts';
import type { Outcome } from '../../../../shared/station/outcome.ts';
import type { Issue } from '../../../../shared/trace/issue.ts';
import type { Decision } from '../answering/answerer.ts';
import { defectReply, type Reply } from '../answering/reply.ts';
import { RecentCalls } from '../calls/recentCalls.ts';
import { meantPayload } from '../payloadChecks/inspectPayload.ts';
import { integerOf } from '../../../../shared/payloadFields.ts';
import { NO_ISSUES } from '../schemas/noIssues.ts';
import type { VersionSchemas } from '../schemas/versionSchemas.ts';
import { issueOf, VALIDATION_OFF } from '../sessionIssue.ts';
import type { SessionCall, SessionPeer, SessionSurroundings, StationSession } from '../stationSession.ts';
import type { Callbacks } from './callbacks.ts';
import type { DecodedXml } from '../../../../shared/ocpp/soap/decodeXml.ts';
import type { SoapArrival } from './soapArrival.ts';
import { SoapAnswers } from './soapAnswers.ts';
import { SoapCalls } from './soapCalls.ts';
import { dialectOf, towards } from './soapDialect.ts';
import { inspectCall } from './soapInspection.ts';
import { newMessageId, writeFault, writeReply } from './soapReply.ts';
import { soapRecords, type AppendSoap } from './soapRecords.ts';

/** A SOAP request whose sender is known. */
export interface SoapRequest {
  arrival: SoapArrival;
  envelope: SoapEnvelope;
  xml: DecodedXml;
}

export interface SoapSessionOptions {
  stationId: string;
  version: SoapVersion;
  schemas: VersionSchemas;
  callbacks: Callbacks;
  /** How long a station may be silent at least before it counts as gone. */
  silenceMs: number;
}

/** A request that is not answered on purpose is not kept open for ever. */
const UNANSWERED_MS = 300_000;
const DEFAULT_HEARTBEAT_S = 300;

/**
 * The conversation with one station over SOAP: exchanges that each have their own HTTP request. It begins with the
 * first and ends when none came for longer than two heartbeats.
 */
export class SoapSession implements StationSession {
  readonly peer: SessionPeer & { version: SoapVersion };
  readonly #options: SoapSessionOptions;
  readonly #surroundings: SessionSurroundings;
  readonly #append: AppendSoap;
  readonly #calls: SoapCalls;
  readonly #answers: SoapAnswers;
  readonly #recent = new RecentCalls();
  /** What the record of its beginning says. */
  readonly #connectMark: string;
  readonly #listeners: Array<() => void> = [];
  #dialect: Dialect;
  #ownAddress: string;
  #heartbeatS = DEFAULT_HEARTBEAT_S;
  #silence: NodeJS.Timeout | undefined;
  #hasEnded = false;

  constructor(first: SoapRequest, options: SoapSessionOptions, surroundings: SessionSurroundings) {
    const { arrival, envelope } = first;
    const { stationId, version, callbacks } = options;
    const { remoteAddress, localAddress, ownAddress, contentType, path } = arrival;
    this.#options = options;
    this.#surroundings = surroundings;
    this.peer = { stationId, version, transport: 'soap', remoteAddress, localAddress };
    this.#dialect = dialectOf(envelope, version, contentType);
    this.#ownAddress = ownAddress;
    this.#append = soapRecords(surroundings.recorder, stationId, version);
    this.#answers = new SoapAnswers({
      ...options,
      append: this.#append,
      queue: () => this.#calls.queue,
      isValidating: () => this.#isValidating(),
    });
    this.#calls = new SoapCalls({
      stationId,
      version,
      callbacks,
      recorder: surroundings.recorder,
      append: this.#append,
      manner: () => ({ dialect: towards(this.#dialect, 'Cp'), ownAddress: this.#ownAddress }),
      onResponse: (sent, response) => this.#answers.take(sent, response),
      onChange: () => surroundings.events.openCallsChanged(),
      onDefect: (error) => this.#defect('sending a command', error),
    });
    this.#connectMark = JSON.stringify({
      remoteAddress,
      subprotocol: `OCPP ${envelope.ocpp?.spoken ?? version} over SOAP`,
      path,
    });
    const issues = this.#isValidating() ? NO_ISSUES : [VALIDATION_OFF];
    this.#recordConnect(issues);
    this.#hear();
  }

  enterFile(issue: Issue): number {
    const seq = this.#recordConnect([issue]);
    this.#calls.queue.enterFile(seq);
    this.#recent.leaveFile();
    return seq;
  }

  get openCalls(): number {
    return this.#calls.queue.openCalls;
  }

  /** Takes a request of the station: record -> answer -> its record -> HTTP. */
  receive(request: SoapRequest): void {
    const at = Date.now();
    const { arrival, envelope, xml } = request;
    const { version } = this.peer;
    this.#hear();
    this.#surroundings.events.received(at);
    this.#dialect = dialectOf(envelope, version, arrival.contentType);
    this.#ownAddress = arrival.ownAddress;
    this.#options.callbacks.hear(this.peer.stationId, arrival.remoteAddress, [
      envelope.header.replyTo,
      envelope.header.from,
    ]);
    const message = readMessage(envelope, { version, httpAction: arrival.httpAction });
    if (message?.part === 'request') this.#take(request, message, at);
    else if (this.#answers.takeLate(envelope, message, xml))
      arrival.answer({ status: 202, contentType: 'text/plain', text: '' });
    else this.#refuse(request, message, at);
  }

  call(call: SessionCall, signal?: AbortSignal): Promise<Outcome> {
    return this.#calls.call(call, signal);
  }

  sendRaw(text: string): number {
    const read = readEnvelope(text);
    const message = read.ok ? readMessage(read.envelope, { version: this.peer.version }) : undefined;
    const messageId = read.ok ? (read.envelope.header.messageId ?? newMessageId()) : newMessageId();
    const isCall = message?.part === 'request';
    const { seq } = this.#append({
      at: Date.now(),
      kind: isCall ? 'call' : 'malformed',
      direction: 'out',
      raw: text,
      issues: read.ok ? read.envelope.issues : [issueOf('error', read.code, read.sentence)],
      messageId,
      action: message?.action,
      payload: isCall ? message.payloadText : undefined,
    });
    this.#calls.sendRaw(text, { messageId, action: message?.action });
    return seq;
  }

  close(_code: number, reason: string): void {
    this.#end('kerbside', reason);
  }

  retire(_code: number, reason: string): void {
    this.#end('kerbside', reason);
  }

  terminate(): void {
    this.#end('kerbside', 'cut off');
  }

  onClosed(listener: () => void): void {
    if (this.#hasEnded) listener();
    else this.#listeners.push(listener);
  }

  #recordConnect(issues: readonly Issue[]): number {
    const raw = this.#connectMark;
    return this.#append({ at: Date.now(), kind: 'connect', direction: 'in', raw, issues }).seq;
  }

  #take(request: SoapRequest, message: SoapMessage, at: number): void {
    const { arrival, envelope, xml } = request;
    const { watch, events } = this.#surroundings;
    const messageId = envelope.header.messageId ?? newMessageId();
    const call = this.#recent.find(messageId);
    const before = call === undefined ? undefined : { call, isSame: call.text === xml.text };
    const issues = this.#inspect(request, message, before, at);
    const { action, payloadText } = message;
    const payload = issues.length === 0 ? message.payload : this.#asMeant(message);
    const noticed = watch.inspect({ type: 'call', at, action, payload });
    // A retry gets the answer that it had: a second transaction id would be a second transaction. A fault is none.
    const given =
      before?.isSame === true && action === 'StartTransaction' ? replyOf(before.call.answer) : undefined;
    const isRetry = given?.kind === 'result';
    const decision = isRetry ? undefined : this.#decide({ ...message, payload }, at);
    const { seq } = this.#append({
      at,
      kind: 'call',
      direction: 'in',
      raw: xml.raw,
      issues: [...arrival.issues, ...issues, ...noticed, ...(decision?.issues ?? NO_ISSUES)],
      payload: payloadText,
      action,
      messageId,
    });
    watch.recorded(at, seq);
    const reply = isRetry ? given : decision?.reply;
    if (!isRetry && reply !== undefined) {
      this.#recent.add(messageId, { text: xml.text, seq, answer: JSON.stringify(reply) });
    }
    this.#later(arrival, decision?.delayMs ?? 0, reply, () => {
      if (reply !== undefined) this.#answer(request, message, messageId, reply, decision?.answerIssues);
    });
    if (isRetry) return;
    if (reply?.kind === 'result') {
      this.#heartbeatS =
        integerOf(reply.payload['heartbeatInterval'] ?? reply.payload['interval']) ?? this.#heartbeatS;
      this.#hear();
    }
    try {
      events.called(
        reply?.kind === 'result'
          ? { at, action, payload, seq, answer: reply.payload }
          : { at, action, payload, seq },
      );
    } catch (error) {
      this.#defect(`reading ${action}`, error);
    }
  }

  #later(arrival: SoapArrival, delayMs: number, reply: Reply | undefined, post: () => void): void {
    if (reply !== undefined && delayMs <= 0) {
      post();
      return;
    }
    const timer = setTimeout(
      () => {
        if (reply === undefined) arrival.drop();
        else post();
      },
      reply === undefined ? UNANSWERED_MS : delayMs,
    );
    arrival.onEnd(() => clearTimeout(timer));
  }

  #answer(
    { arrival, envelope }: SoapRequest,
    message: SoapMessage,
    messageId: string,
    reply: Reply,
    own: readonly Issue[] = NO_ISSUES,
  ): void {
    const { stationId, version } = this.peer;
    const { action } = message;
    const dialect = dialectOf(envelope, version, arrival.contentType);
    const { ownAddress } = arrival;
    const { answer, payload } = writeReply(reply, {
      dialect,
      header: envelope.header,
      version,
      action,
      messageId,
      ownAddress,
      stationId,
    });
    const issues =
      reply.kind === 'result' && this.#isValidating()
        ? this.#options.schemas.check(action, 'response', reply.payload)
        : NO_ISSUES;
    this.#append({
      at: Date.now(),
      kind: reply.kind,
      direction: 'out',
      raw: answer.text,
      issues: [...issues, ...own],
      payload,
      action,
      messageId,
    });
    this.#surroundings.recorder.afterCommit(() => arrival.answer(answer));
  }

  /** An answer to nothing, or an envelope without a message. */
  #refuse({ arrival, envelope, xml }: SoapRequest, message: SoapMessage | undefined, at: number): void {
    const sentence =
      message === undefined
        ? 'The envelope has no message: its body is empty and its header names no operation.'
        : `An answer to ${message.action.slice(0, 60)} that Kerbside did not ask for.`;
    const code = message === undefined ? 'soap-body-empty' : 'answer-to-nothing';
    const issues = [...arrival.issues, ...envelope.issues, issueOf('error', code, sentence)];
    const action = message?.action;
    this.#append({ at, kind: 'malformed', direction: 'in', raw: xml.raw, issues, action });
    const dialect = dialectOf(envelope, this.peer.version, arrival.contentType);
    const fault = writeFault(dialect, { code: 'ProtocolError', description: sentence }, envelope.header);
    this.#surroundings.recorder.afterCommit(() => arrival.answer(fault));
  }

  /** Whatever is wrong with us, the message is recorded. */
  #inspect(
    { envelope, xml }: SoapRequest,
    message: SoapMessage,
    before: Parameters<typeof inspectCall>[3],
    at: number,
  ): readonly Issue[] {
    const schemas = this.#isValidating() ? this.#options.schemas : undefined;
    try {
      return inspectCall(
        envelope,
        message,
        { version: this.peer.version, schemas, isUtf8: xml.isUtf8 },
        before,
        at,
      );
    } catch (error) {
      this.#defect('checking a message', error);
      return [issueOf('info', 'not-checked', 'Kerbside failed to check this message.')];
    }
  }

  /** What Kerbside answers and remembers is what was meant; the record keeps what was said. */
  #asMeant({ action, payload, payloadText }: SoapMessage): Json {
    const place = { version: this.peer.version, action, part: 'request' } as const;
    try {
      return meantPayload(place, payload, payloadText, this.#options.schemas);
    } catch (error) {
      this.#defect(`mending ${action}`, error);
      return payload;
    }
  }

  #decide({ action, payload }: SoapMessage, at: number): Decision {
    try {
      return this.#surroundings.answerer.decide({ version: this.peer.version, action, payload, at });
    } catch (error) {
      this.#defect(`answering ${action}`, error);
      return { reply: defectReply(), delayMs: 0, issues: NO_ISSUES };
    }
  }

  #isValidating(): boolean {
    return this.#surroundings.profile().validate !== false;
  }

  #hear(): void {
    clearTimeout(this.#silence);
    const silenceMs = Math.max(this.#options.silenceMs, this.#heartbeatS * 2000);
    this.#silence = setTimeout(() => {
      const minutes = Math.round(silenceMs / 60_000);
      this.#end('network', `nothing was heard for ${minutes} minutes, longer than two heartbeats`);
    }, silenceMs).unref();
  }

  #end(by: 'kerbside' | 'network', reason: string): void {
    if (this.#hasEnded) return;
    this.#hasEnded = true;
    clearTimeout(this.#silence);
    const at = Date.now();
    const direction = by === 'kerbside' ? 'out' : 'in';
    this.#append({
      at,
      kind: 'disconnect',
      direction,
      raw: JSON.stringify({ by, reason }),
      issues: NO_ISSUES,
    });
    const sentence =
      by === 'kerbside' ? `Kerbside ended the session: ${reason}.` : `The station fell silent: ${reason}.`;
    this.#calls.end(sentence);
    this.#surroundings.watch.note({ type: 'disconnected', at, by, code: by === 'kerbside' ? 1000 : 1006 });
    this.#surroundings.events.ended(at, sentence);
    for (const listener of this.#listeners) listener();
  }

  #defect(what: string, error: unknown): void {
    const detail = error instanceof Error ? (error.stack ?? error.message) : String(error);
    this.#surroundings.log(`${this.peer.stationId}: ${what}: ${detail}`);
  }
}

function replyOf(text: string): Reply {
  return JSON.parse(text) as Reply;
}
