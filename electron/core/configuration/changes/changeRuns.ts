import { randomUUID } from 'node:crypto';
import type { ChangeRun, ChangeStep, WantedChange } from '../../../../shared/configuration/change.ts';
import { isOpenStep, openSteps } from '../../../../shared/configuration/openSteps.ts';
import { isCableId } from '../../../../shared/service-port/cableStation.ts';
import { ContractError } from '../../../../shared/contract/failure.ts';
import type { Outcome } from '../../../../shared/station/outcome.ts';
import type { Configurations } from '../configurations.ts';
import type { SettingFacts } from '../settingFacts.ts';
import type { Snapshots } from '../snapshots/snapshots.ts';
import type { OcppCalls } from '../sources/ocppCalls.ts';
import type { Cables } from '../sources/port/cables.ts';
import type { Sources } from '../sources/sources.ts';
import type { StationLocks } from '../stationLocks.ts';
import type { StationSigns } from '../stationSigns.ts';
import { BrokenOff } from './brokenOff.ts';
import { recoveredRun } from './recoveredRun.ts';
import { Restarts } from './restarts.ts';
import { RunRecord, type ChangeRunKeeping } from './runRecord.ts';
import { runSentence } from './runSentence.ts';
import { RunWork } from './runWork.ts';

export interface ChangeRunsOptions {
  kept: ChangeRunKeeping;
  calls: OcppCalls;
  sources: Sources;
  locks: StationLocks;
  signs: StationSigns;
  configurations: Configurations;
  snapshots: Snapshots;
  factsOf: (stationId: string) => SettingFacts;
  log: (line: string) => void;
  checkCable?: Cables['check'];
  returnLimitMs?: number | undefined;
}

export interface ChangeRequest {
  stationId: string;
  changes: readonly WantedChange[];
  origin: ChangeRun['origin'];
  name?: string | undefined;
  /** The technician was told that a car is charging, or may be. */
  isConfirmed?: boolean | undefined;
}

export interface ContinueRequest {
  /** Values of secrets that are still to be sent. */
  secrets?: readonly WantedChange[] | undefined;
  /** As that of a `ChangeRequest`. */
  isConfirmed?: boolean | undefined;
}

/** Some stations need minutes for their restart. */
const RETURN_LIMIT_MS = 5 * 60_000;

/** The runs of changes of this session: one of a station at a time, kept step by step in the session file. */
export class ChangeRuns {
  readonly #options: ChangeRunsOptions;
  /** Oldest first. */
  readonly #records = new Map<string, RunRecord>();
  /** Secrets are nowhere but here, and only until their run has ended. */
  readonly #values = new Map<string, Map<number, string>>();
  readonly #under = new Map<string, { stop: AbortController; ended: Promise<void> }>();
  readonly #listeners = new Set<(run: ChangeRun) => void>();
  readonly #restarts: Restarts;

  constructor(options: ChangeRunsOptions) {
    this.#options = options;
    for (const run of options.kept.load()) this.#load(run);
    const { calls, locks, configurations, factsOf, log } = options;
    this.#restarts = new Restarts({ calls, locks, configurations, factsOf, log, records: this.#records });
    options.signs.onBoot((boot) => this.#restarts.booted(boot));
  }

  list(stationId?: string): ChangeRun[] {
    const runs = [...this.#records.values()].map(({ run }) => run);
    return stationId === undefined ? runs : runs.filter((run) => run.stationId === stationId);
  }

  onChange(listener: (run: ChangeRun) => void): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }

  /** The addresses that were written to a station after a moment (epoch ms). */
  writtenSince(stationId: string, at: number): Set<string> {
    const steps = this.list(stationId).flatMap((run) => run.steps);
    const reached = steps.filter((step) => (step.at ?? 0) > at && step.state !== 'refused');
    return new Set(reached.map(({ address }) => address));
  }

  /** What a station was set to and shows only after a restart, by address; not of secrets. */
  awaitingRestart(stationId: string): ReadonlyMap<string, string> {
    return this.#restarts.awaited(stationId);
  }

  /** Fails with `not-found`, `unavailable` and `busy` of its station, and with `conflict` for what a charging car forbids. */
  start({ stationId, changes, origin, name, isConfirmed = false }: ChangeRequest): ChangeRun {
    const { configurations, locks, factsOf, checkCable } = this.#options;
    configurations.connected(stationId);
    if (isCableId(stationId)) checkCable?.(stationId, changes, isConfirmed);
    const release = locks.take(stationId, 'changed');
    const facts = factsOf(stationId);
    const run: ChangeRun = {
      id: randomUUID(),
      stationId,
      origin,
      ...(name === undefined ? {} : { name }),
      startedAt: Date.now(),
      state: 'running',
      steps: changes.map((change) => waitingStep(change, facts)),
      restartedByItself: false,
      sentence: '',
    };
    run.sentence = runSentence(run, undefined);
    this.#values.set(run.id, new Map(changes.map(({ value }, index) => [index, value])));
    const record = this.#hold(run);
    record.saveAll();
    this.#work(record, release, isConfirmed);
    return run;
  }

  /**
   * Goes on with a run that broke off. A confirmation is for what is still to be written as things are now; that of the beginning does not
   * count. Fails with `not-found`, `conflict` where it did not break off or a charging car forbids what is left, `invalid-params` with the
   * addresses of secrets that are missing, and `unavailable` and `busy` of its station.
   */
  continue(id: string, { secrets = [], isConfirmed = false }: ContinueRequest = {}): ChangeRun {
    const record = this.#find(id);
    const { run } = record;
    if (run.state !== 'broken-off') {
      throw new ContractError('conflict', 'Only a run that broke off can go on.');
    }
    const values = this.#allValues(run, secrets);
    this.#options.configurations.connected(run.stationId);
    const left = openSteps(run).map(({ address }) => ({ address, value: '' }));
    if (isCableId(run.stationId)) this.#options.checkCable?.(run.stationId, left, isConfirmed);
    const release = this.#options.locks.take(run.stationId, 'changed');
    this.#values.set(id, values);
    for (const [index, { state }] of run.steps.entries()) {
      if (state === 'not-sent') {
        const kept = { outcome: undefined, sentence: undefined, isHeldBack: undefined };
        record.step(index, { state: 'waiting', ...kept });
      }
    }
    record.reopen();
    this.#work(record, release, isConfirmed);
    return run;
  }

  /** Ends a run after the change that is on its way. Fails with `not-found`. */
  stop(id: string): ChangeRun {
    const { run } = this.#find(id);
    this.#under.get(id)?.stop.abort('The technician stopped it.');
    return run;
  }

  restart(stationId: string): Promise<Outcome> {
    return this.#restarts.restart(stationId);
  }

  /** Ends all runs; what was on its way is settled as far as it can be. */
  async close(): Promise<void> {
    const all = [...this.#under.values()];
    for (const { stop } of all) stop.abort('Kerbside was closed.');
    await Promise.all(all.map(({ ended }) => ended));
  }

  #load(run: ChangeRun): void {
    const recovered = recoveredRun(run);
    const record = this.#hold(recovered ?? run);
    if (recovered !== undefined) record.saveAll();
  }

  #hold(run: ChangeRun): RunRecord {
    const record = new RunRecord(run, this.#options.kept, (changed) => {
      for (const listener of this.#listeners) listener(changed);
    });
    this.#records.set(run.id, record);
    return record;
  }

  #work(record: RunRecord, release: () => void, isConfirmed: boolean): void {
    const stop = new AbortController();
    const ended = this.#perform(record, stop.signal, isConfirmed).finally(() => {
      this.#under.delete(record.run.id);
      release();
    });
    this.#under.set(record.run.id, { stop, ended });
  }

  async #perform(record: RunRecord, stop: AbortSignal, isConfirmed: boolean): Promise<void> {
    const { configurations, snapshots, calls, sources, factsOf, log } = this.#options;
    const { run } = record;
    try {
      await new RunWork({
        record,
        values: this.#values.get(run.id) ?? new Map<number, string>(),
        configurations,
        snapshots,
        stations: calls.central,
        sourceOf: (station) => sources.of(station),
        factsOf,
        stop,
        isConfirmed,
        returnLimitMs: this.#options.returnLimitMs ?? RETURN_LIMIT_MS,
      }).run();
      this.#end(record, 'finished', undefined);
    } catch (error) {
      const isKnown = error instanceof BrokenOff || error instanceof ContractError;
      if (!isKnown) log(`a run of changes of ${run.stationId} failed: ${String(error)}`);
      this.#end(record, 'broken-off', isKnown ? error.message : 'Kerbside failed to go on with it.');
    }
  }

  #end(record: RunRecord, state: 'finished' | 'broken-off', why: string | undefined): void {
    const { run } = record;
    for (const [index, step] of run.steps.entries()) {
      if (step.state === 'waiting') record.step(index, { state: 'not-sent' });
      if (step.state === 'sending') record.step(index, { state: 'unanswered' });
    }
    if (state === 'finished') this.#values.delete(run.id);
    record.set({ state, endedAt: Date.now(), sentence: runSentence(run, why) });
    this.#restarts.tell(run.stationId);
  }

  /** What each step of a run wants; secrets from the caller or, while Kerbside has not ended, from memory. */
  #allValues(run: ChangeRun, secrets: readonly WantedChange[]): Map<number, string> {
    const given = new Map(secrets.map(({ address, value }) => [address, value]));
    const held = this.#values.get(run.id);
    const values = new Map<number, string>();
    const missing: string[] = [];
    for (const [index, step] of run.steps.entries()) {
      const { address, wanted, isSecret } = step;
      const value = wanted ?? given.get(address) ?? held?.get(index);
      if (value !== undefined) values.set(index, value);
      else if (isSecret && isOpenStep(step)) missing.push(address);
    }
    if (missing.length === 0) return values;
    throw new ContractError('invalid-params', `The values of secrets are missing: ${missing.join(', ')}.`, {
      hint: 'Kerbside does not keep secrets. Type them again.',
    });
  }

  #find(id: string): RunRecord {
    const record = this.#records.get(id);
    if (record !== undefined) return record;
    throw new ContractError('not-found', `There is no run ${id} in this session.`);
  }
}

function waitingStep({ address, value }: WantedChange, facts: SettingFacts): ChangeStep {
  const isSecret = facts.isSecret(address);
  return { address, isSecret, ...(isSecret ? {} : { wanted: value }), state: 'waiting' };
}
