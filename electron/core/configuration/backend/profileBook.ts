import type { Json } from '../../../../shared/json.ts';
import type { FilledSlot } from '../../../../shared/configuration/backend/backendOf.ts';
import type { Outcome } from '../../../../shared/station/outcome.ts';
import { integerOf, objectOf, textOf } from '../../../../shared/payloadFields.ts';
import type { StationObserver } from '../../central/stationObserver.ts';

const SLOTS_LIMIT = 50;

/** The addresses that were put into slots in this session, from whichever screen: 2.0.1 has no message that reads them. */
export class ProfileBook implements StationObserver {
  readonly #byStation = new Map<string, Map<number, FilledSlot>>();
  readonly #listeners = new Set<(stationId: string) => void>();

  of(stationId: string): ReadonlyMap<number, FilledSlot> | undefined {
    return this.#byStation.get(stationId);
  }

  onChange(listener: (stationId: string) => void): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }

  asked(stationId: string, payload: Json | undefined, { outcome, action, payload: answer }: Outcome): void {
    if (action !== 'SetNetworkProfile' || outcome !== 'answered') return;
    if (objectOf(answer)['status'] !== 'Accepted') return;
    const slot = integerOf(objectOf(payload)['configurationSlot']);
    const url = textOf(objectOf(objectOf(payload)['connectionData'])['ocppCsmsUrl']);
    if (slot === undefined || url === undefined) return;
    const slots = this.#byStation.get(stationId) ?? new Map<number, FilledSlot>();
    this.#byStation.set(stationId, slots);
    if (slots.has(slot) || slots.size < SLOTS_LIMIT) slots.set(slot, { url, at: Date.now() });
    for (const listener of this.#listeners) listener(stationId);
  }
}
