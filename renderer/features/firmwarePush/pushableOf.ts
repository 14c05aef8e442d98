import type { CheckedStation } from './usePush.ts';

type Looked = Pick<CheckedStation, 'stationId' | 'failure' | 'preChecks'>;

export interface Pushable {
  /** Nothing speaks against it. */
  ready: string[];
  doubtful: string[];
  /** Something stands in the way that can be overruled. */
  blocked: string[];
  /** Nothing can be sent to them. */
  impossible: string[];
}

/** Stations by what was found before a push. */
export function pushableOf(stations: readonly Looked[]): Pushable {
  const found: Pushable = { ready: [], doubtful: [], blocked: [], impossible: [] };
  for (const { stationId, failure, preChecks } of stations) {
    const levels = new Set(preChecks.map(({ level }) => level));
    if (failure !== undefined) found.impossible.push(stationId);
    else if (levels.has('blocks')) found.blocked.push(stationId);
    else if (levels.has('warning')) found.doubtful.push(stationId);
    else found.ready.push(stationId);
  }
  return found;
}
