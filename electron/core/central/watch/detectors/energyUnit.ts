import type { Detection, Detector, NewFinding, StationEvent } from '../detector.ts';
import { meterSample } from './meterSample.ts';

/** What the register should have counted since `fromWh`, by the power that was reported. */
interface Window {
  fromWh: number;
  lastAt: number;
  lastPowerW: number;
  expectedWh: number;
}

/** Beyond this the power between two readings is a guess. */
const MAX_GAP_MS = 3_600_000;
/** Enough energy that a register in kWh must have moved. */
const JUDGED_WH = 1000;
const FROZEN_WH = 2500;
const MAX_PLACES = 200;

/**
 * Compares the energy register with power times time: a register that counts kWh but says Wh moves a thousand times
 * too slowly (or the reverse), and one that does not move at all is frozen.
 */
export class EnergyUnit implements Detector {
  readonly interest = { calls: ['MeterValues', 'TransactionEvent'] } as const;
  readonly #windows = new Map<string, Window>();

  observe(event: StationEvent): Detection | undefined {
    const sample = meterSample(event);
    if (sample?.energyWh === undefined || sample.powerW === undefined) return undefined;
    const { place, at, energyWh, powerW } = sample;
    const window = this.#windows.get(place);
    const gapMs = window === undefined ? 0 : at - window.lastAt;
    if (window === undefined || gapMs <= 0 || gapMs > MAX_GAP_MS || energyWh < window.fromWh) {
      this.#begin(place, energyWh, at, powerW);
      return undefined;
    }
    window.expectedWh += (((window.lastPowerW + powerW) / 2) * gapMs) / 3_600_000;
    window.lastAt = at;
    window.lastPowerW = powerW;
    const finding = judge(place, energyWh - window.fromWh, window.expectedWh);
    if (finding !== undefined || (energyWh > window.fromWh && window.expectedWh >= JUDGED_WH)) {
      this.#begin(place, energyWh, at, powerW);
    }
    return finding === undefined ? undefined : { findings: [finding] };
  }

  #begin(place: string, fromWh: number, lastAt: number, lastPowerW: number): void {
    if (this.#windows.size >= MAX_PLACES && !this.#windows.has(place)) return;
    this.#windows.set(place, { fromWh, lastAt, lastPowerW, expectedWh: 0 });
  }
}

function judge(place: string, countedWh: number, expectedWh: number): NewFinding | undefined {
  const should = `By the reported power it should have counted about ${Math.round(expectedWh)} Wh, but it counted ${Number(countedWh.toFixed(3))}`;
  if (countedWh === 0) {
    return expectedWh < FROZEN_WH
      ? undefined
      : {
          code: 'register-frozen',
          severity: 'warning',
          subject: place,
          message: `The energy register of ${place} does not move while power flows. ${should}.`,
          remedy:
            'Look at the register again after the car is unplugged, and at the connection to the meter.',
        };
  }
  if (expectedWh < JUDGED_WH && countedWh < JUDGED_WH) return undefined;
  const ratio = countedWh / Math.max(expectedWh, 1);
  if (ratio > 1 / 2000 && ratio < 1 / 400)
    return wrongUnit(place, `${should} “Wh”: the values are kWh labelled Wh.`, 'Multiply');
  if (ratio > 400 && ratio < 2000)
    return wrongUnit(place, `${should}: the values are Wh labelled kWh.`, 'Divide');
  return undefined;
}

function wrongUnit(place: string, proof: string, what: string): NewFinding {
  return {
    code: 'energy-unit-wrong',
    severity: 'warning',
    subject: place,
    message: `The energy register of ${place} has the wrong unit, by a factor of 1000. ${proof}`,
    remedy: `${what} its energy values by 1000, and look for a firmware update or a setting of the meter.`,
    clause: 'OCPP 1.6 §7 UnitOfMeasure',
  };
}
