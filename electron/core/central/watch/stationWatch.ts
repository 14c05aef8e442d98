import type { Issue } from '../../../../shared/trace/issue.ts';
import { NO_ISSUES } from '../schemas/schemas.ts';
import type { Detector, DetectorFactory, NewFinding, StationEvent } from './detector.ts';

/** Where findings go: `at` is when, `seq` the record that proves it where there is one. */
export type FindingSink = (finding: NewFinding, at: number, seq: number | undefined) => void;

/** The detectors of one station. It outlives connections: many habits show only over several. */
export class StationWatch {
  readonly #detectors: readonly Detector[];
  readonly #sink: FindingSink;
  readonly #onDefect: (error: unknown) => void;
  /** Findings of a call that has no record yet. */
  #unproven: NewFinding[] = [];

  constructor(factories: readonly DetectorFactory[], sink: FindingSink, onDefect: (error: unknown) => void) {
    this.#detectors = factories.map((make) => make());
    this.#sink = sink;
    this.#onDefect = onDefect;
  }

  /** Looks at a call before it is recorded; `recorded` must follow, with the number that it got. */
  inspect(event: Extract<StationEvent, { type: 'call' }>): readonly Issue[] {
    let issues: Issue[] | undefined;
    for (const detector of this.#detectors) {
      const detection = this.#observe(detector, event);
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
    const seq = proofOf(event);
    for (const detector of this.#detectors) {
      for (const finding of this.#observe(detector, event)?.findings ?? [])
        this.#sink(finding, event.at, seq);
    }
  }

  /** A defect of a detector costs its words, never the frame. */
  #observe(detector: Detector, event: StationEvent): ReturnType<Detector['observe']> {
    try {
      return detector.observe(event);
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
