import type { ChangeStep, WantedChange } from '../../../../shared/configuration/change.ts';
import { isOpenStep } from '../../../../shared/configuration/openSteps.ts';
import { ContractError } from '../../../../shared/contract/failure.ts';
import type { Station } from '../../../../shared/station/station.ts';
import type { Configurations } from '../configurations.ts';
import type { Snapshots } from '../snapshots/snapshots.ts';
import type { ConfigurationSource, WriteResult } from '../sources/configurationSource.ts';
import type { SettingFacts } from '../settingFacts.ts';
import { stationReturn, type StationStates } from '../stationReturn.ts';
import { BrokenOff } from './brokenOff.ts';
import { compareReadBack } from './compareReadBack.ts';
import type { RunRecord } from './runRecord.ts';

export interface RunWorkOptions {
  record: RunRecord;
  /** What each step wants, by its index; secrets too, which are nowhere else. */
  values: ReadonlyMap<number, string>;
  configurations: Configurations;
  snapshots: Snapshots;
  stations: StationStates;
  sourceOf: (station: Station) => ConfigurationSource;
  factsOf: (stationId: string) => SettingFacts;
  /** Aborted with the sentence that says why the run shall stop. */
  stop: AbortSignal;
  /** What may disturb a charging car was confirmed, for what is there to be written. */
  isConfirmed: boolean;
  returnLimitMs: number;
}

/** A change that may or may not have come through is sent once more at most, and only where reading says that it did not. */
const MOST_SENDS = 2;
/** After so many changes in a row without an answer the station is not listening. */
const GIVE_UP_AFTER = 3;
/** A change that could not leave is tried as often as this: the line may break again and again. */
const MOST_TRIES = 5;
/** No source takes more changes with one request. */
const MOST_AHEAD = 500;

/** Sends the changes of one run in order, and reads them back. What a step came to is recorded before the next is sent. */
export class RunWork {
  readonly #options: RunWorkOptions;
  readonly #record: RunRecord;
  readonly #stationId: string;
  readonly #sends = new Map<number, number>();
  readonly #tries = new Map<number, number>();
  #unanswered = 0;
  /** Only until the charger leaves: nobody knows what happens to it meanwhile, or that it is the same one that comes back. */
  #isConfirmed: boolean;

  constructor(options: RunWorkOptions) {
    this.#options = options;
    this.#isConfirmed = options.isConfirmed;
    this.#record = options.record;
    this.#stationId = options.record.run.stationId;
  }

  /** Rejects with `BrokenOff` where it has to end before its end. */
  async run(): Promise<void> {
    try {
      if (this.#record.run.snapshotId === undefined) await this.#lookBefore();
      await this.#settle(this.#unsettled());
      const heldBack = await this.#sendAll();
      await this.#readBack();
      if (heldBack !== undefined) throw new BrokenOff(heldBack);
    } catch (error) {
      throw this.#options.stop.aborted ? this.#stopped() : error;
    }
  }

  /** The configuration before the changes, as a snapshot, and the value that each of them begins from. */
  async #lookBefore(): Promise<void> {
    const { configurations, snapshots, stop: signal } = this.#options;
    const { steps } = this.#record.run;
    const read =
      configurations.fresh(this.#stationId) ??
      (await this.#present(() => configurations.readLocked(this.#stationId, { signal })));
    if (read.how !== 'not-read') {
      this.#record.set({ snapshotId: snapshots.keep(read, 'before-change').id });
    }
    const known = new Map(read.items.map(({ address, value }) => [address, value]));
    const source = this.#source();
    for (const [index, step] of steps.entries()) {
      const value = known.get(source.ownAddress(step.address));
      if (value !== undefined && !step.isSecret) this.#record.step(index, { before: value });
    }
    const others = steps.filter(({ address }) => !known.has(source.ownAddress(address)));
    if (others.length === 0 || read.isWhole) return;
    const values = await this.#present(() => this.#read(others.map(({ address }) => address)));
    for (const [index, { address, isSecret, before }] of steps.entries()) {
      const value = values.get(source.ownAddress(address));
      if (value !== undefined && !isSecret && before === undefined)
        this.#record.step(index, { before: value });
    }
  }

  /** What held a change back, as a sentence; those behind it wait, since they were to come after it. */
  async #sendAll(): Promise<string | undefined> {
    for (let batch = this.#next(); batch.length > 0; batch = this.#next()) {
      if (this.#options.stop.aborted) throw this.#stopped();
      const results = await this.#present(() => this.#send(batch));
      const heldBack = results.find(({ isHeldBack }) => isHeldBack === true);
      if (heldBack !== undefined) return heldBack.sentence ?? 'A change was held back.';
      const isLost = results.some(({ outcome }) => outcome === 'disconnected');
      this.#unanswered = results.every(({ state }) => state === 'unanswered') ? this.#unanswered + 1 : 0;
      if (isLost) {
        this.#isConfirmed = false;
        await this.#settle(batch);
      } else if (this.#unanswered >= GIVE_UP_AFTER) {
        throw new BrokenOff('The charger does not answer changes any more.');
      }
    }
    return undefined;
  }

  /** The indexes of the next batch of steps that wait. */
  #next(): number[] {
    const { steps } = this.#record.run;
    const first = steps.findIndex(({ state }) => state === 'waiting');
    if (first === -1) return [];
    const ahead = steps.slice(first, first + MOST_AHEAD);
    const end = ahead.findIndex(({ state }) => state !== 'waiting');
    const waiting = ahead.slice(0, end === -1 ? undefined : end).map((_, offset) => first + offset);
    return waiting.slice(0, this.#source().batchSize(waiting.map((index) => this.#wanted(index))));
  }

  async #send(batch: readonly number[]): Promise<WriteResult[]> {
    for (const index of batch) {
      this.#sends.set(index, (this.#sends.get(index) ?? 0) + 1);
      this.#record.step(index, {
        state: 'sending',
        at: Date.now(),
        readBack: undefined,
        sentence: undefined,
      });
    }
    // Whatever happens to Kerbside from here on, the file says that these may have come through.
    await this.#record.written();
    const results = await this.#source().write(
      batch.map((index) => this.#wanted(index)),
      { isConfirmed: this.#isConfirmed },
    );
    for (const [nth, index] of batch.entries()) {
      const { address: _, ...result } = results[nth] ?? { address: '', state: 'unanswered' as const };
      this.#record.step(index, {
        outcome: undefined,
        status: undefined,
        requestSeq: undefined,
        responseSeq: undefined,
        ...result,
      });
    }
    return results;
  }

  /**
   * After the station left: what has no answer is read, and sent again only where it does not hold. What never left waits
   * for its turn again.
   */
  async #settle(batch: readonly number[]): Promise<void> {
    const open: number[] = [];
    for (const index of batch) {
      const { state, outcome } = this.#step(index);
      if (state === 'unanswered') open.push(index);
      if (state === 'not-sent' && outcome === 'disconnected') this.#tryAgain(index);
    }
    if (open.length === 0) return;
    const values = await this.#present(() => this.#read(open.map((index) => this.#step(index).address)));
    for (const index of open) this.#decide(index, values);
  }

  /** Whether a step that has no answer holds, has to be sent again, or stays open. */
  #decide(index: number, values: ReadonlyMap<string, string>): void {
    const step = this.#step(index);
    const result = this.#compared(index, values);
    const isHeld = result.readBack === 'as-wanted' || result.readBack === 'same-meaning';
    const isLost = result.readBack === 'unchanged' || result.readBack === 'different';
    // A secret that nobody can read may be written twice: the second time changes nothing.
    if (!isHeld && (isLost || step.isSecret) && this.#maySend(index)) {
      this.#record.step(index, { state: 'waiting' });
    } else this.#record.step(index, result);
  }

  /** It never left, so that it does not count as sent. */
  #tryAgain(index: number): void {
    const tries = (this.#tries.get(index) ?? 0) + 1;
    this.#tries.set(index, tries);
    this.#sends.set(index, (this.#sends.get(index) ?? 1) - 1);
    if (tries < MOST_TRIES) this.#record.step(index, { state: 'waiting' });
  }

  #maySend(index: number): boolean {
    return (this.#sends.get(index) ?? 0) < MOST_SENDS;
  }

  /** Steps of an earlier beginning of this run that have no answer and were not seen to hold. */
  #unsettled(): number[] {
    return this.#record.run.steps.flatMap((step, index) =>
      step.state === 'unanswered' && isOpenStep(step) ? [index] : [],
    );
  }

  async #readBack(): Promise<void> {
    const sent = this.#record.run.steps.flatMap(({ state }, index) =>
      state === 'not-sent' || state === 'waiting' ? [] : [index],
    );
    if (sent.length === 0) return;
    const addresses = new Set(sent.map((index) => this.#step(index).address));
    const values = await this.#present(() => this.#read([...addresses]));
    for (const index of sent) this.#record.step(index, this.#compared(index, values));
  }

  #compared(index: number, values: ReadonlyMap<string, string>): Partial<ChangeStep> {
    const { address, state, before, isSecret } = this.#step(index);
    const after = values.get(this.#source().ownAddress(address));
    const shape = this.#options.factsOf(this.#stationId).shapeOf(this.#source().ownAddress(address));
    const wanted = this.#options.values.get(index);
    const { readBack, sentence } = compareReadBack(state, { before, wanted, after, shape });
    const said = this.#step(index).sentence;
    if (isSecret) return { readBack };
    return {
      readBack,
      ...(after === undefined ? {} : { after }),
      ...(sentence === undefined ? {} : { sentence: joined(said, sentence) }),
    };
  }

  /** The values that the station tells, by its own spelling. */
  async #read(addresses: readonly string[]): Promise<Map<string, string>> {
    const { configurations, stop: signal } = this.#options;
    const first = await configurations.readLocked(this.#stationId, { addresses, signal });
    // Upon some changes a charger reconnects, and what was asked for just then has no answer.
    const items =
      first.unread.length === 0
        ? first.items
        : [
            ...first.items,
            ...(await configurations.readLocked(this.#stationId, { addresses: first.unread, signal })).items,
          ];
    return new Map(items.flatMap(({ address, value }) => (value === undefined ? [] : [[address, value]])));
  }

  /** Does something as soon as the station is there, and again where it left just before. */
  async #present<T>(work: () => Promise<T>): Promise<T> {
    for (let tries = 1; ; tries += 1) {
      await this.#waitForStation();
      try {
        return await work();
      } catch (error) {
        const isAway = error instanceof ContractError && error.code === 'unavailable';
        if (!isAway || tries >= MOST_TRIES) throw error;
      }
    }
  }

  async #waitForStation(): Promise<void> {
    const { stations, stop, returnLimitMs } = this.#options;
    if (stations.station(this.#stationId).connected) return;
    this.#isConfirmed = false;
    this.#record.set({ state: 'waiting-for-station' });
    const isBack = await stationReturn(stations, this.#stationId, { limitMs: returnLimitMs, signal: stop });
    if (!isBack) {
      const minutes = Math.round(returnLimitMs / 60_000);
      throw new BrokenOff(`The charger left and did not come back within ${minutes} minutes.`);
    }
    this.#record.set({ state: 'running' });
  }

  #source(): ConfigurationSource {
    return this.#options.sourceOf(this.#options.stations.station(this.#stationId));
  }

  #wanted(index: number): WantedChange {
    return { address: this.#step(index).address, value: this.#options.values.get(index) ?? '' };
  }

  #step(index: number): ChangeStep {
    const step = this.#record.run.steps[index];
    if (step === undefined) throw new Error(`The run has no step ${index}.`);
    return step;
  }

  #stopped(): BrokenOff {
    const { reason } = this.#options.stop as { reason: unknown };
    return new BrokenOff(typeof reason === 'string' ? reason : 'The run was stopped.');
  }
}

function joined(said: string | undefined, sentence: string): string {
  return said === undefined || said.includes(sentence) ? sentence : `${said} ${sentence}`;
}
