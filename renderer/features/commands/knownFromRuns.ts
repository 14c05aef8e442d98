import { isJsonObject, type Json } from '../../../shared/json.ts';
import type { ExampleContext } from '../../../shared/ocpp/example/exampleContext.ts';
import type { CommandRun } from './commandRun.ts';
import { parsedPayload } from './parsedPayload.ts';

type Known = Pick<ExampleContext, 'configurationKeys' | 'reservationIds'>;

/** What answered commands told of a station: the keys that it has, the reservations that it holds. */
export function knownFromRuns(runs: readonly CommandRun[]): Known {
  const keys = new Set<string>();
  const reservations = new Map<number, boolean>();
  for (const { action, payload, outcome } of runs) {
    if (outcome?.outcome !== 'answered' || !isJsonObject(outcome.payload)) continue;
    if (action === 'GetConfiguration')
      for (const key of keysOf(outcome.payload['configurationKey'])) keys.add(key);
    const id = reservationOf(parsedPayload(payload));
    // The newest command about a reservation counts.
    if (id === undefined || outcome.payload['status'] !== 'Accepted' || reservations.has(id)) continue;
    if (action === 'ReserveNow') reservations.set(id, true);
    if (action === 'CancelReservation') reservations.set(id, false);
  }
  const reservationIds = [...reservations].filter(([, isHeld]) => isHeld).map(([id]) => id);
  return {
    ...(keys.size === 0 ? {} : { configurationKeys: [...keys] }),
    ...(reservationIds.length === 0 ? {} : { reservationIds }),
  };
}

function keysOf(entries: Json | undefined): string[] {
  if (!Array.isArray(entries)) return [];
  return entries.flatMap((entry) => {
    const key = isJsonObject(entry) ? entry['key'] : undefined;
    return typeof key === 'string' ? [key] : [];
  });
}

/** `reservationId`, or `id` in ReserveNow of 2.x. */
function reservationOf(payload: Json | undefined): number | undefined {
  const id = isJsonObject(payload) ? (payload['reservationId'] ?? payload['id']) : undefined;
  return typeof id === 'number' ? id : undefined;
}
