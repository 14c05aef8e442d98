import type { ChangeRun, ChangeStep } from '../../../../shared/configuration/change.ts';

/** Where runs are kept: the session file. */
export interface ChangeRunKeeping {
  load(): ChangeRun[];
  saveHead(run: ChangeRun): void;
  saveStep(runId: string, index: number, step: ChangeStep): void;
  /** Resolves when all that was saved so far is in the file. */
  written(): Promise<void>;
}

/** Steps of a run are told at most this often: each time the whole run crosses the link. */
const TELL_MS = 50;
const MANY_STEPS = 300;
const TELL_MANY_MS = 400;

/** A run as it goes on: each change of it is written to the session file and told to the screens. */
export class RunRecord {
  readonly run: ChangeRun;
  readonly #kept: ChangeRunKeeping;
  readonly #onChange: (run: ChangeRun) => void;
  #timer: NodeJS.Timeout | undefined;

  constructor(run: ChangeRun, kept: ChangeRunKeeping, onChange: (run: ChangeRun) => void) {
    this.run = run;
    this.#kept = kept;
    this.#onChange = onChange;
  }

  /** Writes all of it, as when it begins. */
  saveAll(): void {
    this.#kept.saveHead(this.run);
    for (const [index, step] of this.run.steps.entries()) this.#kept.saveStep(this.run.id, index, step);
    this.#tellNow();
  }

  /** Changes what is said about the run itself. */
  set(change: Partial<Omit<ChangeRun, 'id' | 'steps'>>): void {
    Object.assign(this.run, change);
    this.#kept.saveHead(this.run);
    this.#tellNow();
  }

  /** Changes some members of a step; a member that is undefined is taken away. */
  step(index: number, change: { [K in keyof ChangeStep]?: ChangeStep[K] | undefined }): void {
    const before = this.run.steps[index];
    if (before === undefined) return;
    const merged = Object.entries({ ...before, ...change }).filter(([, value]) => value !== undefined);
    const step = Object.fromEntries(merged) as ChangeStep;
    this.run.steps[index] = step;
    this.#kept.saveStep(this.run.id, index, step);
    const delay = this.run.steps.length > MANY_STEPS ? TELL_MANY_MS : TELL_MS;
    this.#timer ??= setTimeout(() => this.#tellNow(), delay).unref();
  }

  /** Takes away what ended the run, so that it can go on. */
  reopen(): void {
    delete this.run.endedAt;
    this.set({ state: 'running' });
  }

  /** Resolves when all of it so far is in the file. */
  written(): Promise<void> {
    return this.#kept.written();
  }

  #tellNow(): void {
    clearTimeout(this.#timer);
    this.#timer = undefined;
    this.#onChange(this.run);
  }
}
