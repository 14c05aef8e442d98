import { isOcpp1 } from '../../../shared/ocpp/version.ts';
import type { Connector } from '../model/connector.ts';
import { readConnector } from '../model/readings.ts';
import type { SampleContext, SampledReading } from '../model/sampledReading.ts';
import type { Transaction } from '../model/transaction.ts';
import type { Announcements } from './announcements.ts';
import type { Registration } from './registration.ts';
import type { SettingName } from './settings.ts';
import type { StationBase } from './stationBase.ts';

const TICK_MS = 1_000;
/** Real ms: more often than this nobody sees a difference, however fast the station lives. */
const SHORTEST_TICK_MS = 40;
/** Physics in larger steps would jump over the ramp. */
const LONGEST_STEP_S = 5;

/** Lets energy flow while a transaction runs, and samples the meter at the configured moments. */
export class Metering {
  readonly #station: StationBase;
  readonly #registration: Registration;
  readonly #announcements: Announcements;
  /** A maker's setting that works from the next start on. */
  #stationMaxCurrentA = 32;
  #cancelAligned: () => void = () => undefined;

  constructor(station: StationBase, registration: Registration, announcements: Announcements) {
    this.#station = station;
    this.#registration = registration;
    this.#announcements = announcements;
    station.settings.onChange((name) => {
      if (name === 'alignedInterval') this.armAligned();
      if (name !== 'sampleInterval') return;
      for (const connector of station.connectors) {
        if (connector.transaction !== undefined) this.#armSampling(connector, connector.transaction);
      }
    });
  }

  start(connector: Connector, transaction: Transaction): void {
    this.applyLimit(connector);
    this.#armTick(connector, transaction, performance.now());
    this.#armSampling(connector, transaction);
  }

  stop(connector: Connector, transaction: Transaction): void {
    transaction.cancelTicking();
    transaction.cancelSampling();
    connector.meter.cut();
  }

  applyLimit(connector: Connector): void {
    const { profiles, clock } = this.#station;
    const isDenied = connector.transaction?.isDenied === true;
    const limitA = Math.min(profiles.limitAt(connector, clock.now()), this.#stationMaxCurrentA);
    connector.limitA = isDenied ? 0 : Math.max(0, limitA);
  }

  sample(connector: Connector, context: SampleContext, wanted: SettingName): SampledReading {
    const { clock, settings } = this.#station;
    return { at: clock.now(), context, readings: readConnector(connector, settings.list(wanted)) };
  }

  /** The values that TriggerMessage asks for. */
  sendTriggered(connector: Connector): void {
    const station = this.#station;
    const { transaction } = connector;
    if (transaction === undefined || !isOcpp1(station.version)) {
      station.dialect.meterValues(connector, 'Trigger', true);
      return;
    }
    const sample = this.sample(connector, 'Trigger', 'sampledMeasurands');
    station.dialect.transactionSampled(connector, transaction, sample, true);
  }

  /** Values at the same moment of every clock (ClockAlignedDataInterval, OCPP 1.6 §3.15). */
  armAligned(): void {
    this.#cancelAligned();
    const { clock, settings } = this.#station;
    const intervalMs = settings.number('alignedInterval') * 1000;
    if (intervalMs <= 0 || this.#registration.status !== 'Accepted') return;
    const untilMs = clock.speed === 1 ? intervalMs - (clock.now() % intervalMs) : intervalMs;
    this.#cancelAligned = clock.after(untilMs, () => {
      for (const connector of this.#station.connectors) this.#sendAligned(connector);
      this.armAligned();
    });
  }

  /** A restart takes over the settings that wait for one. */
  onReboot(): void {
    const { configuration } = this.#station.settings;
    this.#stationMaxCurrentA = Number(configuration.value('Kerbside.MaxCurrent'));
  }

  #sendAligned(connector: Connector): void {
    const station = this.#station;
    const { transaction } = connector;
    if (transaction === undefined) {
      station.dialect.meterValues(connector, 'Sample.Clock', false);
      return;
    }
    const sample = this.sample(connector, 'Sample.Clock', 'alignedMeasurands');
    station.dialect.transactionSampled(connector, transaction, sample, false);
  }

  #armSampling(connector: Connector, transaction: Transaction): void {
    transaction.cancelSampling();
    const station = this.#station;
    const intervalS = station.settings.number('sampleInterval');
    if (intervalS <= 0) return;
    transaction.cancelSampling = station.clock.after(intervalS * 1000, () => {
      const sample = this.sample(connector, 'Sample.Periodic', 'sampledMeasurands');
      station.dialect.transactionSampled(connector, transaction, sample, false);
      this.#armSampling(connector, transaction);
    });
  }

  #armTick(connector: Connector, transaction: Transaction, lastAt: number): void {
    const { clock } = this.#station;
    const tickMs = Math.max(SHORTEST_TICK_MS, TICK_MS / clock.speed);
    transaction.cancelTicking = clock.afterReal(tickMs, () => {
      const now = performance.now();
      this.#advance(connector, ((now - lastAt) / 1000) * clock.speed);
      this.#armTick(connector, transaction, now);
      this.#show(connector, transaction);
    });
  }

  #advance(connector: Connector, elapsedS: number): void {
    const { random } = this.#station;
    for (let restS = elapsedS; restS > 0; restS -= LONGEST_STEP_S) {
      this.applyLimit(connector);
      const stepS = Math.min(restS, LONGEST_STEP_S);
      connector.car?.take(connector.meter.advance(stepS, connector.allowedCurrentA(), random));
    }
  }

  #show(connector: Connector, transaction: Transaction): void {
    this.#station.dialect.transactionChanged(connector, transaction);
    this.#announcements.refresh(connector);
  }
}
