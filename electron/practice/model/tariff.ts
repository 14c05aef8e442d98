import type { JsonObject } from '../../../shared/json.ts';
import { object, objects, optionalNumber, optionalObject, optionalText, text } from '../payload.ts';

/** A tariff of OCPP 2.1, as far as this station works with it. */
export interface Tariff {
  id: string;
  currency: string;
  validFrom: string | undefined;
  /** As received. */
  source: JsonObject;
}

/** Why a tariff cannot be taken (OCPP 2.1 part 2, TariffSetStatusEnumType). */
export type TariffObstacle = 'TooManyElements' | 'ConditionNotSupported';

const PARTS = ['energy', 'chargingTime', 'idleTime', 'fixedFee', 'reservationTime', 'reservationFixed'];
const MOST_ELEMENTS = 10;
/** Would have to be known while energy flows; the station settles at the end. */
const UNKNOWN_CONDITIONS = ['minCurrent', 'maxCurrent', 'minPower', 'maxPower', 'paymentBrand'];

export function readTariff(payload: JsonObject): Tariff {
  const source = object(payload, 'tariff');
  return {
    id: text(source, 'tariffId'),
    currency: text(source, 'currency'),
    validFrom: optionalText(source, 'validFrom'),
    source,
  };
}

function prices(source: JsonObject, part: string): JsonObject[] {
  const found = optionalObject(source, part);
  return found === undefined ? [] : objects(found, 'prices');
}

export function obstacleOf({ source }: Tariff): TariffObstacle | undefined {
  const elements = PARTS.flatMap((part) => prices(source, part));
  if (elements.length > MOST_ELEMENTS) return 'TooManyElements';
  const isTooHard = elements.some((element) => {
    const conditions = optionalObject(element, 'conditions') ?? {};
    return UNKNOWN_CONDITIONS.some((name) => conditions[name] !== undefined);
  });
  return isTooHard ? 'ConditionNotSupported' : undefined;
}

/** What a transaction costs without tax: the first price of each part counts, conditions are not looked at. */
export function costOf({ source }: Tariff, energyWh: number, durationS: number): number {
  const first = (part: string, field: string): number =>
    optionalNumber(prices(source, part)[0] ?? {}, field) ?? 0;
  const cost =
    first('energy', 'priceKwh') * (energyWh / 1000) +
    first('chargingTime', 'priceMinute') * (durationS / 60) +
    first('fixedFee', 'priceFixed');
  return Math.round(cost * 100) / 100;
}
