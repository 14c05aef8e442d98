import { worstSeverity, type Issue } from '../issue.ts';
import { isAnswer } from '../record.ts';
import {
  messageForm,
  type GapStep,
  type MessageStep,
  type RecordStep,
  type SequenceRecord,
  type SequenceStep,
} from './sequenceStep.ts';

/** A silence of this length is worth a break in the drawing. */
export const GAP_MS = 5000;

/** Makes steps of records one by one, so that a diagram of any length costs no memory. */
export class SequenceStepper {
  readonly #gapMs: number;
  #lastAt: number | undefined;

  constructor(gapMs: number = GAP_MS) {
    this.#gapMs = gapMs;
  }

  /** The steps of the next record: a gap before it where there was one, and itself; nothing for setting a mark and for notes that were corrected. */
  next(record: SequenceRecord): SequenceStep[] {
    const step = stepOf(record);
    if (step === undefined) return [];
    const gap = this.#gapBefore(record.at);
    // A file may hold times that are none.
    if (Number.isFinite(record.at)) this.#lastAt = record.at;
    return gap === undefined ? [step] : [gap, step];
  }

  #gapBefore(at: number): GapStep | undefined {
    if (this.#lastAt === undefined) return undefined;
    const durationMs = at - this.#lastAt;
    return Math.abs(durationMs) >= this.#gapMs ? { type: 'gap', at, durationMs } : undefined;
  }
}

/** The steps of a selection, in its order. */
export function sequenceSteps(records: Iterable<SequenceRecord>, gapMs: number = GAP_MS): SequenceStep[] {
  const stepper = new SequenceStepper(gapMs);
  return [...records].flatMap((record) => stepper.next(record));
}

/** The stations of a sequence, in the order in which they come. */
export function stationsOf(steps: Iterable<SequenceStep>): string[] {
  const stations = new Set<string>();
  for (const step of steps) if (step.type !== 'gap' && step.stationId !== '') stations.add(step.stationId);
  return [...stations];
}

function stepOf(record: SequenceRecord): RecordStep | undefined {
  const { seq, at, stationId, kind, summary, aboutSeq, noteRole, correctedBySeq } = record;
  // A mark is drawn where it was put, a note as it was corrected.
  // Text of an imported file would bury the messages.
  const isLeftOut = noteRole === 'mark' || noteRole === 'unmark' || noteRole === 'line';
  if (isLeftOut || correctedBySeq !== undefined) return undefined;
  const base = { seq, at, stationId, isMarked: record.isMarked === true };
  const form = messageForm(kind);
  if (form !== undefined) return messageStep(base, record, form);
  if (kind === 'connect' || kind === 'disconnect') {
    return { ...base, type: 'life', isUp: kind === 'connect', words: summary };
  }
  return { ...base, type: kind === 'transfer' ? 'transfer' : 'note', words: summary, aboutSeq };
}

function messageStep(
  base: Pick<MessageStep, 'seq' | 'at' | 'stationId' | 'isMarked'>,
  record: SequenceRecord,
  form: MessageStep['form'],
): MessageStep {
  const { kind, direction, action, summary, latencyMs, issues } = record;
  const isReply = isAnswer(kind);
  return {
    ...base,
    type: 'message',
    form,
    direction,
    title: isReply ? '' : (action ?? ''),
    words: summary,
    latencyMs: isReply ? latencyMs : undefined,
    issue: worstOf(issues),
  };
}

function worstOf(issues: readonly Issue[]): MessageStep['issue'] {
  const severity = worstSeverity(issues);
  const issue = issues.find((one) => one.severity === severity);
  return issue === undefined ? undefined : { issue, count: issues.length };
}
