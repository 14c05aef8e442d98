import { ContractError } from '../../../../../shared/contract/failure.ts';
import type { Capabilities } from '../../../../../shared/service-port/capability.ts';
import type { DriverItem, ItemReading, ItemWrite } from '../../../../../shared/service-port/driverItem.ts';
import type { PortIdentity } from '../../../../../shared/service-port/portIdentity.ts';
import { capabilitiesOf } from '../../../../../shared/service-port/profile/capabilitiesOf.ts';
import type { ModbusProfile } from '../../../../../shared/service-port/profile/modbusProfile.ts';
import type { PortLine } from '../../line/portLine.ts';
import type { ChargerDriver, DiagnosticsChoice, DriverContext, DriverEvents } from '../chargerDriver.ts';
import { inability } from '../inability.ts';
import { BusManners } from './busManners.ts';
import { BusWatch } from './busWatch.ts';
import { explainAnswer } from './explainAnswer.ts';
import { forbiddenFrame, writtenByFrame } from './forbiddenFrame.ts';
import { Heartbeat } from './heartbeat.ts';
import { identifyModbus, unknown } from './identifyModbus.ts';
import { BUS_TIMING, type BusTiming } from './lineTiming.ts';
import { ModbusBus } from './modbusBus.ts';
import { probeRequest } from './probe.ts';
import { ItemReader, readingOf } from './readItems.ts';
import { createRegisterMap, type MappedItem, type RegisterMap } from './registerMap.ts';
import { RestartSense } from './restartSense.ts';
import { scanUnits } from './scanUnits.ts';
import { untilOver } from './untilOver.ts';
import { wakeUp } from './wakeUp.ts';
import { WearGuard } from './wearGuard.ts';
import { writeItem } from './writeItem.ts';

export interface ModbusDriverOptions {
  unit?: number | undefined;
  events: DriverEvents;
  timing?: BusTiming;
}

/** One unit of a Modbus bus: RTU, ASCII, or the same registers over Modbus TCP. */
export class ModbusDriver implements ChargerDriver {
  readonly capabilities: Capabilities;
  readonly #line: PortLine;
  readonly #profile: ModbusProfile;
  readonly #options: ModbusDriverOptions;
  readonly #map: RegisterMap;
  readonly #unit: number;
  readonly #bus: ModbusBus;
  readonly #watch: BusWatch;
  readonly #reader: ItemReader;
  readonly #manners: BusManners;
  readonly #restart: RestartSense;
  readonly #wear = new WearGuard();
  #heartbeat: Heartbeat | undefined;
  #hasBooted = false;

  constructor(line: PortLine, profile: ModbusProfile, options: ModbusDriverOptions) {
    const { events, timing = BUS_TIMING } = options;
    this.#line = line;
    this.#profile = profile;
    this.#options = options;
    this.#map = createRegisterMap(profile);
    this.#unit = options.unit ?? profile.line.unit?.default ?? 1;
    this.capabilities = capabilitiesOf(profile);
    this.#watch = new BusWatch(events);
    this.#restart = new RestartSense(() => {
      this.#reader.forget();
      // Another device may answer now: nothing is written into it before it is known.
      this.#stopHeartbeat();
      events.onRestart();
    });
    this.#bus = new ModbusBus({
      line,
      rule: profile.line,
      watch: this.#watch,
      timing,
      explain: (request, answer) => explainAnswer(request, answer, this.#map),
      onText: (text) => this.#restart.text(text),
      onExchange: (unit, exchange, failedTries) => {
        if (unit === this.#unit) this.#restart.exchanged(exchange, failedTries);
      },
    });
    this.#reader = new ItemReader(this.#bus, this.#map);
    this.#manners = new BusManners(this.#watch, timing);
  }

  async identify({ signal }: DriverContext): Promise<PortIdentity> {
    const objection = await this.#ready(signal);
    if (objection !== undefined) return unknown(objection);
    let identity = await this.#identifyByAnyFraming(signal);
    if (identity.confidence === 'unknown' && this.#profile.line.bootWaitMs > 0 && !this.#hasBooted) {
      await untilOver(this.#profile.line.bootWaitMs, AbortSignal.any([signal, this.#line.lost]));
      identity = await this.#identifyByAnyFraming(signal);
    }
    this.#hasBooted = true;
    if (identity.confidence === 'unknown') this.#stopHeartbeat();
    else {
      this.#startHeartbeat();
      const { charging } = this.#profile;
      if (charging !== undefined) await this.#readNow([charging.key], signal);
    }
    return identity;
  }

  items(): readonly DriverItem[] {
    return [...this.#map.items.values()].map(({ item }) => item);
  }

  async read(keys: readonly string[], { signal }: DriverContext): Promise<ItemReading[]> {
    for (const key of keys) this.#itemOf(key);
    const objection = await this.#ready(signal);
    if (objection !== undefined) return keys.map((key) => ({ key, at: Date.now(), trouble: objection }));
    return this.#readNow(keys, signal);
  }

  async write(key: string, value: string, { signal }: DriverContext): Promise<ItemWrite> {
    const mapped = this.#itemOf(key);
    const { item, profile, write } = mapped;
    if (write === undefined) throw new ContractError('conflict', `${item.title} can only be read.`);
    if (profile.write?.forbidden !== undefined)
      throw new ContractError('conflict', `${item.title} is never written. ${profile.write.forbidden}`);
    if (this.#unit === 0)
      throw new ContractError(
        'conflict',
        'Unit 0 is every device of the bus at once, and none of them answers.',
        {
          hint: 'Open the port with the number of one unit. “Scan units” finds it.',
        },
      );
    const objection = (await this.#ready(signal)) ?? this.#manners.objectionToWrite();
    if (objection !== undefined) return { key, wanted: value, verdict: 'not-sent', sentence: objection };
    const result = await writeItem(mapped, value, {
      bus: this.#bus,
      map: this.#map,
      reader: this.#reader,
      wear: this.#wear,
      unit: this.#unit,
      signal,
      hasEcho: () => this.#watch.hasEcho,
      wake: () => this.#wake(signal),
    });
    const isTaken = result.verdict === 'written' || result.verdict === 'unproven';
    if (isTaken && item.risk === 'restart') this.#restart.expected();
    return result;
  }

  /** Also tells the driver that the technician is about to send: what comes back then is no other master's. */
  forbids(bytes: Uint8Array): string | undefined {
    const objection =
      forbiddenFrame(bytes, this.#profile, this.#map) ??
      (writtenByFrame(bytes) === undefined ? undefined : this.#manners.objectionToWrite());
    if (objection === undefined) this.#bus.expectRaw();
    return objection;
  }

  diagnostics(): readonly DiagnosticsChoice[] {
    return [];
  }

  startDiagnostics(): Promise<void> {
    return this.#missing('diagnostics');
  }

  firmware(): undefined {
    return undefined;
  }

  beforeFirmware(): Promise<void> {
    return this.#missing('firmware');
  }

  afterFirmware(): Promise<void> {
    return this.#missing('firmware');
  }

  async scanUnits(
    from: number,
    to: number,
    { signal }: DriverContext,
  ): Promise<Array<{ unit: number; sentence: string }>> {
    const objection = await this.#ready(signal);
    if (objection !== undefined) throw new ContractError('conflict', objection);
    const timing = this.#options.timing ?? BUS_TIMING;
    return scanUnits({ bus: this.#bus, profile: this.#profile, map: this.#map, timing, from, to, signal });
  }

  /** The technician takes the bus, though somebody else is master of it. */
  takeBus(): void {
    this.#manners.takeBus();
  }

  close(): void {
    this.#stopHeartbeat();
    this.#bus.close();
  }

  async #ready(signal: AbortSignal): Promise<string | undefined> {
    const objection = await this.#manners.beforeAsking(AbortSignal.any([signal, this.#line.lost]));
    if (objection === undefined) await this.#wake(signal);
    return objection;
  }

  async #wake(signal: AbortSignal): Promise<void> {
    const rule = this.#profile.line.wakeUp;
    const [probe] = this.#profile.identify;
    if (rule === undefined || probe === undefined) return;
    if (this.#bus.silentForMs < (rule.idleMs ?? Number.POSITIVE_INFINITY)) return;
    const harmless = probeRequest(probe, this.#profile, this.#map);
    await wakeUp({ line: this.#line, bus: this.#bus, rule, harmless, unit: this.#unit }, signal);
  }

  /** The usual framing first; another one only where there was nothing that could be read. */
  async #identifyByAnyFraming(signal: AbortSignal): Promise<PortIdentity> {
    const usual = this.#bus.framing;
    const others = this.#profile.line.framings.filter((framing) => framing !== usual);
    let first: PortIdentity | undefined;
    for (const framing of [usual, ...others]) {
      this.#bus.useFraming(framing);
      const identity = await identifyModbus({
        bus: this.#bus,
        profile: this.#profile,
        map: this.#map,
        reader: this.#reader,
        unit: this.#unit,
        signal,
      });
      if (identity.confidence !== 'unknown' || this.#bus.hasAnswered) return identity;
      first ??= identity;
    }
    this.#bus.useFraming(usual);
    return first ?? unknown('Nothing was asked.');
  }

  async #readNow(keys: readonly string[], signal: AbortSignal): Promise<ItemReading[]> {
    const wanted = keys.map((key) => this.#itemOf(key));
    const outcomes = await this.#reader.read(wanted, { unit: this.#unit, signal });
    const readings = wanted.map((mapped) => readingOf(mapped, outcomes.get(mapped.item.key)));
    const { charging } = this.#profile;
    const state = readings.find(({ key }) => key === charging?.key)?.value;
    if (charging !== undefined && state !== undefined)
      this.#options.events.onCharging(charging.values.includes(state));
    return readings;
  }

  #startHeartbeat(): void {
    const rule = this.#profile.heartbeat;
    if (rule === undefined || this.#heartbeat !== undefined || this.#manners.objectionToWrite() !== undefined)
      return;
    this.#heartbeat = new Heartbeat({
      bus: this.#bus,
      rule,
      map: this.#map,
      unit: this.#unit,
      events: this.#options.events,
      isAllowed: () => this.#manners.objectionToWrite() === undefined,
    });
  }

  #stopHeartbeat(): void {
    this.#heartbeat?.stop();
    this.#heartbeat = undefined;
  }

  #itemOf(key: string): MappedItem {
    const mapped = this.#map.items.get(key);
    if (mapped === undefined)
      throw new ContractError('not-found', `The profile ${this.#profile.name} has no item ${key}.`);
    return mapped;
  }

  #missing(capability: 'diagnostics' | 'firmware'): Promise<never> {
    return Promise.reject(inability(this.capabilities, capability));
  }
}
