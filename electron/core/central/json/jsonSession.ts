import { isUtf8 } from 'node:buffer';
import { randomUUID } from 'node:crypto';
import type { WebSocket } from 'ws';
import { assertNever } from '../../../../shared/assertNever.ts';
import { composeCall } from '../../../../shared/ocpp/compose.ts';
import type { Frame } from '../../../../shared/ocpp/frame.ts';
import { parseFrame } from '../../../../shared/ocpp/parseFrame.ts';
import type { Outcome } from '../../../../shared/station/outcome.ts';
import type { Issue } from '../../../../shared/trace/issue.ts';
import type { Direction, RecordKind } from '../../../../shared/trace/record.ts';
import type { Appended, NewRecord } from '../../trace/store/newRecord.ts';
import { CallQueue, type OutgoingCall } from '../calls/callQueue.ts';
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
import { NO_ISSUES } from '../schemas/noIssues.ts';
import type { VersionSchemas } from '../schemas/versionSchemas.ts';
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
import { malformedAnswer, resultProtest } from './answerText.ts';
import { bootSerial } from './bootSerial.ts';
import { CallAnswering, type OutgoingAnswer } from './callAnswering.ts';
import { KeepAlive } from './keepAlive.ts';
import { inflateUnagreed } from './reservedBits.ts';
import { wholeMessage } from './wholeMessage.ts';

/** How long the other side may take for the closing handshake. */
const CLOSE_TIMEOUT_MS = 1000;

/** One connection of a station: raw frame -> record -> understood -> answer -> its record -> socket. */
export class JsonSession implements StationSession {
  readonly arrival: StationArrival;
  #opening: { seq: number; issues: readonly Issue[] };
  #peer: SessionPeer;
  #surroundings: SessionSurroundings;
  readonly #socket: WebSocket;
  readonly #outbox: Outbox;
  readonly #queue: CallQueue;
  readonly #answering: CallAnswering;
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
    const { stationId, version, remoteAddress, localAddress, path, issues } = arrival;
    const traits = { path, isCompressed: arrival.socket.extensions.includes('permessage-deflate') };
    this.#peer = { stationId, version, transport: 'json', remoteAddress, localAddress, traits };
    const unchecked = surroundings.profile().validate === false ? [VALIDATION_OFF] : NO_ISSUES;
    this.#opening = { seq: this.#recordConnect(joined(issues, unchecked)), issues };
    this.#answering = new CallAnswering({
      peer: () => this.#peer,
      surroundings: () => this.#surroundings,
      schemas: () => this.#schemas,
      hasEnded: () => this.#hasEnded,
      post: (answer) => this.#postAnswer(answer),
    });
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

  get opening(): { seq: number; issues: readonly Issue[] } {
    return this.#opening;
  }

  enterFile(issue: Issue): number {
    const seq = this.#recordConnect([issue]);
    this.#opening = { ...this.#opening, seq };
    this.#queue.enterFile(seq);
    this.#answering.recent.leaveFile();
    return seq;
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

  treatAsCall(text: string, askedSeq: number): number | undefined {
    return this.#answering.treatAsCall(text, askedSeq);
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
    const call = issues.length === 0 ? frame : this.#answering.asMeant(frame, text);
    const { action, payload } = call;
    const noticed = this.#surroundings.watch.inspect({ type: 'call', at, action, payload });
    const decision = this.#answering.decide(call, text, at);
    const all = joined(joined(issues, noticed), decision?.issues ?? NO_ISSUES);
    const { seq } = this.#append(frame, isText ? text : data, at, all);
    this.#surroundings.watch.recorded(at, seq);
    if (frame.kind === 'call') this.#answering.answer({ call, text, at, seq }, decision);
    else this.#surroundings.events.called({ at, action, payload, seq });
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
        schemas: this.#answering.schemasInUse(),
        queue: this.#queue,
        recent: this.#answering.recent,
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
      case 'error': {
        const { seq: responseSeq, latencyMs } = appended;
        const proof = { responseSeq, issues, ...(latencyMs === undefined ? {} : { latencyMs }) };
        this.#queue.answer(
          frame.id,
          frame.kind === 'result'
            ? { kind: 'result', payload: frame.payload, ...proof }
            : { kind: 'error', code: frame.code, description: frame.description, ...proof },
        );
        if (frame.kind === 'error' && this.#queue.asked(frame.id) === undefined)
          this.#answering.protested(frame, responseSeq);
        return;
      }
      case 'resultError':
        // The station could not use our answer (OCPP 2.1 part 4 §4.2.4).
        this.#answering.protested(frame, appended.seq);
        return;
      case 'malformed': {
        this.#queue.answerMalformed(frame.id, appended.seq);
        const { id = '-1', action } = frame;
        const answer = malformedAnswer(this.peer.version, frame, text);
        if (answer !== undefined) this.#postAnswer({ text: answer, kind: 'error', id, action });
        const protest = resultProtest(this.peer.version, frame, text);
        if (protest !== undefined) {
          this.#postAnswer({ text: protest, kind: 'resultError', id, action: this.#queue.asked(id)?.action });
        }
        return;
      }
      default:
        assertNever(frame);
    }
  }

  #postAnswer({ text, kind, id, action, issues = NO_ISSUES }: OutgoingAnswer): number {
    const record = this.#record(Date.now(), kind, 'out', text, issues);
    record.messageId = id;
    if (action !== undefined) record.action = action;
    const { seq } = this.#surroundings.recorder.append(record);
    this.#outbox.post(text);
    return seq;
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
    this.#fault = socketFault(error, this.#lastBytes);
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
    this.#closing ??= { by: 'kerbside', reason: this.#fault.reason };
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
    this.#answering.stop();
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

function joined(first: readonly Issue[], second: readonly Issue[]): readonly Issue[] {
  if (second.length === 0) return first;
  return first.length === 0 ? second : [...first, ...second];
}
