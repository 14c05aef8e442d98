import { isJsonObject, type JsonObject } from '../../../../shared/json.ts';
import type { Connector } from '../../model/connector.ts';
import { costOf } from '../../model/tariff.ts';
import type { Transaction } from '../../model/transaction.ts';
import { perStation } from '../perStation.ts';
import type { StationBase } from '../stationBase.ts';
import { tariffsOf } from './tariffs.ts';

export const EXAMPLE_VAT_NUMBER = 'DE123456789';

interface Payment {
  /** Proven by VatNumberValidation. */
  vat: JsonObject;
  cancelTimeout: () => void;
}

/** Payments that a driver makes in the browser of a phone (OCPP 2.1 C25); one at a time for each EVSE. */
export class WebPayments {
  readonly #station: StationBase;
  readonly #open = new Map<number, Payment>();

  constructor(station: StationBase) {
    this.#station = station;
  }

  /** The EVSE is kept for the driver who pays; in this station every driver wants an invoice. */
  begin(evseId: number, timeoutS: number): void {
    this.#open.get(evseId)?.cancelTimeout();
    const payment: Payment = {
      vat: {},
      cancelTimeout: this.#station.clock.after(timeoutS * 1000, () => this.#open.delete(evseId)),
    };
    this.#open.set(evseId, payment);
    this.#station.calls.add({
      action: 'VatNumberValidation',
      payload: () => ({ vatNumber: EXAMPLE_VAT_NUMBER, evseId }),
      onReply(reply) {
        if (reply.kind !== 'result' || reply.payload['status'] !== 'Accepted') return;
        const { company, vatNumber } = reply.payload;
        if (typeof vatNumber !== 'string') return;
        payment.vat = isJsonObject(company) ? { vatNumber, vatCompany: company } : { vatNumber };
      },
    });
  }

  /** A transaction that ends at an EVSE with a payment is settled. */
  settle(connector: Connector, transaction: Transaction): void {
    const payment = this.#open.get(connector.id);
    if (payment === undefined) return;
    payment.cancelTimeout();
    this.#open.delete(connector.id);
    const settlement = this.settlement(connector, transaction);
    // The number may be validated only when this leaves.
    this.#station.calls.add({
      action: 'NotifySettlement',
      payload: () => ({ ...settlement, ...payment.vat }),
    });
  }

  settlement(connector: Connector, transaction: Transaction | undefined): JsonObject {
    const { clock, random } = this.#station;
    const tariff = tariffsOf(this.#station).of(connector.id, transaction);
    const startedAt = transaction?.startedAt ?? clock.now();
    const energyWh = connector.meter.registerWh - (transaction?.meterStartWh ?? connector.meter.registerWh);
    const cost = tariff === undefined ? 0 : costOf(tariff, energyWh, (clock.now() - startedAt) / 1000);
    return {
      ...(transaction === undefined ? {} : { transactionId: String(transaction.id) }),
      pspRef: `practice-${random.uuid()}`,
      status: 'Settled',
      settlementAmount: cost,
      settlementTime: clock.iso(),
      receiptId: `R-${connector.id}-${Math.floor(clock.now() / 1000)}`,
    };
  }
}

export const webPaymentsOf = perStation((station) => new WebPayments(station));
