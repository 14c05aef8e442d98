import type { Appended, NewRecord, Recorder } from '../../../electron/core/trace/store/newRecord.ts';
import { Pairer } from '../../../shared/trace/pairer.ts';

export type KeptRecord = NewRecord & Appended;

/** Keeps records in memory; “commits” at the end of the turn like the store, so that order can be observed. */
export class MemoryRecorder implements Recorder {
  readonly records: KeptRecord[] = [];
  committed = 0;
  readonly #pairer = new Pairer();
  #actions: Array<() => void> = [];
  #waiters: Array<{ wanted: (record: KeptRecord) => boolean; resolve: (record: KeptRecord) => void }> = [];

  append(record: NewRecord): Appended {
    const seq = this.records.length + 1;
    const appended = { seq, ...this.#pairer.add({ ...record, seq }) };
    const kept = { ...record, ...appended };
    this.records.push(kept);
    for (const waiter of this.#waiters.filter(({ wanted }) => wanted(kept))) waiter.resolve(kept);
    return appended;
  }

  afterCommit(action: () => void): void {
    if (this.#actions.push(action) > 1) return;
    setImmediate(() => {
      this.committed = this.records.length;
      const actions = this.#actions;
      this.#actions = [];
      for (const run of actions) run();
    });
  }

  /** The first record that is wanted, from those that are there or the next to come. */
  find(wanted: (record: KeptRecord) => boolean): Promise<KeptRecord> {
    const there = this.records.find((record) => wanted(record));
    if (there !== undefined) return Promise.resolve(there);
    return new Promise((resolve) => this.#waiters.push({ wanted, resolve }));
  }

  codesOf(record: KeptRecord): string[] {
    return record.issues.map((issue) => issue.code);
  }
}
