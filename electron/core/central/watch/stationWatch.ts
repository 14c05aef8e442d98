import type { Issue } from '../../../../shared/trace/issue.ts';
import { NO_ISSUES } from '../schemas/noIssues.ts';
import type { Detection, Detector, DetectorFactory, NewFinding, StationEvent } from './detector.ts';
import { dispatchPlan, type DispatchPlan } from './dispatchPlan.ts';

/** Where findings go: `at` is when, `seq` the record that proves it where there is one. */
export type FindingSink = (finding: NewFinding, at: number, seq: number | undefined) => void;

/** The plan of a list of detectors is the same for all stations. */
const PLANS = new WeakMap<readonly DetectorFactory[], DispatchPlan>();

/** The detectors of one station. It outlives connections: many habits show only over several. */
export class StationWatch {
  readonly #detectors: readonly Detector[];
  readonly #plan: DispatchPlan;
  readonly #sink: FindingSink;
  readonly #onDefect: (error: unknown) => void;
  /** Findings of a call that has no record yet. */
  #unproven: NewFinding[] = [];

  constructor(factories: readonly DetectorFactory[], sink: FindingSink, onDefect: (error: unknown) => void) {
    this.#detectors = factories.map((make) => make());
    this.#plan = PLANS.get(factories) ?? dispatchPlan(this.#detectors);
    PLANS.set(factories, this.#plan);
    this.#sink = sink;
    this.#onDefect = onDefect;
  }

  /** Looks at a call before it is recorded; `recorded` must follow, with the number that it got. */
  inspect(event: Extract<StationEvent, { type: 'call' }>): readonly Issue[] {
    let issues: Issue[] | undefined;
    for (const index of this.#plan.wantedBy(event)) {
      const detection = this.#observe(index, event);
      if (detection?.issues !== undefined && detection.issues.length > 0)
        (issues ??= []).push(...detection.issues);
      if (detection?.findings !== undefined) this.#unproven.push(...detection.findings);
    }
    return issues ?? NO_ISSUES;
  }

  /** The call that was inspected last is record `seq`. */
  recorded(at: number, seq: number): void {
    if (this.#unproven.length === 0) return;
    const findings = this.#unproven;
    this.#unproven = [];
    for (const finding of findings) this.#sink(finding, at, seq);
  }

  /** Anything but a call. */
  note(event: Exclude<StationEvent, { type: 'call' }>): void {
    const wantedBy = this.#plan.wantedBy(event);
    if (wantedBy.length === 0) return;
    const seq = proofOf(event);
    for (const index of wantedBy) {
      for (const finding of this.#observe(index, event)?.findings ?? []) this.#sink(finding, event.at, seq);
    }
  }

  /** A defect of a detector costs its words, never the frame. */
  #observe(index: number, event: StationEvent): Detection | undefined {
    try {
      return this.#detectors[index]?.observe(event);
    } catch (error) {
      this.#onDefect(error);
      return undefined;
    }
  }
}

function proofOf(event: Exclude<StationEvent, { type: 'call' }>): number | undefined {
  if (event.type === 'outcome') return event.outcome.responseSeq ?? event.outcome.requestSeq;
  return 'seq' in event ? event.seq : undefined;
}
