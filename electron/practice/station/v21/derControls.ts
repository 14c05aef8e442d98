import type { JsonObject } from '../../../../shared/json.ts';
import { perStation } from '../perStation.ts';
import type { StationBase } from '../stationBase.ts';

/** One control of the station's behaviour towards the grid (OCPP 2.1, block R). */
export interface DerControl {
  id: string;
  type: string;
  isDefault: boolean;
  /** 0 is the strongest. */
  priority: number;
  /** Epoch ms; nothing: at once, and for good. */
  startsAt: number | undefined;
  durationS: number | undefined;
  /** What was set: a curve, a set point and so on. */
  setting: JsonObject;
}

export interface InstalledControl extends DerControl {
  isSuperseded: boolean;
  cancelTimers: () => void;
}

export interface ControlFilter {
  id?: string | undefined;
  type?: string | undefined;
  isDefault?: boolean | undefined;
}

/** The controls that are installed; scheduled ones start and stop by themselves. */
export class DerControls {
  readonly #station: StationBase;
  readonly #installed = new Map<string, InstalledControl>();

  constructor(station: StationBase) {
    this.#station = station;
  }

  find({ id, type, isDefault }: ControlFilter): InstalledControl[] {
    return [...this.#installed.values()].filter(
      (control) =>
        (id === undefined || control.id === id) &&
        (type === undefined || control.type === type) &&
        (isDefault === undefined || control.isDefault === isDefault),
    );
  }

  /** Of one type only the strongest works. Answers with the ids of those that now do not, or nothing if it is weaker. */
  set(control: DerControl): string[] {
    this.remove(control.id);
    const rivals = this.find({ type: control.type, isDefault: control.isDefault });
    const isWeaker = rivals.some((rival) => !rival.isSuperseded && rival.priority < control.priority);
    const superseded = isWeaker ? [] : rivals.filter((rival) => !rival.isSuperseded);
    for (const rival of superseded) rival.isSuperseded = true;
    const installed = { ...control, isSuperseded: isWeaker, cancelTimers: () => undefined };
    this.#installed.set(control.id, installed);
    return superseded.map(({ id }) => id);
  }

  /** Tells when a control that is no default starts, and ends it after its duration (OCPP 2.1 R04). */
  schedule(id: string, supersededIds: readonly string[]): void {
    const control = this.#installed.get(id);
    if (control === undefined || control.isDefault) return;
    const { clock } = this.#station;
    const stop = (): void => {
      this.#tell(id, false, []);
      this.remove(id);
    };
    const start = (): void => {
      this.#tell(id, true, supersededIds);
      const { durationS } = control;
      if (durationS !== undefined) control.cancelTimers = clock.after(durationS * 1000, stop);
    };
    const waitMs = (control.startsAt ?? 0) - clock.now();
    if (waitMs <= 0) start();
    else control.cancelTimers = clock.after(waitMs, start);
  }

  /** The next one in rank takes over. */
  remove(id: string): boolean {
    const control = this.#installed.get(id);
    if (control === undefined) return false;
    control.cancelTimers();
    this.#installed.delete(id);
    const heirs = this.find({ type: control.type, isDefault: control.isDefault });
    const heir = heirs.toSorted((a, b) => a.priority - b.priority)[0];
    if (!control.isSuperseded && heir !== undefined) heir.isSuperseded = false;
    return true;
  }

  #tell(controlId: string, started: boolean, supersededIds: readonly string[]): void {
    this.#station.notify('NotifyDERStartStop', {
      controlId,
      started,
      timestamp: this.#station.clock.iso(),
      ...(supersededIds.length === 0 ? {} : { supersededIds: [...supersededIds] }),
    });
  }
}

export const derControlsOf = perStation((station) => new DerControls(station));
