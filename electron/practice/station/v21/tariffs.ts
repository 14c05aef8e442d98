import type { JsonObject } from '../../../../shared/json.ts';
import type { Connector } from '../../model/connector.ts';
import type { Tariff } from '../../model/tariff.ts';
import type { Transaction } from '../../model/transaction.ts';
import { perStation } from '../perStation.ts';

/** The default tariff of each EVSE, and those of single transactions (OCPP 2.1 I07 to I12). */
export class Tariffs {
  readonly #defaults = new Map<number, Tariff>();
  readonly #ofTransactions = new WeakMap<Transaction, Tariff>();

  /** A tariff of the same id that says something else is in use at another EVSE. */
  isDouble(tariff: Tariff, evseIds: readonly number[]): boolean {
    return [...this.#defaults].some(
      ([evseId, other]) =>
        other.id === tariff.id &&
        !evseIds.includes(evseId) &&
        JSON.stringify(other.source) !== JSON.stringify(tariff.source),
    );
  }

  setDefault(evseIds: readonly number[], tariff: Tariff): void {
    for (const evseId of evseIds) this.#defaults.set(evseId, tariff);
  }

  setForTransaction(transaction: Transaction, tariff: Tariff): void {
    this.#ofTransactions.set(transaction, tariff);
  }

  of(evseId: number, transaction: Transaction | undefined): Tariff | undefined {
    const own = transaction === undefined ? undefined : this.#ofTransactions.get(transaction);
    return own ?? this.#defaults.get(evseId);
  }

  /** Removes default tariffs; without ids all of them. Answers with the ids that were there. */
  clear(evseIds: readonly number[], ids: readonly string[] | undefined): Set<string> {
    const removed = new Set<string>();
    for (const [evseId, { id }] of this.#defaults) {
      if (!evseIds.includes(evseId) || ids?.includes(id) === false) continue;
      this.#defaults.delete(evseId);
      removed.add(id);
    }
    return removed;
  }

  /** In the words of GetTariffs: which tariff is assigned to what. */
  assignments(connectors: readonly Connector[]): JsonObject[] {
    const defaults = new Map<Tariff, number[]>();
    for (const { id } of connectors) {
      const tariff = this.#defaults.get(id);
      if (tariff !== undefined) defaults.set(tariff, [...(defaults.get(tariff) ?? []), id]);
    }
    const ofDrivers = connectors.flatMap(({ id, transaction }) => {
      const tariff = transaction === undefined ? undefined : this.#ofTransactions.get(transaction);
      if (tariff === undefined || transaction === undefined) return [];
      return [assignment(tariff, 'DriverTariff', { evseIds: [id], idTokens: [transaction.token.idToken] })];
    });
    return [
      ...[...defaults].map(([tariff, evseIds]) => assignment(tariff, 'DefaultTariff', { evseIds })),
      ...ofDrivers,
    ];
  }
}

function assignment({ id, validFrom }: Tariff, tariffKind: string, of: JsonObject): JsonObject {
  return { tariffId: id, tariffKind, ...(validFrom === undefined ? {} : { validFrom }), ...of };
}

export const tariffsOf = perStation(() => new Tariffs());
