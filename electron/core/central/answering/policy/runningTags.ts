import type { Json, JsonObject } from '../../../../../shared/json.ts';
import { sameTagKey } from '../../../../../shared/station/answerPolicy.ts';
import { objectOf, textOf } from '../../../../../shared/payloadFields.ts';

/** A transaction that a tag pays for. `place` is its connector or EVSE, of which each runs one at a time. */
interface Running {
  key: string;
  tag: string;
  stationId: string;
  place: string | undefined;
}

/** A call that begins, goes on with or ends a transaction, as far as tags are concerned. */
export interface TagUse {
  stationId: string;
  action: string;
  payload: JsonObject;
}

/** Stations that never end a transaction must not fill the memory. */
const LIMIT = 5000;

/** Which tags run transactions, at any station: what ConcurrentTx is answered for (OCPP 1.6 §7.2, 2.x C). */
export class RunningTags {
  readonly #byKey = new Map<string, Running>();

  /** Whether a tag that asks for a transaction runs another one already. */
  isElsewhere(tag: string, use: TagUse): boolean {
    const wanted = sameTagKey(tag);
    const place = placeOf(use);
    const key = eventKey(use);
    for (const running of this.#byKey.values()) {
      if (running.tag !== wanted || running.key === key) continue;
      // A connector has one transaction: what it ran before has ended, though nobody told.
      const isSamePlace =
        running.stationId === use.stationId && place !== undefined && running.place === place;
      if (!isSamePlace) return true;
    }
    return false;
  }

  /** Forgets the transactions of stations that are not connected: another file is recorded into. */
  enterFile(isConnected: (stationId: string) => boolean): void {
    for (const [key, { stationId }] of this.#byKey) if (!isConnected(stationId)) this.#byKey.delete(key);
  }

  /** Takes note of what a call and its answer mean; without an answer a transaction of 1.x has no number. */
  note(use: TagUse, tag: string | undefined, answer: JsonObject | undefined): void {
    const { stationId, action, payload } = use;
    if (action === 'StopTransaction') {
      this.#byKey.delete(keyOf(stationId, payload['transactionId']));
      return;
    }
    const key =
      answer !== undefined && action === 'StartTransaction'
        ? keyOf(stationId, answer['transactionId'])
        : eventKey(use);
    if (key === undefined) return;
    if (payload['eventType'] === 'Ended') {
      this.#byKey.delete(key);
      return;
    }
    const status = answeredStatus(answer);
    if (tag === undefined || (status !== undefined && status !== 'Accepted')) return;
    const place = placeOf(use) ?? this.#byKey.get(key)?.place;
    for (const before of this.#byKey.values()) {
      if (before.stationId === stationId && before.place === place && place !== undefined) {
        this.#byKey.delete(before.key);
      }
    }
    this.#byKey.set(key, { key, tag: sameTagKey(tag), stationId, place });
    if (this.#byKey.size > LIMIT) this.#byKey.delete(this.#byKey.keys().next().value ?? key);
  }
}

/** What a tag was answered. */
export function answeredStatus(answer: JsonObject | undefined): string | undefined {
  return textOf(objectOf(answer?.['idTagInfo'] ?? answer?.['idTokenInfo'])['status']);
}

function keyOf(stationId: string, transactionId: Json | undefined): string {
  return JSON.stringify([stationId, textOf(transactionId) ?? null]);
}

function eventKey({ stationId, action, payload }: TagUse): string | undefined {
  if (action !== 'TransactionEvent') return undefined;
  return keyOf(stationId, objectOf(payload['transactionInfo'])['transactionId']);
}

function placeOf({ action, payload }: TagUse): string | undefined {
  return textOf(action === 'TransactionEvent' ? objectOf(payload['evse'])['id'] : payload['connectorId']);
}
