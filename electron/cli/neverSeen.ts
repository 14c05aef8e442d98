import { nearestName } from './nearestName.ts';

/** What is said of a station that has not connected in this session. */
export function neverSeen(stationId: string, known: readonly string[]): string {
  const nearest = nearestName(stationId, known);
  if (nearest !== undefined) return `no charger ${stationId} has connected; did you mean ${nearest}?`;
  const others = known.length === 0 ? 'none has so far' : `those that did: ${known.slice(0, 10).join(', ')}`;
  return `no charger ${stationId} has connected; ${others}.`;
}
