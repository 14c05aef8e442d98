import type { JsonObject } from '../../../../../shared/json.ts';
import { issueOf } from '../../sessionIssue.ts';
import { numberOf, objectOf, objectsOf, textOf } from '../../../../../shared/payloadFields.ts';
import type { Detection, Detector, StationEvent } from '../detector.ts';
import { connectorPlace } from './meterSample.ts';

/** A current that leaves the car, reported while the car is charged: the station mixes up the directions. */
export class ExportWhileCharging implements Detector {
  readonly interest = { calls: ['StatusNotification', 'MeterValues'] } as const;
  readonly #charging = new Set<string>();

  observe(event: StationEvent): Detection | undefined {
    if (event.type !== 'call') return undefined;
    if (event.action !== 'StatusNotification' && event.action !== 'MeterValues') return undefined;
    const payload = objectOf(event.payload);
    const place = connectorPlace(payload['connectorId']);
    if (place === undefined) return undefined;
    if (event.action === 'StatusNotification') {
      if (textOf(payload['status']) === 'Charging') this.#charging.add(place);
      else this.#charging.delete(place);
      return undefined;
    }
    if (!this.#charging.has(place)) return undefined;
    const values = objectsOf(payload['meterValue']);
    // Import comes first: nearly every message has it, and needs no more than this look.
    if (hasSample(values, isImport) || !hasSample(values, isExport)) return undefined;
    const message = `Current.Export is reported while ${place} is Charging. A charger that cannot feed back means Current.Import: read it as that.`;
    return { issues: [issueOf('warning', 'export-while-charging', message, 'OCPP 1.6 §7 Measurand')] };
  }
}

function hasSample(values: readonly JsonObject[], isWanted: (sample: JsonObject) => boolean): boolean {
  return values.some((value) => objectsOf(value['sampledValue']).some(isWanted));
}

function isExport(sample: JsonObject): boolean {
  return sample['measurand'] === 'Current.Export' && (numberOf(sample['value']) ?? 0) > 0;
}

function isImport(sample: JsonObject): boolean {
  return sample['measurand'] === 'Current.Import';
}
