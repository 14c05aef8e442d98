import type { Change, Snapshot } from '../../shared/contract/events.ts';
import { LIMITS } from '../../shared/contract/limits.ts';
import type { PortState } from '../../shared/service-port/portState.ts';
import type { Attempt } from '../../shared/station/attempt.ts';
import type { Station } from '../../shared/station/station.ts';

/** The topics without params: one store each, for as long as the page lives. */
export const PLAIN_TOPICS = [
  'listening',
  'session',
  'traces',
  'attempts',
  'stations',
  'reports',
  'streams',
  'findings',
  'policies',
  'practice',
  'quirks',
  'configurations',
  'makerPacks',
  'changeRuns',
  'snapshots',
  'diagnostics',
  'firmware',
  'firmwareFiles',
  'leftPointing',
  'imports',
  'ports',
  'portRuns',
  'portProfiles',
] as const;
export type PlainTopic = (typeof PLAIN_TOPICS)[number];

export type Reducer<T extends PlainTopic> = (state: Snapshot<T>, change: Change<T>) => Snapshot<T>;

const byId = new Intl.Collator('en', { numeric: true, sensitivity: 'base' });

function compareStations(one: Station, other: Station): number {
  return byId.compare(one.id, other.id) || (one.id < other.id ? -1 : Number(one.id > other.id));
}

/** By id and nothing else: a row must not move away under a finger when its station comes or goes. */
export function sortStations(stations: readonly Station[]): Station[] {
  return [...stations].sort(compareStations);
}

function changeStations(state: readonly Station[], changed: Station): Station[] {
  if (!state.some((station) => station.id === changed.id)) return sortStations([...state, changed]);
  return state.map((station) => (station.id === changed.id ? changed : station));
}

function changeAttempts(state: readonly Attempt[], changed: Attempt): Attempt[] {
  if (state.some((attempt) => attempt.id === changed.id)) {
    return state.map((attempt) => (attempt.id === changed.id ? changed : attempt));
  }
  return [changed, ...state].slice(0, LIMITS.attemptsShown);
}

/** Puts a changed item into its place, or a new one at the end. */
function replaced<T>(state: readonly T[], changed: T, keyOf: (item: T) => string): T[] {
  const key = keyOf(changed);
  const index = state.findIndex((item) => keyOf(item) === key);
  return index === -1 ? [...state, changed] : state.with(index, changed);
}

function changePorts(state: readonly PortState[], changed: PortState): PortState[] {
  const { path } = changed.port;
  if (changed.isForgotten === true) return state.filter(({ port }) => port.path !== path);
  return replaced(state, changed, ({ port }) => port.path);
}

export const TOPIC_REDUCERS: { readonly [T in PlainTopic]: Reducer<T> } = {
  listening: (_state, change) => change,
  session: (_state, change) => change,
  traces: (_state, change) => change,
  practice: (_state, change) => change,
  stations: changeStations,
  attempts: changeAttempts,
  reports: (state, changed) => replaced(state, changed, ({ id }) => id),
  streams: (state, changed) =>
    replaced(state, changed, ({ stationId, id }) => JSON.stringify([stationId, id])),
  findings: (state, changed) =>
    replaced(state, changed, ({ stationId, id }) => JSON.stringify([stationId, id])),
  policies: (state, changed) => replaced(state, changed, ({ stationId }) => stationId ?? ''),
  imports: (state, changed) => replaced(state, changed, ({ id }) => String(id)),
  quirks: (state, changed) => replaced(state, changed, ({ stationId }) => stationId),
  configurations: (state, changed) => replaced(state, changed, ({ stationId }) => stationId),
  changeRuns: (state, changed) => replaced(state, changed, ({ id }) => id),
  makerPacks: (_state, change) => change,
  firmwareFiles: (_state, change) => change,
  leftPointing: (_state, change) => change,
  snapshots: (state, changed) => replaced(state, changed, ({ id }) => id),
  diagnostics: (state, changed) => replaced(state, changed, ({ id }) => id),
  firmware: (state, changed) => replaced(state, changed, ({ id }) => id),
  ports: changePorts,
  portRuns: (state, changed) => replaced(state, changed, ({ id }) => id),
  portProfiles: (_state, change) => change,
};
