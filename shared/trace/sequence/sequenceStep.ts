import { assertNever } from '../../assertNever.ts';
import type { Issue } from '../issue.ts';
import type { Direction, RecordKind, TraceRow } from '../record.ts';

/** What of a record a sequence diagram looks at. A row of the trace has it all. */
export type SequenceRecord = Pick<TraceRow, 'seq' | 'at' | 'stationId' | 'kind' | 'direction' | 'summary'> &
  Partial<
    Pick<TraceRow, 'action' | 'latencyMs' | 'aboutSeq' | 'isMarked' | 'noteRole' | 'correctedBySeq'>
  > & {
    issues: readonly Issue[];
  };

/**
 * How a message is drawn: `call` and `answer` as OCPP has them, `refusal` an answer that is an error, `send` one that
 * wants no answer, `damaged` what is no message, `serial` what went over a service port.
 */
export type MessageForm = 'call' | 'answer' | 'refusal' | 'send' | 'damaged' | 'serial';

interface Step {
  seq: number;
  /** Epoch ms. */
  at: number;
  /** Empty for what belongs to no station. */
  stationId: string;
  isMarked: boolean;
}

/** An arrow between the station and Kerbside. `title` is the action (empty on answers), `words` says what it is about. */
export interface MessageStep extends Step {
  type: 'message';
  form: MessageForm;
  direction: Direction;
  title: string;
  words: string;
  /** Of an answer: how long it took. */
  latencyMs: number | undefined;
  /** The gravest issue, and how many there are. */
  issue: { issue: Issue; count: number } | undefined;
}

/** The connection began or ended. */
export interface LifeStep extends Step {
  type: 'life';
  isUp: boolean;
  words: string;
}

/** Words of the technician, or a step of a file transfer. */
export interface TextStep extends Step {
  type: 'note' | 'transfer';
  words: string;
  aboutSeq: number | undefined;
}

/** Nothing happened for so long before `at`; negative where the times jump back. */
export interface GapStep {
  type: 'gap';
  at: number;
  durationMs: number;
}

export type RecordStep = MessageStep | LifeStep | TextStep;
export type SequenceStep = RecordStep | GapStep;

export function messageForm(kind: RecordKind): MessageForm | undefined {
  switch (kind) {
    case 'call':
    case 'send':
    case 'serial':
      return kind;
    case 'result':
      return 'answer';
    case 'error':
    case 'resultError':
      return 'refusal';
    case 'malformed':
      return 'damaged';
    case 'connect':
    case 'disconnect':
    case 'note':
    case 'transfer':
      return undefined;
    default:
      return assertNever(kind);
  }
}
