import type { Json, JsonObject } from '../../../../../shared/json.ts';
import { integerOf, numberOf, objectOf, objectsOf, textOf } from '../../../../../shared/payloadFields.ts';
import { meterReading } from '../../station/meterReading.ts';
import { CappedMap } from '../capped.ts';
import { statusOf } from '../outcomeStatus.ts';
import type { Detection, Detector, StationEvent } from '../detector.ts';
import { found } from '../found.ts';

const KEPT = 32;
/** The car needs up to 5 s to follow (IEC 61851-1), the meter reading is some seconds old. */
const GRACE_MS = 30_000;
const IN_A_ROW = 3;
/** Meters are not exact, and neither are cars. */
const TOLERANCE = 1.1;

interface Limit {
  unit: 'A' | 'W';
  periods: ReadonlyArray<{ startS: number; limit: number }>;
  acceptedAt: number;
  above: number;
}

/** Charging profiles that the station accepted, while the car draws more than they allow. */
export class ProfileIgnored implements Detector {
  readonly interest = {
    calls: ['MeterValues', 'TransactionEvent'],
    outcomes: ['SetChargingProfile', 'ClearChargingProfile'],
  } as const;
  /** By connector or EVSE; 0 holds for each of them. */
  readonly #limits = new CappedMap<Limit>(KEPT);

  observe(event: StationEvent): Detection | undefined {
    if (event.type === 'outcome') {
      const { outcome, at } = event;
      if (statusOf(outcome) !== 'Accepted') return undefined;
      if (outcome.action === 'ClearChargingProfile') this.#limits.clear();
      else this.#accepted(objectOf(event.payload), at);
      return undefined;
    }
    if (event.type !== 'call' || this.#limits.size === 0) return undefined;
    return this.#measured(objectOf(event.payload), event.at);
  }

  #accepted(payload: JsonObject, at: number): void {
    const profile = objectOf(payload['csChargingProfiles'] ?? payload['chargingProfile']);
    const schedule = objectsOf(profile['chargingSchedule'])[0];
    const unit = textOf(schedule?.['chargingRateUnit']);
    // A profile that waits for its time or for the next transaction limits nothing that is measured.
    const isLater = profile['validFrom'] !== undefined || profile['recurrencyKind'] !== undefined;
    if (schedule === undefined || isLater || (unit !== 'A' && unit !== 'W')) return;
    const periods = objectsOf(schedule['chargingSchedulePeriod'])
      .slice(0, 100)
      .flatMap((period) => {
        const limit = numberOf(period['limit']);
        return limit === undefined ? [] : [{ startS: numberOf(period['startPeriod']) ?? 0, limit }];
      });
    const where = String(integerOf(payload['connectorId'] ?? payload['evseId']) ?? 0);
    if (periods.length > 0) this.#limits.set(where, { unit, periods, acceptedAt: at, above: 0 });
  }

  #measured(payload: JsonObject, at: number): Detection | undefined {
    const where = integerOf(payload['connectorId'] ?? payload['evseId'] ?? objectOf(payload['evse'])['id']);
    if (where === undefined || where === 0) return undefined;
    const limit = this.#limits.get(String(where)) ?? this.#limits.get('0');
    if (limit === undefined || at - limit.acceptedAt < GRACE_MS) return undefined;
    const allowed = allowedAt(limit, at);
    const drawn =
      limit.unit === 'A' ? currentA(payload['meterValue']) : meterReading(payload['meterValue']).powerW;
    if (allowed === undefined || drawn === undefined) return undefined;
    const margin = limit.unit === 'A' ? 1 : 250;
    limit.above = drawn > allowed * TOLERANCE + margin ? limit.above + 1 : 0;
    if (limit.above < IN_A_ROW) return undefined;
    limit.above = 0;
    return { findings: [ignored(where, allowed, drawn, limit.unit)] };
  }
}

function allowedAt({ periods, acceptedAt }: Limit, at: number): number | undefined {
  const elapsedS = (at - acceptedAt - GRACE_MS) / 1000;
  return periods.findLast(({ startS }) => startS <= elapsedS)?.limit;
}

/** The highest current of any phase, in A. */
function currentA(meterValues: Json | undefined): number | undefined {
  const values = objectsOf(meterValues)
    .flatMap((meterValue) => objectsOf(meterValue['sampledValue']))
    .filter((sample) => sample['measurand'] === 'Current.Import' && sample['phase'] !== 'N')
    .flatMap((sample) => {
      const value = numberOf(sample['value']);
      return value === undefined
        ? []
        : [value * 10 ** (numberOf(objectOf(sample['unitOfMeasure'])['multiplier']) ?? 0)];
    });
  return values.length === 0 ? undefined : Math.max(...values.slice(0, 100));
}

function ignored(where: number, allowed: number, drawn: number, unit: string): ReturnType<typeof found> {
  const [limit, value] = [allowed, drawn].map((amount) => `${Math.round(amount * 10) / 10} ${unit}`);
  return found(
    'error',
    'profile-not-applied',
    `The station accepted a limit of ${limit}, but ${value} are drawn on connector ${where}.`,
    {
      subject: `connector ${where}`,
      clause: 'OCPP 1.6 §5.16',
      remedy:
        'It does not apply the profile. Ask with GetCompositeSchedule what it believes; try the purpose TxDefaultProfile or TxProfile with the transaction’s id, the other unit (A or W) and stackLevel 0.',
    },
  );
}
