import type { Monitor } from './monitor.ts';

export interface Observation {
  trigger: 'Alerting' | 'Delta' | 'Periodic';
  actualValue: string;
  /** The value is within its threshold again. */
  isCleared: boolean;
}

function observation(trigger: Observation['trigger'], actualValue: string, isCleared = false): Observation {
  return { trigger, actualValue, isCleared };
}

/** Looks do not fall on the very ms. */
const TOLERANCE_MS = 500;

/** What one monitor remembers between two looks at its variable. */
export class MonitorState {
  readonly #monitor: Monitor;
  #isRaised = false;
  #reported: string;
  #dueAt: number;

  /** `at`: epoch ms. */
  constructor(monitor: Monitor, at: number) {
    this.#monitor = monitor;
    this.#reported = monitor.read();
    this.#dueAt = this.#nextAt(at);
  }

  /** Looks at the variable; answers with what has to be told (OCPP 2.0.1 N07, N08). */
  look(at: number): Observation | undefined {
    const value = this.#monitor.read();
    switch (this.#monitor.type) {
      case 'UpperThreshold':
        return this.#threshold(value, Number(value) > this.#monitor.value);
      case 'LowerThreshold':
        return this.#threshold(value, Number(value) < this.#monitor.value);
      case 'Periodic':
      case 'PeriodicClockAligned':
        return this.#periodic(value, at);
      default:
        return this.#delta(value);
    }
  }

  #threshold(value: string, isBeyond: boolean): Observation | undefined {
    if (isBeyond === this.#isRaised) return undefined;
    this.#isRaised = isBeyond;
    return observation('Alerting', value, !isBeyond);
  }

  /** For what is no number any change counts (OCPP 2.0.1 part 2, MonitorEnumType). */
  #delta(value: string): Observation | undefined {
    const difference = Math.abs(Number(value) - Number(this.#reported));
    const isChanged = Number.isNaN(difference)
      ? value !== this.#reported
      : difference > 0 && difference >= this.#monitor.value;
    if (!isChanged) return undefined;
    this.#reported = value;
    return observation('Delta', value);
  }

  #periodic(value: string, at: number): Observation | undefined {
    if (at < this.#dueAt - TOLERANCE_MS) return undefined;
    this.#dueAt = this.#nextAt(Math.max(at - TOLERANCE_MS, this.#dueAt));
    return observation('Periodic', value);
  }

  #nextAt(at: number): number {
    const intervalMs = Math.max(1, this.#monitor.value) * 1000;
    return this.#monitor.type === 'PeriodicClockAligned'
      ? at + intervalMs - (at % intervalMs)
      : at + intervalMs;
  }
}
