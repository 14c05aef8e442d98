import type { Json, JsonObject } from '../../../../shared/json.ts';
import type { Connector } from '../../../../shared/station/station.ts';
import { integerOf, objectOf, textOf } from '../../../../shared/payloadFields.ts';

/** A transaction of 1.5 or 1.6, as far as it was seen. Times are epoch ms, energies Wh. */
export interface KnownTransaction {
  id: string;
  connectorId: number;
  idTag?: string | undefined;
  meterStart?: number | undefined;
  startedAt?: number | undefined;
  stoppedAt?: number | undefined;
}

/**
 * How a message was matched to a transaction: `id` is what it says, `transaction` what it must mean.
 * `exact`: by its id; `closed`: by its id, but that one was stopped before; `guessed`: its id means none, but connector,
 * time, meter and tag do; `own`: an id that was never seen here; `none`: nothing fits.
 */
export interface Attachment {
  how: 'exact' | 'closed' | 'guessed' | 'own' | 'none';
  id: string | undefined;
  transaction?: KnownTransaction;
}

/** What the register reads of a call and of its answer. */
interface TransactionCall {
  at: number;
  action: string;
  payload: Json;
  answer?: JsonObject;
}

const KEPT = 50;
const LONGEST_ID = 100;
/** Ids that stations send for want of one. */
const PLACEHOLDERS = new Set(['0', '-1']);

export function isPlaceholder(id: string | undefined): boolean {
  return id === undefined || PLACEHOLDERS.has(id);
}

/** The latest transactions of one station, to tell what a message with a wrong transaction id belongs to. */
export class TransactionRegister {
  /** Oldest first. */
  readonly #transactions: KnownTransaction[] = [];

  constructor(connectors: readonly Connector[] = []) {
    for (const { connectorId, evseId, transactionId } of connectors) {
      if (transactionId !== undefined && evseId === undefined) this.#add({ id: transactionId, connectorId });
    }
  }

  /** What a MeterValues or StopTransaction belongs to; nothing for what belongs to no transaction. */
  attach({ action, payload }: Pick<TransactionCall, 'action' | 'payload'>): Attachment | undefined {
    const fields = objectOf(payload);
    if (action === 'StopTransaction') return this.#attachStop(fields);
    return action === 'MeterValues' ? this.#attachMeterValues(fields) : undefined;
  }

  /** Takes note of a call, once it was answered. */
  apply({ action, payload, answer, at }: TransactionCall, attachment: Attachment | undefined): void {
    const fields = objectOf(payload);
    const { transaction } = attachment ?? {};
    if (action === 'StartTransaction') this.#start(fields, answer, at);
    if (action !== 'StopTransaction') return;
    if (transaction !== undefined) transaction.stoppedAt ??= at;
    else if (attachment?.id !== undefined && attachment.id.length <= LONGEST_ID)
      this.#add({ id: attachment.id, connectorId: 0, stoppedAt: at });
  }

  /** The latest one of a connector that was not stopped. */
  running(connectorId: number): KnownTransaction | undefined {
    return this.#transactions.findLast(
      (one) => one.connectorId === connectorId && one.stoppedAt === undefined,
    );
  }

  #start(fields: JsonObject, answer: JsonObject | undefined, at: number): void {
    const id = textOf(answer?.['transactionId']);
    const connectorId = integerOf(fields['connectorId']);
    if (id === undefined || id.length > LONGEST_ID || connectorId === undefined) return;
    // The retry of a start that was answered before gets the same id.
    if (this.#find(id) !== undefined) return;
    const tag = textOf(fields['idTag']);
    const meterStart = integerOf(fields['meterStart']);
    // A tag of more than 20 characters is no tag (OCPP 1.6 §7.15).
    const idTag = tag === undefined || tag.length > LONGEST_ID ? undefined : tag;
    this.#add({ id, connectorId, idTag, meterStart, startedAt: at });
  }

  #attachStop(fields: JsonObject): Attachment {
    const id = textOf(fields['transactionId']);
    const known = id === undefined ? undefined : this.#find(id);
    if (known !== undefined) return { how: howOf(known), id, transaction: known };
    if (!isPlaceholder(id)) return { how: 'own', id };
    const guess = this.#likeliest(textOf(fields['idTag']), integerOf(fields['meterStop']));
    return guess === undefined ? { how: 'none', id } : { how: 'guessed', id, transaction: guess };
  }

  #attachMeterValues(fields: JsonObject): Attachment | undefined {
    const id = textOf(fields['transactionId']);
    const connectorId = integerOf(fields['connectorId']);
    const known = id === undefined ? undefined : this.#find(id);
    if (known !== undefined && howOf(known) === 'exact') return { how: 'exact', id, transaction: known };
    const running = connectorId === undefined ? undefined : this.running(connectorId);
    if (running !== undefined) return { how: 'guessed', id, transaction: running };
    if (known !== undefined) return { how: 'closed', id, transaction: known };
    // Readings outside of a transaction are as they should be.
    if (isPlaceholder(id)) return undefined;
    return { how: 'own', id };
  }

  /** The running transaction that a stop without an id of any use means: the same card, and a meter that went on. */
  #likeliest(idTag: string | undefined, meterStop: number | undefined): KnownTransaction | undefined {
    const running = this.#transactions.filter(({ stoppedAt }) => stoppedAt === undefined);
    const fits = running.filter(
      ({ meterStart }) => meterStop === undefined || meterStart === undefined || meterStart <= meterStop,
    );
    const sameCard = fits.filter((one) => idTag !== undefined && one.idTag === idTag);
    const candidates = sameCard.length > 0 ? sameCard : fits;
    // Of several the one whose meter is nearest: meters of connectors differ, and a session adds little.
    const distance = (one: KnownTransaction): number =>
      meterStop === undefined || one.meterStart === undefined ? Infinity : meterStop - one.meterStart;
    return candidates.toSorted((a, b) => distance(a) - distance(b))[0];
  }

  #find(id: string): KnownTransaction | undefined {
    return this.#transactions.findLast((one) => one.id === id);
  }

  #add(transaction: KnownTransaction): void {
    this.#transactions.push(transaction);
    if (this.#transactions.length > KEPT) this.#transactions.shift();
  }
}

function howOf({ stoppedAt }: KnownTransaction): 'exact' | 'closed' {
  return stoppedAt === undefined ? 'exact' : 'closed';
}
