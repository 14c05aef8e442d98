import type { ChangeRun, ChangeStep } from '../../../../shared/configuration/change.ts';
import { ContractError } from '../../../../shared/contract/failure.ts';
import { isCableId } from '../../../../shared/service-port/cableStation.ts';
import { isOcpp1 } from '../../../../shared/ocpp/version.ts';
import type { Outcome } from '../../../../shared/station/outcome.ts';
import type { Station } from '../../../../shared/station/station.ts';
import type { Configurations } from '../configurations.ts';
import { callOf, type OcppCalls } from '../sources/ocppCalls.ts';
import type { StationLocks } from '../stationLocks.ts';
import type { BootSign } from '../stationSigns.ts';
import type { SettingFacts } from '../settingFacts.ts';
import { compareReadBack } from './compareReadBack.ts';
import type { RunRecord } from './runRecord.ts';

export interface RestartsOptions {
  calls: OcppCalls;
  locks: StationLocks;
  configurations: Configurations;
  records: ReadonlyMap<string, RunRecord>;
  factsOf: (stationId: string) => SettingFacts;
  log: (line: string) => void;
}

/** Within this time after a change a boot that nobody asked for comes from it. */
const CONSEQUENCE_MS = 60_000;

/** What waits for a restart, the restart itself, and what is read back after it. */
export class Restarts {
  readonly #options: RestartsOptions;
  /** Steps that have to be read back since the last boot, as `run/index`. */
  readonly #toRead = new Map<string, Set<string>>();

  constructor(options: RestartsOptions) {
    this.#options = options;
    for (const { run } of options.records.values()) this.tell(run.stationId);
  }

  /**
   * Restarts the station: softly with 1.x, and with 2.x as soon as it is idle, which it is. Fails with `not-found`, `unavailable`,
   * `busy`, and `conflict` while a transaction runs.
   */
  async restart(stationId: string): Promise<Outcome> {
    const { calls, configurations, locks } = this.#options;
    const station = configurations.connected(stationId);
    refuseWhileCharging(station);
    if (isCableId(stationId)) {
      throw new ContractError(
        'conflict',
        'Over the service port there is no restart that fits every charger.',
        {
          hint: 'Use the restart among its settings or commands, where its profile has one, or switch it off and on.',
        },
      );
    }
    const release = locks.take(stationId, 'restarted');
    try {
      const { version = '1.6' } = station;
      const payload = { type: isOcpp1(version) ? 'Soft' : 'OnIdle' };
      return await callOf(calls, stationId, 'Reset', JSON.stringify(payload), {});
    } finally {
      release();
    }
  }

  /** Counts what waits for a restart of a station, and tells it. */
  tell(stationId: string): void {
    const waiting = this.#waiting(stationId).map(({ step }) => step.address);
    this.#options.configurations.setNeedsRestart(stationId, [...new Set(waiting)]);
  }

  /** What the station was set to and shows only after a restart, by address; not of secrets. */
  awaited(stationId: string): Map<string, string> {
    return new Map(
      this.#waiting(stationId).flatMap(({ step: { address, wanted } }) =>
        wanted === undefined ? [] : [[address, wanted]],
      ),
    );
  }

  /** A station has booted: what waited holds from then on, and is read back. */
  booted({ stationId, at, isAskedFor }: BootSign): void {
    const waiting = this.#waiting(stationId);
    const toRead = this.#toRead.get(stationId) ?? new Set();
    for (const { record, index } of waiting) toRead.add(keyOf(record.run.id, index));
    for (const record of this.#recordsOf(stationId)) this.#mark(record, at, isAskedFor);
    this.tell(stationId);
    if (toRead.size === 0) return;
    this.#toRead.set(stationId, toRead);
    this.#readBack(stationId).catch((error: unknown) =>
      this.#options.log(`${stationId}: reading back after its restart: ${String(error)}`),
    );
  }

  #mark(record: RunRecord, at: number, isAskedFor: boolean): void {
    const sent = record.run.steps.filter((step) => step.at !== undefined && step.at <= at);
    if (sent.length === 0) return;
    const isByItself =
      !isAskedFor && sent.some((step) => hasReached(step) && at - (step.at ?? 0) < CONSEQUENCE_MS);
    const isAwaited = sent.some(({ state }) => state === 'needs-restart');
    if (!isByItself && !isAwaited) return;
    record.set({ restartedAt: at, restartedByItself: record.run.restartedByItself || isByItself });
  }

  async #readBack(stationId: string): Promise<void> {
    const { calls, configurations, locks } = this.#options;
    if (!(await calls.whenReady(stationId))) return;
    const release = await locks.takeWhenFree(stationId, 'read');
    try {
      const keys = this.#toRead.get(stationId) ?? new Set<string>();
      const steps = this.#stepsOf(stationId).filter(({ record, index }) =>
        keys.has(keyOf(record.run.id, index)),
      );
      if (steps.length === 0 || !calls.central.station(stationId).connected) return;
      const addresses = [...new Set(steps.map(({ step }) => step.address))];
      const { items } = await configurations.readLocked(stationId, { addresses });
      const values = new Map(items.map(({ address, value }) => [address.toLowerCase(), value]));
      for (const { record, index, step } of steps) {
        this.#compare(record, index, step, values.get(step.address.toLowerCase()));
      }
      this.#toRead.delete(stationId);
    } finally {
      release();
    }
  }

  #compare(record: RunRecord, index: number, step: ChangeStep, after: string | undefined): void {
    if (step.isSecret) return;
    const { before, wanted } = step;
    const shape = this.#options.factsOf(record.run.stationId).shapeOf(step.address);
    const { readBack, sentence } = compareReadBack('accepted', { before, wanted, after, shape });
    const held = readBack === 'as-wanted' ? 'It holds since the restart.' : undefined;
    const odd = readBack === 'unchanged' ? 'The charger has the old value also after the restart.' : sentence;
    record.step(index, { readBack, after, sentence: held ?? odd });
  }

  #waiting(stationId: string): Array<{ record: RunRecord; index: number; step: ChangeStep }> {
    return this.#stepsOf(stationId).filter(
      ({ record, step }) => step.state === 'needs-restart' && (step.at ?? 0) > (record.run.restartedAt ?? 0),
    );
  }

  #stepsOf(stationId: string): Array<{ record: RunRecord; index: number; step: ChangeStep }> {
    return this.#recordsOf(stationId).flatMap((record) =>
      record.run.steps.map((step, index) => ({ record, index, step })),
    );
  }

  #recordsOf(stationId: string): RunRecord[] {
    return [...this.#options.records.values()].filter(({ run }) => run.stationId === stationId);
  }
}

/** Whether a change may have reached the station, so that it may restart upon it. */
function hasReached({ state }: ChangeStep): boolean {
  return state === 'accepted' || state === 'needs-restart' || state === 'unanswered' || state === 'sending';
}

function refuseWhileCharging({ id, connectors }: Station): void {
  const busy = connectors.find(({ transactionId }) => transactionId !== undefined);
  if (busy === undefined) return;
  const { evseId, connectorId, transactionId } = busy;
  const place = evseId === undefined ? `connector ${connectorId}` : `EVSE ${evseId}`;
  throw new ContractError('conflict', `${id} is charging: transaction ${transactionId} runs on ${place}.`, {
    hint: 'Wait until it has ended, or stop it first: a restart would break it off.',
  });
}

function keyOf(runId: ChangeRun['id'], index: number): string {
  return `${runId}/${index}`;
}
