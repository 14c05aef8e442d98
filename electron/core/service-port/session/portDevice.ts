import { ContractError } from '../../../../shared/contract/failure.ts';
import type { DriverItem, ItemReading, ItemWrite } from '../../../../shared/service-port/driverItem.ts';
import type { PortCredentials, PortLogin } from '../../../../shared/service-port/portLogin.ts';
import type { PortIdentity } from '../../../../shared/service-port/portIdentity.ts';
import type { PortProfile } from '../../../../shared/service-port/profile/portProfile.ts';
import type { ChargerDriver, DriverEvents } from '../drivers/chargerDriver.ts';
import { createDriver, type Drivers } from '../drivers/createDriver.ts';
import type { PortLine } from '../line/portLine.ts';
import type { PortQueue } from './portQueue.ts';
import type { PortStatus } from './portStatus.ts';
import { writeRefusal } from './writeRefusal.ts';

export interface PortDeviceOptions {
  line: PortLine;
  profile: PortProfile;
  unit: number | undefined;
  drivers: Partial<Drivers> | undefined;
  queue: PortQueue;
  status: PortStatus;
  onIdentity: (identity: PortIdentity) => void;
  /** What was known of it holds no longer. */
  onRestart: () => void;
  onOcppText: DriverEvents['onOcppText'];
  log: (line: string) => void;
}

/** The device at the other end of one connection. Its driver does one thing at a time, and is asked who it is before anything is written. */
export class PortDevice {
  readonly driver: ChargerDriver;
  readonly #options: PortDeviceOptions;
  readonly #ended = new AbortController();
  #isIdentified = false;
  #isIdentifying = false;
  #isRestarted = false;

  constructor(options: PortDeviceOptions) {
    this.#options = options;
    const { line, profile, unit, drivers, status, onOcppText } = options;
    const events: DriverEvents = {
      onBanner: (banner) => status.banner(banner),
      onRestart: () => this.#restarted(),
      onIdentity: (identity) => this.#told(identity),
      onCharging: (isCharging) => {
        if (status.facts.isCharging !== isCharging) status.update({ isCharging });
      },
      onOcppText,
    };
    this.driver = createDriver(line, profile, { unit, events }, drivers);
    status.update({ capabilities: this.driver.capabilities });
  }

  /** Asks who it is. Rejects when it is cancelled or the port is lost. */
  identify(signal?: AbortSignal): Promise<PortIdentity> {
    const { queue } = this.#options;
    return queue.run('The device is asked who it is.', this.#signals(signal), async (cut) => {
      const identity = await this.identifyNow(cut);
      // So that it is known before anything is to be changed.
      await this.#isChargingNow(cut);
      return identity;
    });
  }

  /** Logs in at the device's console, and asks it again who it is. Fails with `conflict` where there is no login. */
  logIn(credentials: PortCredentials, signal?: AbortSignal): Promise<PortLogin> {
    const { driver } = this;
    if (driver.logIn === undefined) {
      throw new ContractError('conflict', 'The profile of this device knows no login.');
    }
    return this.#options.queue.run('Logging in.', this.#signals(signal), async (cut) => {
      const end = await driver.logIn?.(credentials, { signal: cut });
      if (end?.how === 'in') await this.identifyNow(cut);
      return end ?? { how: 'no-answer', sentence: 'The device did not answer.' };
    });
  }

  /** For who holds the line. */
  async identifyNow(signal: AbortSignal): Promise<PortIdentity> {
    const { status } = this.#options;
    const { phase } = status.facts;
    if (phase === 'ready' || phase === 'opening') status.update({ phase: 'identifying' });
    this.#isIdentifying = true;
    try {
      let identity: PortIdentity;
      do {
        this.#isRestarted = false;
        identity = await this.driver.identify({ signal });
        // What was told before a restart may be another firmware's.
      } while (this.#hasRestarted() && !signal.aborted);
      this.#isIdentified = true;
      this.#take(identity);
      return identity;
    } finally {
      this.#isIdentifying = false;
      if (status.facts.phase === 'identifying') status.update({ phase: 'ready' });
    }
  }

  /** One reading for each key. Fails with `not-found` for a key that the profile does not know. */
  read(keys: readonly string[] | undefined, signal?: AbortSignal): Promise<ItemReading[]> {
    const wanted = keys ?? this.liveKeys();
    for (const key of wanted) this.#item(key);
    return this.#options.queue.run('Values are read.', this.#signals(signal), (cut) =>
      this.driver.read(wanted, { signal: cut }),
    );
  }

  /** Live values, where nothing else is to be done. */
  async poll(signal: AbortSignal): Promise<ItemReading[] | undefined> {
    const { queue, status } = this.#options;
    const keys = this.liveKeys();
    if (!queue.isIdle || keys.length === 0 || status.facts.phase !== 'ready') return undefined;
    return queue.run(
      'Live values are read.',
      this.#signals(signal),
      (cut) => this.driver.read(keys, { signal: cut }),
      true,
    );
  }

  /** Fails with `not-found`, and with `conflict` where it must not be written as things are; see `writeRefusal`. */
  write(key: string, value: string, isConfirmed: boolean, signal?: AbortSignal): Promise<ItemWrite> {
    const item = this.#item(key);
    const { queue } = this.#options;
    return queue.run(`${item.title} is written.`, this.#signals(signal), async (cut) => {
      if (!this.#isIdentified && this.driver.capabilities.can.includes('identify'))
        await this.identifyNow(cut);
      const isCharging = item.risk === 'none' ? false : await this.#isChargingNow(cut);
      const refusal = writeRefusal(item, isCharging, isConfirmed);
      if (refusal !== undefined) throw refusal;
      return this.driver.write(key, value, { signal: cut });
    });
  }

  /** Fails with `conflict` where there is no bus. */
  scanUnits(
    from: number,
    to: number,
    signal?: AbortSignal,
  ): Promise<Array<{ unit: number; sentence: string }>> {
    const { driver } = this;
    if (driver.scanUnits === undefined) {
      throw new ContractError(
        'conflict',
        'Devices of this profile are alone on their line: there is no bus to search.',
      );
    }
    if (from > to) throw new ContractError('invalid-params', `There is no unit from ${from} to ${to}.`);
    return this.#options.queue.run(
      `Units ${from} to ${to} are asked.`,
      this.#signals(signal),
      async (cut) => (await driver.scanUnits?.(from, to, { signal: cut })) ?? [],
    );
  }

  /** Whether a car charges is known as well as it can be from here on; a device that does not answer is none to wait for. */
  async lookForCar(signal: AbortSignal): Promise<void> {
    const { queue, profile } = this.#options;
    if (profile.charging === undefined) return;
    await queue.run('Whether a car charges is asked.', this.#signals(signal), (cut) =>
      this.#isChargingNow(cut),
    );
  }

  /** Fails with `conflict` where there is no bus. */
  takeBus(): void {
    if (this.driver.takeBus === undefined) {
      throw new ContractError(
        'conflict',
        'Devices of this profile are alone on their line: there is no bus to take.',
      );
    }
    this.driver.takeBus();
  }

  /** Whoever waits for it gets the reason: another driver has the line from here on. */
  end(reason: ContractError): void {
    this.#ended.abort(reason);
    this.driver.close();
  }

  liveKeys(): string[] {
    if (!this.driver.capabilities.can.includes('live')) return [];
    return this.driver
      .items()
      .flatMap(({ key, isLive, access }) => (isLive && access !== 'write-only' ? [key] : []));
  }

  #item(key: string): DriverItem {
    const item = this.driver.items().find((one) => one.key === key);
    if (item === undefined) throw new ContractError('not-found', `The profile knows no item “${key}”.`);
    return item;
  }

  /** Asked anew where the profile says how: what is known may be a minute old. */
  async #isChargingNow(signal: AbortSignal): Promise<boolean | undefined> {
    const { profile, status } = this.#options;
    const key = profile.charging?.key;
    if (key === undefined) return status.facts.isCharging;
    const [reading] = await this.driver.read([key], { signal });
    // That no car charged a while ago says nothing of now.
    if (reading?.value === undefined && status.facts.isCharging === false) {
      status.update({ isCharging: undefined });
    }
    return status.facts.isCharging;
  }

  #signals(signal: AbortSignal | undefined): AbortSignal[] {
    const ends = [this.#options.line.lost, this.#ended.signal];
    return signal === undefined ? ends : [...ends, signal];
  }

  #take(identity: PortIdentity): void {
    this.#options.status.update({ identity });
    this.#options.onIdentity(identity);
  }

  /** Who is asked just then answers with it. */
  #told(identity: PortIdentity): void {
    if (!this.#isIdentifying) this.#take(identity);
  }

  #hasRestarted(): boolean {
    return this.#isRestarted;
  }

  #restarted(): void {
    const { status, queue, onRestart, log } = this.#options;
    this.#isIdentified = false;
    this.#isRestarted = true;
    status.update({ identity: undefined, isCharging: undefined });
    onRestart();
    // A run that holds the line knows best when the device is ready.
    if (this.#isIdentifying || queue.isHeld) return;
    this.identify().catch((error: unknown) => {
      log(
        `The device could not be identified after its start: ${error instanceof Error ? error.message : String(error)}`,
      );
    });
  }
}
