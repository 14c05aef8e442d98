import type { JsonObject } from '../../../../shared/json.ts';
import { isJsonObject } from '../../../../shared/json.ts';
import { perStation } from '../perStation.ts';
import type { StationBase } from '../stationBase.ts';
import { eventStreamsOf } from './eventStreams.ts';
import type { Monitor } from './monitor.ts';
import { MonitorState, type Observation } from './monitorState.ts';
import { FIRST_HARD_WIRED_ID, hardWiredMonitors } from './hardWired.ts';
import { reportEvents, type StationEvent } from './reportEvents.ts';

/** Everything is told (OCPP 2.0.1 N05: severities 0 to 9). */
export const HIGHEST_SEVERITY = 9;
/** How often the variables are looked at. */
const LOOK_MS = 1_000;

/** The monitors of a 2.x station: kept, looked at, and told of by events or streams (OCPP 2.0.1 N01 to N08). */
export class MonitorWatch {
  readonly #station: StationBase;
  readonly #monitors = new Map<number, { monitor: Monitor; state: MonitorState }>();
  /** Events of a higher number are not told (SetMonitoringLevel). */
  level = HIGHEST_SEVERITY;
  #isLooking = false;
  #looks = 0;

  constructor(station: StationBase) {
    this.#station = station;
    for (const monitor of hardWiredMonitors(station)) this.set(monitor);
  }

  list(): Monitor[] {
    return [...this.#monitors.values()].map(({ monitor }) => monitor);
  }

  find(id: number): Monitor | undefined {
    return this.#monitors.get(id)?.monitor;
  }

  nextId(): number {
    const own = [...this.#monitors.keys()].filter((id) => id < FIRST_HARD_WIRED_ID);
    return Math.max(0, ...own) + 1;
  }

  set(monitor: Monitor): void {
    this.#monitors.set(monitor.id, { monitor, state: new MonitorState(monitor, this.#time()) });
    if (!this.#isLooking) this.#arm();
  }

  remove(id: number): boolean {
    eventStreamsOf(this.#station).close(id);
    return this.#monitors.delete(id);
  }

  /** Takes away all that were set; the maker's stay. */
  clear(): void {
    for (const { id, isHardWired } of this.list()) if (!isHardWired) this.remove(id);
  }

  /** In ms of the station's life: at another speed the clock on the wall is no measure of it. */
  #time(): number {
    const { clock } = this.#station;
    return clock.speed === 1 ? clock.now() : this.#looks * LOOK_MS;
  }

  #arm(): void {
    this.#isLooking = true;
    this.#station.clock.after(LOOK_MS, () => {
      this.#isLooking = false;
      this.#looks += 1;
      if (this.#monitors.size === 0) return;
      this.#arm();
      this.#look();
    });
  }

  #look(): void {
    const streams = eventStreamsOf(this.#station);
    const events: StationEvent[] = [];
    for (const { monitor, state } of this.#monitors.values()) {
      const transactionId = this.#transactionOf(monitor);
      if (monitor.transaction && transactionId === undefined) continue;
      const seen = state.look(this.#time());
      if (seen === undefined) continue;
      if (streams.has(monitor.id)) streams.take(monitor.id, seen.actualValue);
      else if (monitor.severity <= this.level) events.push(this.#event(monitor, seen, transactionId));
    }
    reportEvents(this.#station, events);
  }

  /** The running transaction that a monitor's component has to do with. */
  #transactionOf({ component }: Monitor): string | undefined {
    const evse = component['evse'];
    const evseId = isJsonObject(evse) ? evse['id'] : undefined;
    const found = this.#station.connectors.find(
      ({ id, transaction }) => transaction !== undefined && (evseId === undefined || evseId === id),
    );
    return found?.transaction === undefined ? undefined : String(found.transaction.id);
  }

  #event(monitor: Monitor, seen: Observation, transactionId: string | undefined): StationEvent {
    const more: JsonObject = { variableMonitoringId: monitor.id };
    if (seen.trigger === 'Alerting') more['cleared'] = seen.isCleared;
    if (monitor.transaction && transactionId !== undefined) more['transactionId'] = transactionId;
    if (this.#station.version === '2.1') more['severity'] = monitor.severity;
    return {
      trigger: seen.trigger,
      actualValue: seen.actualValue,
      eventNotificationType: monitor.isHardWired ? 'HardWiredMonitor' : 'CustomMonitor',
      component: monitor.component,
      variable: monitor.variable,
      more,
    };
  }
}

export const monitorsOf = perStation((station) => new MonitorWatch(station));
