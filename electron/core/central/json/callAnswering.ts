import { asCallText } from '../../../../shared/ocpp/asMeant/asCallText.ts';
import { echoId } from '../../../../shared/ocpp/compose.ts';
import type { Frame } from '../../../../shared/ocpp/frame.ts';
import { parseFrame } from '../../../../shared/ocpp/parseFrame.ts';
import type { Issue } from '../../../../shared/trace/issue.ts';
import type { Decision } from '../answering/answerer.ts';
import { defectReply, type Reply } from '../answering/reply.ts';
import { RecentCalls } from '../calls/recentCalls.ts';
import { meantPayload } from '../payloadChecks/inspectPayload.ts';
import { NO_ISSUES } from '../schemas/noIssues.ts';
import type { VersionSchemas } from '../schemas/versionSchemas.ts';
import { treatedAsCallIssue } from '../sessionIssue.ts';
import type { SessionPeer, SessionSurroundings } from '../stationSession.ts';
import { answerText } from './answerText.ts';

export type CallFrame = Extract<Frame, { kind: 'call' | 'send' }>;
type ProtestFrame = Extract<Frame, { kind: 'error' | 'resultError' }>;

/** An answer on its way: its record first, then the socket. */
export interface OutgoingAnswer {
  text: string;
  kind: 'result' | 'error' | 'resultError';
  id: string;
  action: string | undefined;
  issues?: readonly Issue[];
}

/** What the answers of a session are made with; asked for anew, since a session may learn its identity late. */
export interface AnsweringGround {
  peer: () => SessionPeer;
  surroundings: () => SessionSurroundings;
  schemas: () => VersionSchemas | undefined;
  hasEnded: () => boolean;
  /** Records and sends; answers with the number of the record. */
  post: (answer: OutgoingAnswer) => number;
}

/** A call of the station that is recorded. */
interface RecordedCall {
  call: CallFrame;
  text: string;
  at: number;
  seq: number;
}

/** Answers the calls that come over one WebSocket connection. */
export class CallAnswering {
  readonly recent = new RecentCalls();
  readonly #ground: AnsweringGround;
  readonly #held = new Set<NodeJS.Timeout>();

  constructor(ground: AnsweringGround) {
    this.#ground = ground;
  }

  /** Answers that are held back are not sent any more. */
  stop(): void {
    for (const timer of this.#held) clearTimeout(timer);
    this.#held.clear();
  }

  /** What Kerbside answers and remembers is what was meant; the record keeps what was said. */
  asMeant(frame: CallFrame, text: string): CallFrame {
    try {
      const place = { version: this.#ground.peer().version, action: frame.action, part: 'request' } as const;
      return { ...frame, payload: meantPayload(place, frame.payload, text, this.#ground.schemas()) };
    } catch (error) {
      this.#defect(`mending ${frame.action}`, error);
      return frame;
    }
  }

  /** Nothing for a retry, which gets the answer that it had: a second transaction id would be a second transaction. */
  decide(frame: CallFrame, text: string, at: number): Decision | undefined {
    if (frame.kind === 'send') return undefined;
    const before = frame.action === 'StartTransaction' ? this.recent.find(frame.id) : undefined;
    if (before?.text === text && isResultText(before.answer)) return undefined;
    const { action, payload } = frame;
    const { version } = this.#ground.peer();
    try {
      return this.#ground.surroundings().answerer.decide({ version, action, payload, at });
    } catch (error) {
      this.#defect(`answering ${action}`, error);
      return { reply: defectReply(), delayMs: 0, issues: NO_ISSUES };
    }
  }

  answer({ call, text, at, seq }: RecordedCall, decision: Decision | undefined): void {
    const { id, action, payload } = call;
    if (decision === undefined) {
      const before = this.recent.find(id);
      if (before !== undefined) this.#ground.post({ text: before.answer, kind: 'result', id, action });
      return;
    }
    const { reply } = decision;
    if (reply !== undefined) this.#send({ call, text, at, seq }, reply, decision);
    const handled = { at, action, payload, seq };
    try {
      this.#ground
        .surroundings()
        .events.called(reply?.kind === 'result' ? { ...handled, answer: reply.payload } : handled);
    } catch (error) {
      this.#defect(`reading ${action}`, error);
    }
  }

  /** Answers a text as the CALL that it was meant to be; nothing where it has no form of one. */
  treatAsCall(text: string, askedSeq: number): number | undefined {
    const frame = parseFrame(asCallText(text) ?? '');
    if (frame.kind !== 'call') return undefined;
    const at = Date.now();
    const { id, action, payload } = this.asMeant(frame, text);
    const issues = [treatedAsCallIssue(askedSeq)];
    const before = this.recent.find(id);
    // Asked for twice: a second answer of its own might be a second transaction.
    if (before?.text === text) {
      return this.#ground.post({ text: before.answer, kind: 'result', id, action, issues });
    }
    const { answerer, events } = this.#ground.surroundings();
    const { reply } = answerer.decide({ version: this.#ground.peer().version, action, payload, at });
    if (reply === undefined) return undefined;
    const answer = answerText(echoId(frame), reply);
    this.recent.add(id, { text, seq: askedSeq, answer });
    const seq = this.#ground.post({ text: answer, kind: reply.kind, id, action, issues });
    const handled = { at, action, payload, seq: askedSeq };
    events.called(reply.kind === 'result' ? { ...handled, answer: reply.payload } : handled);
    return seq;
  }

  /** An error about an answer of ours, which no command waits for. */
  protested({ id, code, description }: ProtestFrame, seq: number): void {
    const answer = this.recent.find(id)?.answer;
    if (answer === undefined) return;
    const { watch } = this.#ground.surroundings();
    watch.note({ type: 'protest', at: Date.now(), answer, code, description, seq });
  }

  /** None where the profile of the station says not to check it. */
  schemasInUse(): VersionSchemas | undefined {
    return this.#ground.surroundings().profile().validate === false ? undefined : this.#ground.schemas();
  }

  #send({ call, text, seq }: RecordedCall, reply: Reply, { delayMs, answerIssues }: Decision): void {
    const { id, action } = call;
    const answer = answerText(echoId(call), reply);
    this.recent.add(id, { text, seq, answer });
    const checked =
      reply.kind === 'result'
        ? (this.schemasInUse()?.check(action, 'response', reply.payload) ?? NO_ISSUES)
        : NO_ISSUES;
    const issues = answerIssues === undefined ? checked : [...checked, ...answerIssues];
    const outgoing = { text: answer, kind: reply.kind, id, action, issues };
    if (delayMs > 0) this.#later(delayMs, outgoing);
    else this.#ground.post(outgoing);
  }

  #later(delayMs: number, answer: OutgoingAnswer): void {
    const timer = setTimeout(() => {
      this.#held.delete(timer);
      if (!this.#ground.hasEnded()) this.#ground.post(answer);
    }, delayMs);
    this.#held.add(timer);
  }

  #defect(what: string, error: unknown): void {
    const detail = error instanceof Error ? (error.stack ?? error.message) : String(error);
    this.#ground.surroundings().log(`${this.#ground.peer().stationId}: ${what}: ${detail}`);
  }
}

/** A CALLERROR is no answer that a retry would want again. */
function isResultText(answer: string): boolean {
  return answer.startsWith('[3,');
}
