import { ContractError } from '../../../../shared/contract/failure.ts';
import type { Params, Result } from '../../../../shared/contract/methods.ts';
import type { ConsoleBatch } from '../../../../shared/service-port/consoleBatch.ts';
import type { ItemReading } from '../../../../shared/service-port/driverItem.ts';
import type { PortList } from '../../../../shared/service-port/portInfo.ts';
import type { PortState } from '../../../../shared/service-port/portState.ts';
import type { RateDetection } from '../../../../shared/service-port/rateDetection.ts';
import type { Recorder } from '../../trace/store/newRecord.ts';
import type { ChargerDriver } from '../drivers/chargerDriver.ts';
import type { PortLine } from '../line/portLine.ts';
import type { PortProfiles } from '../profiles/portProfiles.ts';
import { unbuilt } from '../unbuilt.ts';
import { shortName } from './linkedStation.ts';
import type { PortSurroundings } from './portSurroundings.ts';
import { openTransport } from '../transport/openTransport.ts';
import { ServicePort } from './servicePort.ts';

export interface ServicePortsOptions {
  recorder: Recorder;
  profiles: PortProfiles;
  /** The stations on the network with this serial number, as they told in BootNotification; their ids. */
  stationsWithSerial: (serialNumber: string) => readonly string[];
  /** Where what is remembered of adapters lies; absent: only until the end. */
  folder: string | undefined;
  log: (line: string) => void;
}

/** What a run has of a port while it holds it alone. */
export interface HeldPort {
  line: PortLine;
  driver: ChargerDriver | undefined;
  state: () => PortState;
  /** Identifies the device again. */
  identify: (signal: AbortSignal) => Promise<PortState>;
  release: () => void;
}

/** The serial ports of this computer and what is done with them. It outlives the session file. */
export class ServicePorts {
  readonly options: ServicePortsOptions;

  readonly #ports = new Map<string, ServicePort>();
  readonly #listeners = new Set<(state: PortState) => void>();
  readonly #around: PortSurroundings;

  constructor(options: ServicePortsOptions) {
    this.options = options;
    this.#around = {
      recorder: options.recorder,
      openTransport,
      infoOf: (path) => ({ path, origin: 'typed', name: shortName(path), deviceKey: path, isGone: false }),
      stationsWithSerial: options.stationsWithSerial,
      onChange: (state) => {
        for (const listener of this.#listeners) listener(state);
      },
      log: options.log,
    };
  }

  list(): Promise<PortList> {
    return Promise.resolve({ ports: [], hints: [] });
  }
  /** The latest list; looked at again while anybody listens. */
  latestList(): PortList {
    return { ports: [], hints: [] };
  }
  onListChange(_listener: (list: PortList) => void): () => void {
    return () => undefined;
  }
  states(): PortState[] {
    return [...this.#ports.values()].map((port) => port.state());
  }
  /** Fails with `not-found`. */
  state(path: string): PortState {
    return this.#port(path).state();
  }
  onChange(listener: (state: PortState) => void): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }
  open(wish: Params<'port.open'>): Promise<PortState> {
    const port = this.#ports.get(wish.path) ?? new ServicePort(wish.path, this.#around);
    this.#ports.set(wish.path, port);
    return port.open(wish);
  }
  closePort(path: string): Promise<PortState> {
    return this.#port(path).close();
  }
  /** Fails with `not-found`, and with `conflict` while it is open. */
  forget(path: string): void {
    if (this.#port(path).isOpen) {
      throw new ContractError('conflict', `${path} is open.`, { hint: 'Close it first.' });
    }
    this.#ports.delete(path);
  }
  setLine(path: string, line: Params<'port.setLine'>['line']): Promise<PortState> {
    return this.#port(path).setLine(line);
  }
  setSignals(_wish: Params<'port.signals'>): Promise<PortState> {
    return unbuilt();
  }
  send(wish: Params<'port.send'>): Promise<Result<'port.send'>> {
    return this.#port(wish.path).send(wish);
  }
  detect(_wish: Params<'port.detect'>, _signal: AbortSignal): Promise<RateDetection> {
    return unbuilt();
  }
  detection(_path: string): RateDetection {
    return unbuilt();
  }
  onDetection(_path: string, _listener: (detection: RateDetection) => void): () => void {
    return unbuilt();
  }
  identify(_path: string, _signal: AbortSignal): Promise<Result<'port.identify'>> {
    return unbuilt();
  }
  items(_path: string): Result<'port.items'> {
    return unbuilt();
  }
  read(_path: string, _keys: readonly string[] | undefined, _signal: AbortSignal): Promise<ItemReading[]> {
    return unbuilt();
  }
  /** Writes one item and reads it back. */
  write(
    _path: string,
    _key: string,
    _value: string,
    _signal: AbortSignal,
  ): ReturnType<ChargerDriver['write']> {
    return unbuilt();
  }
  scanUnits(_wish: Params<'port.scanUnits'>, _signal: AbortSignal): Promise<Result<'port.scanUnits'>> {
    return unbuilt();
  }
  /** The latest part of what crossed a port. */
  console(path: string): ConsoleBatch {
    return this.#port(path).console.snapshot();
  }
  onConsole(path: string, listener: (batch: ConsoleBatch) => void): () => void {
    return this.#port(path).console.listen(listener);
  }
  values(_path: string): ItemReading[] {
    return unbuilt();
  }
  onValues(_path: string, _listener: (values: ItemReading[]) => void): () => void {
    return unbuilt();
  }
  /** Takes a port for a run: nothing else is sent until it is released. Fails with `busy` or `unavailable`. */
  hold(_path: string, _work: string): HeldPort {
    return unbuilt();
  }
  async close(): Promise<void> {
    await Promise.all([...this.#ports.values()].map((port) => port.close()));
  }

  #port(path: string): ServicePort {
    const port = this.#ports.get(path);
    if (port === undefined) {
      throw new ContractError('not-found', `${path} was not opened in this visit.`, {
        hint: 'Open it first.',
      });
    }
    return port;
  }
}
