import type { FetchStep } from '../../../../shared/files/diagnosticsFetch.ts';
import type { PortRun } from '../../../../shared/service-port/portRun.ts';
import { recordedSteps } from '../../files/recordedSteps.ts';
import type { Recorder } from '../../trace/store/newRecord.ts';

export interface RunRecordMeans {
  recorder: Recorder;
  save: (run: PortRun) => void;
  onChange: (run: PortRun) => void;
}

export type RunStep = Omit<FetchStep, 'at' | 'seq'>;
export interface RunEnd {
  state: 'verified' | 'unverified' | 'received' | 'failed' | 'cancelled';
  step: RunStep;
  changes?: Partial<PortRun>;
}

type Progress = Partial<Pick<PortRun, 'bytes' | 'block' | 'blocks' | 'retries' | 'file'>>;

const TOLD_EVERY_MS = 100;

/** One run as it is shown, recorded and kept: each step at once, the progress at most ten times a second. */
export class RunRecord {
  readonly #means: RunRecordMeans;
  #run: PortRun;
  #toldAt = 0;
  #pending: NodeJS.Timeout | undefined;
  /** From where the rate is measured, and whether that is the first block: erasing before it may take half a minute. */
  #from = { monoMs: 0, bytes: 0, isFirst: false };

  constructor(run: PortRun, means: RunRecordMeans) {
    this.#run = run;
    this.#means = means;
  }

  get run(): PortRun {
    return this.#run;
  }

  get isOver(): boolean {
    return this.#run.endedAt !== undefined;
  }

  change(changes: Partial<PortRun>): void {
    this.#run = { ...this.#run, ...changes };
    this.#tell();
  }

  /** A line of what happened, which is a record of the trace. */
  step(step: RunStep, changes: Partial<PortRun> = {}): void {
    if (this.isOver) return;
    const before = this.#run;
    const after = { ...before, ...changes, steps: [...before.steps, { at: Date.now(), ...step }] };
    this.#run = recordedSteps(before, after, {
      recorder: this.#means.recorder,
      stationId: before.stationId,
      version: undefined,
      direction: before.kind === 'firmware' ? 'out' : 'in',
      about: before.kind === 'firmware' ? 'Firmware over the service port' : 'Log over the service port',
    });
    this.#tell();
  }

  end({ state, step, changes = {} }: RunEnd): void {
    const { leftS: _left, ...run } = this.#run;
    if (this.isOver) return;
    this.#run = run;
    const { sentence, remedy } = step;
    this.step(step, {
      ...changes,
      state,
      endedAt: Date.now(),
      sentence,
      ...(remedy === undefined ? {} : { remedy }),
    });
  }

  begin(): void {
    this.#from = { monoMs: performance.now(), bytes: 0, isFirst: false };
  }

  progress(progress: Progress): void {
    if (this.isOver) return;
    const { bytes = this.#run.bytes, file } = progress;
    const bytesPerS = this.#rateOf(bytes);
    const sizeBytes = (file ?? this.#run.file)?.sizeBytes;
    const isKnown = sizeBytes !== undefined && bytesPerS > 0 && bytes > 0;
    const leftS = isKnown ? { leftS: Math.max(0, Math.ceil((sizeBytes - bytes) / bytesPerS)) } : {};
    this.#run = { ...this.#run, ...progress, bytesPerS, ...leftS };
    const since = performance.now() - this.#toldAt;
    if (since >= TOLD_EVERY_MS) this.#tell();
    else this.#pending ??= setTimeout(() => this.#tell(), TOLD_EVERY_MS - since);
  }

  /** Bytes per second since the first that came. */
  #rateOf(bytes: number): number {
    const now = performance.now();
    const seconds = (now - this.#from.monoMs) / 1000;
    const rate = seconds > 0 ? Math.max(0, Math.round((bytes - this.#from.bytes) / seconds)) : 0;
    if (!this.#from.isFirst && bytes > 0) this.#from = { monoMs: now, bytes, isFirst: true };
    return rate;
  }

  #tell(): void {
    this.#told();
    // It rides in the commit of the bytes: after a kill the file knows how far it was.
    this.#means.save(this.#run);
    this.#means.onChange(this.#run);
  }

  #told(): void {
    clearTimeout(this.#pending);
    this.#pending = undefined;
    this.#toldAt = performance.now();
  }
}
