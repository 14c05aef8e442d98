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
import type { Appended, NewRecord, Recorder } from '../../trace/newRecord.ts';
import { answerCall, answerDefect, answerMalformed, type Answer } from '../answerCall.ts';
import { CallQueue, type OutgoingCall } from '../calls/callQueue.ts';
import { disconnectSentence, socketFault, type ClosedBy, type SocketFault } from './disconnectWords.ts';
import { inspectFrame } from './inspectFrame.ts';
import { Outbox } from './outbox.ts';
import { RecentCalls } from '../calls/recentCalls.ts';
import type { ResponderContext } from '../responders/responder.ts';
import { NO_ISSUES, type VersionSchemas } from '../schemas/schemas.ts';
import { BINARY_FRAME, issueOf, NOT_UTF8, REPLACED_CONNECTION } from '../sessionIssue.ts';
import type { StationArrival } from '../stationArrival.ts';
import type { HandledCall } from '../station/stationState.ts';

/** What a session needs of its surroundings. */
export interface SessionSurroundings {
  recorder: Recorder;
  responding: Omit<ResponderContext, 'at'>;
  log: (line: string) => void;
  events: SessionEvents;
}

export interface SessionEvents {
  received: (at: number) => void;
  called: (call: HandledCall) => void;
  openCallsChanged: () => void;
  ended: (at: number, sentence: string) => void;
}

export interface SessionCall {
  action: string;
  payloadText: string;
  timeoutMs: number;
  issues: readonly Issue[];
}

type CallFrame = Extract<Frame, { kind: 'call' | 'send' }>;

/** How long the other side may take for the closing handshake. */
const CLOSE_TIMEOUT_MS = 1000;

/** One connection of a station: raw frame -> record -> understood -> answer -> its record -> socket. */
export class JsonSession {
  readonly arrival: StationArrival;
  readonly #surroundings: SessionSurroundings;
  readonly #socket: WebSocket;
  readonly #outbox: Outbox;
  readonly #queue: CallQueue;
  readonly #recent = new RecentCalls();
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
      onChange: () => surroundings.events.openCallsChanged(),
    });
    const { remoteAddress, subprotocol, path, issues } = arrival;
    const raw = JSON.stringify({ remoteAddress, subprotocol, path });
    surroundings.recorder.append(this.#record(Date.now(), 'connect', 'in', raw, issues));
    this.#socket.on('message', (data, isBinary) => this.#onMessage(asBuffer(data), isBinary));
    arrival.duplex.on('data', (bytes: Buffer) => {
      this.#lastBytes = bytes;
    });
    this.#socket.on('error', (error) => this.#onError(error));
    this.#socket.on('close', (code, reason) => this.#onClose(code, reason.toString('utf8')));
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

  /** Closes with a reason of at most 123 bytes; a peer that does not answer is cut off. */
  close(code: number, reason: string): void {
    this.#closing ??= { by: 'kerbside', reason };
    this.#socket.close(code, reason);
    const timer = setTimeout(() => this.#socket.terminate(), CLOSE_TIMEOUT_MS);
    this.#socket.once('close', () => clearTimeout(timer));
  }

  /** Ends at once what others see of this connection, while the socket still goes through its closing handshake. */
  retire(code: number, reason: string): void {
    this.close(code, reason);
    this.#end(code, reason);
  }

  terminate(): void {
    this.#socket.terminate();
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
    const issues = this.#inspect(frame, text, isText);
    const record = this.#record(at, frame.kind, 'in', isText ? text : data, issues);
    if (frame.id !== undefined) record.messageId = frame.id;
    if ('action' in frame && frame.action !== undefined) record.action = frame.action;
    const appended = this.#surroundings.recorder.append(record);
    if (!this.#hasEnded) this.#understand(frame, text, at, appended, issues);
  }

  /** Whatever is wrong with us, the frame is recorded. */
  #inspect(frame: Frame, text: string, isText: boolean): readonly Issue[] {
    try {
      const issues = inspectFrame(frame, text, {
        version: this.arrival.version,
        schemas: this.#schemas,
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

  #understand(frame: Frame, text: string, at: number, appended: Appended, issues: readonly Issue[]): void {
    switch (frame.kind) {
      case 'call':
        this.#onCall(frame, text, at, appended.seq);
        return;
      case 'send':
        this.#surroundings.events.called({ at, action: frame.action, payload: frame.payload });
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
        return;
      }
      case 'resultError':
        // The station could not use our answer (OCPP 2.1 part 4 §4.2.4); the record is all there is to it.
        return;
      case 'malformed': {
        this.#queue.answerMalformed(frame.id, appended.seq);
        const answer = answerMalformed(this.arrival.version, frame, text);
        if (answer !== undefined) this.#postAnswer(answer, frame.id ?? '-1', frame.action, NO_ISSUES);
        return;
      }
      default:
        assertNever(frame);
    }
  }

  #onCall(frame: CallFrame, text: string, at: number, seq: number): void {
    const before = this.#recent.find(frame.id);
    if (frame.action === 'StartTransaction' && before?.text === text) {
      // A retry gets the very same answer: a second transaction id would be a second transaction.
      this.#postAnswer({ text: before.answer }, frame.id, frame.action, NO_ISSUES);
      return;
    }
    const answer = this.#answer(frame, at);
    const issues =
      answer.payload === undefined
        ? NO_ISSUES
        : (this.#schemas?.check(frame.action, 'response', answer.payload) ?? NO_ISSUES);
    this.#postAnswer(answer, frame.id, frame.action, issues);
    this.#recent.add(frame.id, { text, seq, answer: answer.text });
    const handled = { at, action: frame.action, payload: frame.payload };
    try {
      this.#surroundings.events.called(
        answer.payload === undefined ? handled : { ...handled, answer: answer.payload },
      );
    } catch (error) {
      this.#defect(`reading ${frame.action}`, error);
    }
  }

  #answer(frame: CallFrame, at: number): Answer {
    try {
      return answerCall(this.arrival.version, frame, { ...this.#surroundings.responding, at });
    } catch (error) {
      this.#defect(`answering ${frame.action}`, error);
      return answerDefect(frame);
    }
  }

  #postAnswer(answer: Answer, messageId: string, action: string | undefined, issues: readonly Issue[]): void {
    const kind = answer.text.startsWith('[3') ? 'result' : 'error';
    const record = this.#record(Date.now(), kind, 'out', answer.text, issues);
    record.messageId = messageId;
    if (action !== undefined) record.action = action;
    this.#surroundings.recorder.append(record);
    this.#outbox.post(answer.text);
  }

  #sendCall({ id, action, text, issues }: OutgoingCall): number {
    const record = this.#record(Date.now(), 'call', 'out', text, issues);
    record.messageId = id;
    record.action = action;
    const { seq } = this.#surroundings.recorder.append(record);
    this.#outbox.post(text);
    return seq;
  }

  /** A frame that breaks the WebSocket protocol is a record like any other, though it ends the connection. */
  #onError(error: Error): void {
    this.#fault = socketFault(error);
    if (this.#fault === undefined || this.#lastBytes === undefined) return;
    const { issue } = this.#fault;
    this.#surroundings.recorder.append(this.#record(Date.now(), 'malformed', 'in', this.#lastBytes, [issue]));
  }

  #onClose(code: number, reason: string): void {
    if (this.#fault === undefined) {
      this.#end(code, reason);
      return;
    }
    this.#closing ??= { by: 'kerbside', reason: this.#fault.issue.message.slice(0, -1) };
    this.#end(this.#fault.closeCode, reason);
  }

  #end(code: number, said: string): void {
    if (this.#hasEnded) return;
    this.#hasEnded = true;
    const at = Date.now();
    const by = this.#closing?.by ?? (code === 1006 ? 'network' : 'station');
    const reason = this.#closing?.reason ?? said;
    const raw = JSON.stringify({ code, reason, by });
    const direction = by === 'kerbside' ? 'out' : 'in';
    this.#surroundings.recorder.append(this.#record(at, 'disconnect', direction, raw, NO_ISSUES));
    const sentence = disconnectSentence(by, code, reason);
    this.#queue.drop(sentence);
    this.#surroundings.events.ended(at, sentence);
  }

  #record(
    at: number,
    kind: RecordKind,
    direction: Direction,
    raw: string | Uint8Array,
    issues: readonly Issue[],
  ): NewRecord {
    const { stationId, version } = this.arrival;
    return { at, stationId, version, kind, direction, raw, issues };
  }

  #defect(what: string, error: unknown): void {
    const detail = error instanceof Error ? (error.stack ?? error.message) : String(error);
    this.#surroundings.log(`${this.arrival.stationId}: ${what}: ${detail}`);
  }
}

function asBuffer(data: Buffer | ArrayBuffer | Buffer[]): Buffer {
  if (Buffer.isBuffer(data)) return data;
  return Array.isArray(data) ? Buffer.concat(data) : Buffer.from(data);
}
