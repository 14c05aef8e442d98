import type { Json } from '../../json.ts';
import { listOf, numberOf, objectOf, textOf } from './reading.ts';
import type { Summaries } from './summary.ts';
import {
  address,
  counted,
  firstOf,
  grouped,
  joined,
  labelled,
  place,
  status,
  transaction,
} from './wording.ts';

/** Prices and payment, of 2.x. */
export const TARIFFS: Summaries = {
  CostUpdated: {
    request: (payload) => joined([transaction(payload), labelled('cost', amount(payload, 'totalCost'))]),
  },
  SetDefaultTariff: { request: (payload) => joined([place(payload), sayTariff(payload)]) },
  ChangeTransactionTariff: {
    request: (payload) => joined([transaction(payload), sayTariff(payload)]),
  },
  GetTariffs: {
    request: (payload) => joined(['tariffs of', place(payload)], ' '),
    response: (payload) =>
      joined([
        status(payload),
        firstOf(payload, 'tariffAssignments', (item) =>
          joined([textOf(item, 'tariffId'), textOf(item, 'tariffKind')], ' '),
        ),
      ]),
  },
  ClearTariffs: {
    request(payload) {
      const ids = listOf(payload, 'tariffIds');
      const [first] = ids;
      const which =
        ids.length === 0
          ? 'all tariffs'
          : ids.length === 1 && typeof first === 'string'
            ? labelled('tariff', first.slice(0, 40))
            : counted(ids.length, 'tariff');
      return joined([which, place(payload)]);
    },
    response: (payload) =>
      firstOf(payload, 'clearTariffsResult', (item) =>
        joined([status(item), labelled('tariff', textOf(item, 'tariffId'))]),
      ),
  },
  NotifySettlement: {
    request: (payload) =>
      joined([
        textOf(payload, 'status'),
        labelled('amount', amount(payload, 'settlementAmount')),
        transaction(payload),
        textOf(payload, 'statusInfo'),
        labelled('payment', textOf(payload, 'pspRef')),
        labelled('at', textOf(payload, 'settlementTime')),
        labelled('receipt', textOf(payload, 'receiptId')),
      ]),
    response: (payload) =>
      joined([labelled('receipt', textOf(payload, 'receiptId')), address(payload, 'receiptUrl')]),
  },
  NotifyWebPaymentStarted: {
    request: (payload) =>
      joined([place(payload), labelled('the driver has', withSeconds(payload)), 'to pay on a web page']),
  },
  VatNumberValidation: {
    request: (payload) => joined([labelled('VAT number', textOf(payload, 'vatNumber')), place(payload)]),
    response: (payload) =>
      joined([
        status(payload),
        labelled('VAT number', textOf(payload, 'vatNumber')),
        textOf(objectOf(payload, 'company'), 'name'),
        place(payload),
      ]),
  },
};

/** `tariff T1, 0.45 EUR/kWh, 0.10 EUR/min idle`. */
function sayTariff(payload: Json): string | undefined {
  const tariff = objectOf(payload, 'tariff');
  const currency = textOf(tariff, 'currency') ?? '';
  const price = (key: string, field: string, unit: string): string | undefined => {
    const first = listOf(objectOf(tariff, key), 'prices')[0];
    const value = numberOf(first, field);
    return value === undefined ? undefined : `${value} ${currency}${unit}`;
  };
  return joined([
    labelled('tariff', textOf(tariff, 'tariffId')),
    price('energy', 'priceKwh', '/kWh'),
    price('chargingTime', 'priceMinute', '/min charging'),
    price('idleTime', 'priceMinute', '/min idle'),
    price('fixedFee', 'priceFixed', ' once'),
    labelled('from', textOf(tariff, 'validFrom')),
  ]);
}

/** A sum of money; its currency is the tariff's, which this message does not tell. */
export function amount(payload: Json | undefined, key: string): string | undefined {
  const value = numberOf(payload, key);
  return value === undefined ? undefined : grouped(value, 2);
}

function withSeconds(payload: Json): string | undefined {
  const timeout = numberOf(payload, 'timeout');
  return timeout === undefined ? undefined : `${grouped(timeout)} s`;
}
