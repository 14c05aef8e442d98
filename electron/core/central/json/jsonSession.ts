import { isUtf8 } from 'node:buffer';
import { randomUUID } from 'node:crypto';
import type { WebSocket } from 'ws';
import { assertNever } from '../../../../shared/assertNever.ts';
import { composeCall, echoId } from '../../../../shared/ocpp/compose.ts';
import type { Frame } from '../../../../shared/ocpp/frame.ts';
import { parseFrame } from '../../../../shared/ocpp/parseFrame.ts';
import type { Outcome } from '../../../../shared/station/outcome.ts';
import type { Issue } from '../../../../shared/trace/issue.ts';
import type { Direction, RecordKind } from '../../../../shared/trace/record.ts';
import type { Appended, NewRecord } from '../../trace/newRecord.ts';
import type { Decision } from '../answering/answerer.ts';
import { defectReply } from '../answering/reply.ts';
import { CallQueue, type OutgoingCall } from '../calls/callQueue.ts';
import { callAnswer } from './callAnswer.ts';
import { connectMark, disconnectMark } from './connectionMarks.ts';
import {
  inflatedIssue,
  socketFault,
  type ClosedBy,
  type LastCommand,
  type SocketFault,
} from './disconnectWords.ts';
import { inspectFrame } from './inspectFrame.ts';
import { Outbox } from './outbox.ts';
import { RecentCalls } from '../calls/recentCalls.ts';
import { NO_ISSUES, type VersionSchemas } from '../schemas/schemas.ts';
import {
  BINARY_FRAME,
  identityFromBoot,
  issueOf,
  NOT_UTF8,
  REPLACED_CONNECTION,
  VALIDATION_OFF,
} from '../sessionIssue.ts';
import type { StationArrival } from '../stationArrival.ts';
import type { SessionCall, SessionPeer, SessionSurroundings, StationSession } from '../stationSession.ts';
import type { ConnectionOpening } from '../watch/detector.ts';
import { answerText, malformedAnswer } from './answerText.ts';
import { bootSerial } from './bootSerial.ts';
import { joinedIssues } from './joinedIssues.ts';
import { KeepAlive } from './keepAlive.ts';
import { noteProtest } from './noteProtest.ts';
import { inflateUnagreed } from './reservedBits.ts';
import { wholeMessage } from './wholeMessage.ts';

interface OutgoingAnswer {
  text: string;
  kind: 'result' | 'error';
  id: string;
  action: string | undefined;
  issues?: readonly Issue[] | undefined;
}

type CallFrame = Extract<Frame, { kind: 'call' | 'send' }>;

/** How long the other side may take for the closing handshake. */
const CLOSE_TIMEOUT_MS = 1000;

/** One connection of a station: raw frame -> record -> understood -> answer -> its record -> socket. */
export class JsonSession implements StationSession {
  readonly arrival: StationArrival;
  readonly opening: ConnectionOpening;
  #peer: SessionPeer;
  #surroundings: SessionSurroundings;
  readonly #socket: WebSocket;
  readonly #outbox: Outbox;
  readonly #queue: CallQueue;
  readonly #recent = new RecentCalls();
  readonly #keepAlive: KeepAlive;
  #lastCommand: LastCommand | undefined;
  #schemas: VersionSchemas | undefined;
  #closing: { by: ClosedBy; reason: string } | undefined;
  #fault: SocketFault | undefined;
  /** The bytes that came last: what the WebSocket layer cannot take is kept as it came. */
  #lastBytes: Buffer | undefined;
  #hasEnded = false;

  constructor(arrival: StationArrival, surroundings: SessionSurroundings) {
    this.arrival = arrival;
    this.#surroundings = surroundings;
    this.#socket = arrival.socket;
    this.#outbox = new Outbox(arrival.socket, arrival.duplex, surroundings.recorder);
    this.#queue = new CallQueue({
      send: (call) => this.#sendCall(call),
      onChange: () => this.#surroundings.events.openCallsChanged(),
    });
    const { stationId, version, remoteAddress, path, issues } = arrival;
    this.#peer = { stationId, version, transport: 'json', remoteAddress };
    const unchecked = surroundings.profile().validate === false ? [VALIDATION_OFF] : NO_ISSUES;
    const isCompressed = arrival.socket.extensions.includes('permessage-deflate');
    this.opening = { seq: this.#recordConnect(joinedIssues(issues, unchecked)), issues, path, isCompressed };
    this.#socket.on('message', (data, isBinary) => this.#onMessage(wholeMessage(data), isBinary));
    arrival.duplex.on('data', (bytes: Buffer) => {
      this.#lastBytes = bytes;
    });
    this.#socket.on('error', (error) => this.#onError(error));
    this.#socket.on('close', (code, reason) => this.#onClose(code, reason.toString('utf8')));
    this.#keepAlive = new KeepAlive(
      this.#socket,
      () => this.#surroundings.profile().pingIntervalS,
      ({ at, rttMs }) => this.#pinged(at, rttMs),
    );
  }

  get peer(): SessionPeer {
    return this.#peer;
  }

  /** Without schemas nothing is checked; they come before the first frame is read. */
  useSchemas(schemas: VersionSchemas): void {
    this.#schemas = schemas;
  }

  get openCalls(): number {
    return this.#queue.openCalls;
  }

  call(call: SessionCall, signal?: AbortSignal): Promise<Outcome> {
    const id = randomUUID();
    const { payloadText, ...rest } = call;
    return this.#queue.call({ ...rest, id, text: composeCall(id, call.action, payloadText) }, signal);
  }

  sendRaw(text: string): number {
    const frame = parseFrame(text);
    const record = this.#record(Date.now(), frame.kind, 'out', text, frame.issues);
    if (frame.id !== undefined) record.messageId = frame.id;
    if ('action' in frame && frame.action !== undefined) record.action = frame.action;
    if (frame.kind === 'call') this.#queue.expect(frame.id, frame.action);
    const { seq } = this.#surroundings.recorder.append(record);
    this.#outbox.post(text);
    return seq;
  }

  /**
   * Closes with a reason of at most 123 bytes; a peer that does not answer is cut off. Stations that never come back
   * after a Close frame are cut off at once.
   */
  close(code: number, reason: string): void {
    this.#closing ??= { by: 'kerbside', reason };
    if (this.#surroundings.profile().closeBy === 'drop') {
      this.#socket.terminate();
      return;
    }
    this.#socket.close(code, reason);
    const timer = setTimeout(() => this.#socket.terminate(), CLOSE_TIMEOUT_MS);
    this.#socket.once('close', () => clearTimeout(timer));
  }

  /** Ends at once what others see of this connection, while the socket still goes through its closing handshake. */
  retire(code: number, reason: string): void {
    this.close(code, reason);
    this.#end(code, reason, true);
  }

  terminate(): void {
    this.#socket.terminate();
  }

  onClosed(listener: () => void): void {
    this.#socket.once('close', listener);
  }

  #onMessage(data: Buffer, isBinary: boolean): void {
    const at = Date.now();
    this.#surroundings.events.received(at);
    if (isBinary) {
      this.#surroundings.recorder.append(this.#record(at, 'malformed', 'in', data, [BINARY_FRAME]));
      return;
    }
    const text = data.toString('utf8');
    const isText = isUtf8(data);
    const frame = parseFrame(text);
    this.#identifyBy(frame);
    const issues = this.#inspect(frame, text, isText);
    const isCall = frame.kind === 'call' || frame.kind === 'send';
    if (!isCall || this.#hasEnded) {
      const appended = this.#append(frame, isText ? text : data, at, issues);
      if (!this.#hasEnded) this.#understand(frame, text, appended, issues);
      return;
    }
    const noticed = this.#surroundings.watch.inspect({
      type: 'call',
      at,
      action: frame.action,
      payload: frame.payload,
    });
    const decision = this.#decide(frame, text, at);
    const all = joinedIssues(joinedIssues(issues, noticed), decision?.issues ?? NO_ISSUES);
    const { seq } = this.#append(frame, isText ? text : data, at, all);
    this.#surroundings.watch.recorded(at, seq);
    if (frame.kind === 'call') this.#answer(frame, text, at, seq, decision);
    else this.#surroundings.events.called({ at, action: frame.action, payload: frame.payload });
  }

  /** A station that came without an identity is known by the serial number of its boot from then on. */
  #identifyBy(frame: Frame): void {
    if (this.arrival.isUnnamed !== true || this.#hasEnded) return;
    const stationId = bootSerial(frame);
    if (stationId === undefined || stationId === this.#peer.stationId) return;
    const before = this.#peer.stationId;
    const surroundings = this.#surroundings.identify?.(stationId);
    if (surroundings === undefined) return;
    this.#surroundings = surroundings;
    this.#peer = { ...this.#peer, stationId };
    this.#recordConnect([identityFromBoot(stationId, before)], before);
  }

  #append(frame: Frame, raw: string | Uint8Array, at: number, issues: readonly Issue[]): Appended {
    const record = this.#record(at, frame.kind, 'in', raw, issues);
    if (frame.id !== undefined) record.messageId = frame.id;
    if ('action' in frame && frame.action !== undefined) record.action = frame.action;
    return this.#surroundings.recorder.append(record);
  }

  /** Whatever is wrong with us, the frame is recorded. */
  #inspect(frame: Frame, text: string, isText: boolean): readonly Issue[] {
    try {
      const issues = inspectFrame(frame, text, {
        version: this.arrival.version,
        schemas: this.#schemasInUse(),
        queue: this.#queue,
        recent: this.#recent,
      });
      if (isText && !this.#hasEnded) return issues;
      return [...(isText ? [] : [NOT_UTF8]), ...(this.#hasEnded ? [REPLACED_CONNECTION] : []), ...issues];
    } catch (error) {
      this.#defect('checking a frame', error);
      return [issueOf('info', 'not-checked', 'Kerbside failed to check this frame.')];
    }
  }

  /** What is no call of the station. */
  #understand(frame: Frame, text: string, appended: Appended, issues: readonly Issue[]): void {
    switch (frame.kind) {
      case 'call':
      case 'send':
        return;
      case 'result':
      case 'error':
        this.#queue.answer(frame.id, callAnswer(frame, appended, issues));
        if (frame.kind === 'error') noteProtest(frame, appended.seq, this.#conversation());
        return;
      case 'resultError':
        noteProtest(frame, appended.seq, this.#conversation());
        return;
      case 'malformed': {
        this.#queue.answerMalformed(frame.id, appended.seq);
        const answer = malformedAnswer(this.peer.version, frame, text);
        if (answer !== undefined) {
          this.#postAnswer({ text: answer, kind: 'error', id: frame.id ?? '-1', action: frame.action });
        }
        return;
      }
      default:
        assertNever(frame);
    }
  }

  #conversation(): Parameters<typeof noteProtest>[2] {
    return { queue: this.#queue, recent: this.#recent, watch: this.#surroundings.watch };
  }

  /** Nothing for a retry, which gets the answer that it had: a second transaction id would be a second transaction. */
  #decide(frame: CallFrame, text: string, at: number): Decision | undefined {
    if (frame.kind === 'send') return undefined;
    if (frame.action === 'StartTransaction' && this.#recent.find(frame.id)?.text === text) return undefined;
    const { action, payload } = frame;
    const { version } = this.peer;
    try {
      return this.#surroundings.answerer.decide({ version, action, payload, at });
    } catch (error) {
      this.#defect(`answering ${action}`, error);
      return { reply: defectReply(), delayMs: 0, issues: NO_ISSUES };
    }
  }

  #answer(frame: CallFrame, text: string, at: number, seq: number, decision: Decision | undefined): void {
    const { id, action, payload } = frame;
    const before = this.#recent.find(id);
    if (decision === undefined) {
      if (before !== undefined) this.#postAnswer({ text: before.answer, kind: 'result', id, action });
      return;
    }
    const { reply, delayMs } = decision;
    if (reply !== undefined) {
      const answer = answerText(echoId(frame), reply);
      this.#recent.add(id, { text, seq, answer });
      const issues =
        reply.kind === 'result' ? this.#schemasInUse()?.check(action, 'response', reply.payload) : NO_ISSUES;
      const post = (): void => this.#postAnswer({ text: answer, kind: reply.kind, id, action, issues });
      if (delayMs > 0) this.#later(delayMs, post);
      else post();
    }
    try {
      this.#surroundings.events.called(
        reply?.kind === 'result' ? { at, action, payload, answer: reply.payload } : { at, action, payload },
      );
    } catch (error) {
      this.#defect(`reading ${action}`, error);
    }
  }

  /** None where the profile of the station says not to check it. */
  #schemasInUse(): VersionSchemas | undefined {
    return this.#surroundings.profile().validate === false ? undefined : this.#schemas;
  }

  /** An answer that is held back is not sent any more once the connection has ended. */
  #later(delayMs: number, post: () => void): void {
    const timer = setTimeout(() => {
      if (!this.#hasEnded) post();
    }, delayMs);
    this.#socket.once('close', () => clearTimeout(timer));
  }

  #postAnswer({ text, kind, id, action, issues = NO_ISSUES }: OutgoingAnswer): void {
    const record = this.#record(Date.now(), kind, 'out', text, issues);
    record.messageId = id;
    if (action !== undefined) record.action = action;
    this.#surroundings.recorder.append(record);
    this.#outbox.post(text);
  }

  #sendCall({ id, action, text, issues }: OutgoingCall): number {
    const record = this.#record(Date.now(), 'call', 'out', text, issues);
    record.messageId = id;
    record.action = action;
    const { seq } = this.#surroundings.recorder.append(record);
    this.#outbox.post(text);
    this.#lastCommand = { action, at: record.at };
    this.#surroundings.watch.note({ type: 'sent', at: record.at, action, seq });
    return seq;
  }

  #pinged(at: number, rttMs: number | undefined): void {
    if (this.#hasEnded) return;
    this.#surroundings.watch.note({ type: 'ping', at, ...(rttMs === undefined ? {} : { rttMs }) });
    this.#surroundings.events.pinged(rttMs);
  }

  /** A frame that breaks the WebSocket protocol is a record like any other, though it ends the connection. */
  #onError(error: Error): void {
    this.#fault = socketFault(error);
    if (this.#fault === undefined || this.#lastBytes === undefined) return;
    const { issue } = this.#fault;
    const text = inflateUnagreed(this.#lastBytes);
    const shown = text === undefined ? issue : inflatedIssue(issue, text);
    this.#surroundings.recorder.append(this.#record(Date.now(), 'malformed', 'in', this.#lastBytes, [shown]));
  }

  #onClose(code: number, reason: string): void {
    if (this.#fault === undefined) {
      this.#end(code, reason);
      return;
    }
    this.#closing ??= { by: 'kerbside', reason: this.#fault.issue.message.slice(0, -1) };
    this.#end(this.#fault.closeCode, reason);
  }

  #end(code: number, given: string, isReplaced = false): void {
    if (this.#hasEnded) return;
    this.#hasEnded = true;
    const at = Date.now();
    const ending = { at, code, given, closing: this.#closing, lastCommand: this.#lastCommand };
    const { by, direction, raw, sentence } = disconnectMark(ending);
    const record = this.#record(at, 'disconnect', direction, raw, NO_ISSUES);
    const { seq } = this.#surroundings.recorder.append(record);
    this.#queue.drop(sentence);
    // A ping that is still open may be what the station broke on.
    if (this.#keepAlive.isOpen) this.#surroundings.watch.note({ type: 'ping', at });
    this.#surroundings.watch.note({ type: 'disconnected', at, by, code, isReplaced, seq });
    this.#surroundings.events.ended(at, sentence);
  }

  #recordConnect(issues: readonly Issue[], before?: string): number {
    const raw = connectMark(this.arrival, before);
    return this.#surroundings.recorder.append(this.#record(Date.now(), 'connect', 'in', raw, issues)).seq;
  }

  #record(
    at: number,
    kind: RecordKind,
    direction: Direction,
    raw: string | Uint8Array,
    issues: readonly Issue[],
  ): NewRecord {
    const { stationId, version } = this.#peer;
    return { at, stationId, version, kind, direction, raw, issues };
  }

  #defect(what: string, error: unknown): void {
    const detail = error instanceof Error ? (error.stack ?? error.message) : String(error);
    this.#surroundings.log(`${this.#peer.stationId}: ${what}: ${detail}`);
  }
}
