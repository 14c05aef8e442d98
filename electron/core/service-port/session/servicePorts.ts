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

export interface ServicePortsOptions {
  recorder: Recorder;
  profiles: PortProfiles;
  /** A station on the network with this serial number, as it told in BootNotification; its id. */
  stationWithSerial: (serialNumber: string) => string | undefined;
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

  constructor(options: ServicePortsOptions) {
    this.options = options;
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
    return [];
  }
  /** Fails with `not-found`. */
  state(_path: string): PortState {
    return unbuilt();
  }
  onChange(_listener: (state: PortState) => void): () => void {
    return () => undefined;
  }
  open(_wish: Params<'port.open'>): Promise<PortState> {
    return unbuilt();
  }
  closePort(_path: string): Promise<PortState> {
    return unbuilt();
  }
  forget(_path: string): void {
    unbuilt();
  }
  setLine(_path: string, _line: Params<'port.setLine'>['line']): Promise<PortState> {
    return unbuilt();
  }
  setSignals(_wish: Params<'port.signals'>): Promise<PortState> {
    return unbuilt();
  }
  send(_wish: Params<'port.send'>): Promise<Result<'port.send'>> {
    return unbuilt();
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
  console(_path: string): ConsoleBatch {
    return unbuilt();
  }
  onConsole(_path: string, _listener: (batch: ConsoleBatch) => void): () => void {
    return unbuilt();
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
  close(): Promise<void> {
    return Promise.resolve();
  }
}
