import { ContractError } from '../../../../shared/contract/failure.ts';
import type { Params, Result } from '../../../../shared/contract/methods.ts';
import type { PracticePort } from '../../../../shared/practice/practiceCharger.ts';
import type { ConsoleBatch } from '../../../../shared/service-port/consoleBatch.ts';
import type { ItemReading, ItemWrite } from '../../../../shared/service-port/driverItem.ts';
import type { PortList } from '../../../../shared/service-port/portInfo.ts';
import type { PortCredentials, PortLogin } from '../../../../shared/service-port/portLogin.ts';
import type { PortState } from '../../../../shared/service-port/portState.ts';
import { suggestProfiles } from '../../../../shared/service-port/profile/suggestProfiles.ts';
import type { Station } from '../../../../shared/station/station.ts';
import type { RateDetection } from '../../../../shared/service-port/rateDetection.ts';
import type { FrameInspector } from '../../trace/import/inspectImported.ts';
import type { Recorder } from '../../trace/store/newRecord.ts';
import type { ChargerDriver } from '../drivers/chargerDriver.ts';
import type { Drivers } from '../drivers/createDriver.ts';
import type { PortProfiles } from '../profiles/portProfiles.ts';
import { openTransport } from '../transport/openTransport.ts';
import { PortWatch } from '../transport/portWatch.ts';
import { RememberedLines } from '../transport/rememberedLines.ts';
import type { HeldPort } from './heldPort.ts';
import { PortListing } from './portListing.ts';
import type { PortSurroundings } from './portSurroundings.ts';
import type { ServicePort } from './servicePort.ts';

export interface ServicePortsOptions {
  recorder: Recorder;
  profiles: Pick<PortProfiles, 'find' | 'all' | 'follow'>;
  /** The stations on the network with this serial number, as they told in BootNotification; their ids. */
  stationsWithSerial: (serialNumber: string) => readonly string[];
  /** Whether a station is connected to Kerbside over the network. */
  isConnected?: (stationId: string) => boolean;
  /** The checks that frames of OCPP get; without, they are only read. */
  inspector?: FrameInspector;
  /** Practice chargers on a cable that run now. */
  practicePorts?: () => readonly PracticePort[];
  /** Where what is remembered of adapters lies; absent: only until the end. */
  folder: string | undefined;
  /** Absent: what devices print about their connection is not looked at by anybody else. */
  onTrouble?: PortSurroundings['onTrouble'];
  log: (line: string) => void;
  drivers?: Partial<Drivers>;
  watch?: PortWatch;
  /** Between two looks for an adapter that was unplugged. */
  reattachMs?: number;
}

export type { HeldPort } from './heldPort.ts';

const REATTACH_MS = 1000;
const READ_ONLY: FrameInspector = { inspect: ({ facts }) => facts.issues, fits: () => true };

/** The serial ports of this computer and what is done with them. It outlives the session file. */
export class ServicePorts {
  readonly #ports = new Map<string, ServicePort>();
  readonly #listeners = new Set<(state: PortState) => void>();
  readonly #memory: RememberedLines;
  readonly #listing: PortListing;
  readonly #profiles: ServicePortsOptions['profiles'];
  readonly #around: PortSurroundings;
  #workOn: PortSurroundings['workOn'] = () => undefined;
  #notRecorded: string | undefined;
  #isClosed = false;

  constructor(options: ServicePortsOptions) {
    this.#profiles = options.profiles;
    const { folder, log, practicePorts = () => [] } = options;
    this.#memory = new RememberedLines(folder, log);
    this.#listing = new PortListing({
      watch: options.watch ?? new PortWatch(),
      practicePorts,
      opened: () => this.states().map(({ port }) => port),
    });
    this.#around = {
      recorder: options.recorder,
      profiles: options.profiles,
      drivers: options.drivers,
      memory: this.#memory,
      openTransport,
      infoOf: (path) => this.#listing.infoOf(path),
      lookFor: (port) => this.#listing.lookFor(port),
      isConnected: options.isConnected ?? (() => false),
      inspector: options.inspector ?? READ_ONLY,
      workOn: (cableId) => this.#workOn(cableId),
      stationsWithSerial: options.stationsWithSerial,
      onTrouble: options.onTrouble ?? (() => undefined),
      onChange: (state) => this.#tell(state),
      log,
      reattachMs: options.reattachMs ?? REATTACH_MS,
    };
  }

  list(): Promise<PortList> {
    return this.#listing.list();
  }
  /** The latest list; looked at again while anybody listens. */
  latestList(): PortList {
    return this.#listing.latest();
  }
  onListChange(listener: (list: PortList) => void): () => void {
    return this.#listing.onChange(listener);
  }
  states(): PortState[] {
    return [...this.#ports.values()].map((port) => this.#shown(port.state()));
  }
  /** Fails with `not-found`. */
  state(path: string): PortState {
    return this.#shown(this.#port(path).state());
  }
  onChange(listener: (state: PortState) => void): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }
  /** Fails as `ServicePort.open` does, and with `unavailable` once all ports were closed for good. */
  async open(wish: Params<'port.open'>): Promise<PortState> {
    const path = wish.path.trim();
    await this.#listing.know(path);
    // Ports and the drivers behind them are loaded with the first one that is opened.
    const { ServicePort } = await import('./servicePort.ts');
    if (this.#isClosed) throw new ContractError('unavailable', 'Kerbside ends: no port is opened.');
    const port = this.#find(path) ?? new ServicePort(path, this.#around);
    this.#ports.set(port.path, port);
    this.#listing.keep(port.path);
    return port.open(wish);
  }
  async closePort(path: string): Promise<PortState> {
    return this.#port(path).close();
  }
  /** Fails with `not-found`, and with `conflict` while it is open. */
  forget(path: string): void {
    const port = this.#port(path);
    if (port.isOpen) throw new ContractError('conflict', `${path} is open.`, { hint: 'Close it first.' });
    port.end();
    this.#ports.delete(port.path);
    this.#listing.drop(port.path);
    this.#tell({ ...port.state(), isForgotten: true });
  }
  async setLine(path: string, line: Params<'port.setLine'>['line']): Promise<PortState> {
    return this.#port(path).setLine(line);
  }
  async setSignals(wish: Params<'port.signals'>): Promise<PortState> {
    return this.#port(wish.path).setSignals(wish);
  }
  async send(wish: Params<'port.send'>): Promise<Result<'port.send'>> {
    return this.#port(wish.path).send(wish);
  }
  /** Fails with `unavailable` or `busy`. */
  async detect(
    { path, profileIds, mayAsk }: Params<'port.detect'>,
    signal: AbortSignal,
  ): Promise<RateDetection> {
    const all = this.#profiles.all();
    const profiles = profileIds === undefined ? all : all.filter(({ id }) => profileIds.includes(id));
    const likely = suggestProfiles(profiles, this.#listing.infoOf(path));
    const others = profiles.filter((profile) => !likely.includes(profile));
    return this.#port(path).detect([...likely, ...others], mayAsk, signal);
  }
  detection(path: string): RateDetection {
    return this.#port(path).detection.current;
  }
  onDetection(path: string, listener: (detection: RateDetection) => void): () => void {
    return this.#port(path).detection.onChange(listener);
  }
  async identify(path: string, signal: AbortSignal): Promise<Result<'port.identify'>> {
    return this.#port(path).identify(signal);
  }
  logIn(path: string, credentials: PortCredentials, signal: AbortSignal): Promise<PortLogin> {
    return this.#port(path).device().logIn(credentials, signal);
  }
  items(path: string): Result<'port.items'> {
    return [...this.#port(path).device().driver.items()];
  }
  async read(path: string, keys: readonly string[] | undefined, signal: AbortSignal): Promise<ItemReading[]> {
    const port = this.#port(path);
    const device = port.device();
    const readings = await device.read(keys, signal);
    const live = new Set(device.liveKeys());
    port.values.take(readings.filter(({ key }) => live.has(key)));
    return readings;
  }
  /**
   * Writes one item and reads it back. While a car charges it fails with `conflict` for what restarts the charger, and for what changes charging
   * or a protection unless that `isConfirmed`; for all of these unless that is, where it is not known whether a car charges.
   */
  async write(
    path: string,
    key: string,
    value: string,
    { signal, isConfirmed = false }: { signal?: AbortSignal; isConfirmed?: boolean } = {},
  ): Promise<ItemWrite> {
    return this.#port(path).device().write(key, value, isConfirmed, signal);
  }
  async scanUnits(
    { path, from, to }: Params<'port.scanUnits'>,
    signal: AbortSignal,
  ): Promise<Result<'port.scanUnits'>> {
    return this.#port(path).device().scanUnits(from, to, signal);
  }
  /** From here on a bus is asked and written to, though somebody else is master of it. */
  takeBus(path: string): PortState {
    this.#port(path).device().takeBus();
    return this.state(path);
  }
  /** The latest part of what crossed a port. Secrets are masked unless they are to be seen. */
  console(path: string, isRevealed = false): ConsoleBatch {
    return this.#port(path).console.snapshot(isRevealed);
  }
  onConsole(path: string, listener: (batch: ConsoleBatch) => void, isRevealed = false): () => void {
    return this.#port(path).console.listen(listener, isRevealed);
  }
  values(path: string): ItemReading[] {
    return this.#port(path).values.values();
  }
  onValues(path: string, listener: (values: ItemReading[]) => void): () => void {
    return this.#port(path).values.listen(listener);
  }
  /** Asks the device whether a car charges, where it says so. Fails with `unavailable` and `conflict`, and with the reason of the signal. */
  lookForCar(path: string, signal: AbortSignal): Promise<void> {
    return this.#port(path).device().lookForCar(signal);
  }
  /** What speaks with the device of an open port. Fails with `not-found`, `unavailable`, and `conflict` for a plain console. */
  driver(path: string): ChargerDriver {
    return this.#port(path).device().driver;
  }
  /** Takes a port for a run: nothing else is sent until it is released. Fails with `busy` or `unavailable`. */
  hold(path: string, work: string): HeldPort {
    return this.#port(path).hold(work);
  }
  /** A station on the network came, or told its serial number, which may be another one than before. */
  stationChanged(station: Pick<Station, 'id' | 'serialNumber'>): void {
    for (const port of this.#ports.values()) port.stationChanged(station);
  }
  /** Another session file is recorded into from the next byte on. */
  leaveFile(next: string): void {
    for (const port of this.#ports.values()) port.leaveFile(next);
  }
  /** Another session file is recorded into from here on: it begins with what is open. */
  sessionBegan(): void {
    for (const port of this.#ports.values()) port.sessionBegan();
  }
  /** Why the session file takes nothing now, as a sentence; nothing where it does. */
  recordingChanged(notRecorded: string | undefined): void {
    if (this.#notRecorded === notRecorded) return;
    this.#notRecorded = notRecorded;
    for (const port of this.#ports.values()) this.#tell(port.state());
  }
  /** Who knows what is done with the configurations of this session: no port is given another profile under it. */
  followWork(workOn: PortSurroundings['workOn']): void {
    this.#workOn = workOn;
  }
  async close(): Promise<void> {
    this.#isClosed = true;
    this.#listing.close();
    await Promise.all(
      [...this.#ports.values()].map(async (port) => {
        await port.close(true);
        port.end();
      }),
    );
  }

  /** What crosses an open port while the session file takes nothing is in memory only: that is said where the port is. */
  #shown(state: PortState): PortState {
    const sentence = this.#notRecorded;
    const isOpen = state.phase !== 'closed' && state.phase !== 'lost';
    if (sentence === undefined || !isOpen) return state;
    const banner = { code: 'not-recorded', level: 'warning', sentence } as const;
    return { ...state, banners: [banner, ...state.banners] };
  }

  #tell(state: PortState): void {
    const shown = this.#shown(state);
    for (const listener of this.#listeners) listener(shown);
  }

  #port(path: string): ServicePort {
    const port = this.#find(path.trim());
    if (port !== undefined) return port;
    throw new ContractError('not-found', `${path} was not opened in this visit.`, { hint: 'Open it first.' });
  }

  /** By the name that it was opened by, or the one that its adapter has now. */
  #find(path: string): ServicePort | undefined {
    return this.#ports.get(path) ?? [...this.#ports.values()].find((port) => port.address === path);
  }
}
