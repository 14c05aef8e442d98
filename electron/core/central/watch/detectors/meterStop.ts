import type { JsonObject } from '../../../../../shared/json.ts';
import { numberOf, objectOf, textOf } from '../../../../../shared/payloadFields.ts';
import { stationTime } from '../../station/stationTime.ts';
import type { Detection, Detector, NewFinding, StationEvent } from '../detector.ts';
import { connectorPlace, meterSample, type MeterSample } from './meterSample.ts';

/** What is known of the meter of one connector. Energies in Wh, `at` the station's time in epoch ms. */
interface Meter {
  start?: number;
  transactionId?: string;
  last?: { energyWh: number; at: number };
  stop?: { energyWh: number; at: number };
}

/** A meter counts a little after the contactor has opened. */
const TOLERANCE_WH = 10;
const MAX_PLACES = 200;
const CLAUSE = 'OCPP 1.6 §6 StopTransaction.req';

/** `meterStop` against what the same meter said before and says later. */
export class MeterStop implements Detector {
  readonly interest = { calls: ['StartTransaction', 'StopTransaction', 'MeterValues'] } as const;
  readonly #meters = new Map<string, Meter>();

  observe(event: StationEvent): Detection | undefined {
    if (event.type !== 'call') return undefined;
    if (event.action === 'StartTransaction') this.#started(objectOf(event.payload));
    const finding =
      event.action === 'StopTransaction'
        ? this.#stopped(objectOf(event.payload), event.at)
        : event.action === 'MeterValues'
          ? this.#metered(meterSample(event))
          : undefined;
    return finding === undefined ? undefined : { findings: [finding] };
  }

  #started(payload: JsonObject): void {
    const place = connectorPlace(payload['connectorId']);
    if (place === undefined || (this.#meters.size >= MAX_PLACES && !this.#meters.has(place))) return;
    const start = numberOf(payload['meterStart']);
    this.#meters.set(place, start === undefined ? {} : { start });
  }

  #metered(sample: MeterSample | undefined): NewFinding | undefined {
    const meter = sample === undefined ? undefined : this.#meters.get(sample.place);
    if (sample === undefined || meter === undefined) return undefined;
    if (meter.stop === undefined && sample.transactionId !== undefined)
      meter.transactionId = sample.transactionId;
    if (sample.energyWh === undefined) return undefined;
    const { place, at, energyWh } = sample;
    const { stop } = meter;
    if (stop === undefined) {
      meter.last = { energyWh, at };
      return undefined;
    }
    if (at < stop.at || Math.abs(energyWh - stop.energyWh) <= TOLERANCE_WH) return undefined;
    return differs(place, stop.energyWh, `the meter value that came after it says ${energyWh} Wh`);
  }

  #stopped(payload: JsonObject, at: number): NewFinding | undefined {
    const stop = numberOf(payload['meterStop']);
    const transactionId = textOf(payload['transactionId']);
    if (stop === undefined) return undefined;
    if (stop < 0) return negative(stop, transactionId);
    const found = this.#meterOf(transactionId);
    if (found === undefined) return undefined;
    const [place, meter] = found;
    const { start, last } = meter;
    meter.stop = { energyWh: stop, at: stationTime(textOf(payload['timestamp']), at) ?? at };
    if (start !== undefined && stop < start) return belowStart(place, stop, start);
    if (last !== undefined && stop < last.energyWh - TOLERANCE_WH) {
      return differs(place, stop, `a meter value before it said ${last.energyWh} Wh`);
    }
    return undefined;
  }

  /** The connector of a transaction: named by its meter values, or the only one where one runs. */
  #meterOf(transactionId: string | undefined): [string, Meter] | undefined {
    const running = [...this.#meters].filter(([, meter]) => meter.stop === undefined);
    const named = running.find(
      ([, meter]) => meter.transactionId !== undefined && meter.transactionId === transactionId,
    );
    return named ?? (running.length === 1 ? running[0] : undefined);
  }
}

function negative(stop: number, transactionId: string | undefined): NewFinding {
  return {
    code: 'meter-stop-negative',
    severity: 'warning',
    ...(transactionId === undefined ? {} : { subject: `transaction ${transactionId}` }),
    message: `The station ended a transaction with meterStop ${stop}: it could not read its meter.`,
    remedy:
      'Look at the connection to the meter. Take the energy from the last meter value of the transaction.',
    clause: CLAUSE,
  };
}

function belowStart(place: string, stop: number, start: number): NewFinding {
  return {
    code: 'meter-stop-below-start',
    severity: 'warning',
    subject: place,
    message: `On ${place} meterStop is ${stop} Wh and meterStart was ${start} Wh: the transaction would have given energy back.`,
    remedy: 'A difference of 1 Wh is rounding; a larger one is a meter that was exchanged or restarted.',
    clause: CLAUSE,
  };
}

function differs(place: string, stop: number, other: string): NewFinding {
  return {
    code: 'meter-stop-differs',
    severity: 'warning',
    subject: place,
    message: `On ${place} meterStop is ${stop} Wh, but ${other}.`,
    remedy: 'Compare with the display of the meter; bills are made from meterStop.',
    clause: CLAUSE,
  };
}
