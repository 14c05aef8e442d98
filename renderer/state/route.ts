export const STATION_TABS = [
  'overview',
  'messages',
  'commands',
  'configuration',
  'files',
  'reports',
  'findings',
  'answers',
  'quirks',
] as const;
export type StationTab = (typeof STATION_TABS)[number];

/** The screens of a charger on a cable, in order. */
export const PORT_TABS = ['console', 'values', 'configuration', 'logs', 'firmware', 'messages'] as const;
export type PortTab = (typeof PORT_TABS)[number];

/** Tabs that are views of another one: their addresses, in notes and bookmarks, still lead there. */
const MOVED_TABS: Readonly<Record<string, { tab: StationTab; view: string }>> = {
  monitors: { tab: 'configuration', view: 'monitors' },
  backend: { tab: 'configuration', view: 'backend' },
};

/** Where the technician is. `seq` names the record that the messages screen shows first. */
export type Route =
  | { screen: 'start' }
  | { screen: 'messages'; seq?: number }
  /** What is answered to all stations. */
  | { screen: 'answers' }
  /** Session files of this machine. */
  | { screen: 'sessions' }
  /** A session file that is open for reading. */
  | { screen: 'trace'; traceId: string; seq?: number }
  /** A file of a charger, or what is inside of it: one part for each archive. */
  | { screen: 'file'; fetchId: string; inside: readonly string[]; line?: number }
  | { screen: 'import' }
  /** The firmware library; `push` is the id of the file that is to go to chargers. */
  | { screen: 'firmware'; push?: string }
  /** Templates against several stations at once. */
  | { screen: 'templates' }
  /** The service ports of this computer; `path` is the one that is to be opened. */
  | { screen: 'ports'; path?: string }
  /** A charger on a cable. */
  | { screen: 'port'; path: string; tab: PortTab; view?: string; seq?: number }
  /** `view` names one of several views of a tab; each tab knows its own. */
  | { screen: 'station'; stationId: string; tab: StationTab; view?: string; seq?: number };

/** Nothing where the percent-encoding is broken: a hand-typed address leads to the start page. */
function decode(segment: string): string | undefined {
  try {
    return decodeURIComponent(segment);
  } catch (error) {
    if (error instanceof URIError) return undefined;
    throw error;
  }
}

function seqOf(query: string | undefined): { seq?: number } {
  return seqIn(new URLSearchParams(query ?? '').get('seq') ?? '');
}

function seqIn(seq: string): { seq?: number } {
  return /^[1-9]\d{0,14}$/.test(seq) ? { seq: Number(seq) } : {};
}

function viewIn(view: string): { view?: string } {
  return /^[a-z-]+$/.test(view) ? { view } : {};
}

/** `firmware/push/<id>` */
function pushOf(word: string, id = ''): { push?: string } {
  return word === 'push' && /^[0-9a-f]{16}$/.test(id) ? { push: id } : {};
}

/** Reads `location.hash`; what is no address of ours is the start page. */
export function parseRoute(hash: string): Route {
  const [path = '', query] = hash.replace(/^#\/?/, '').split('?', 2);
  const [screen, id = '', tabName, view = ''] = path.split('/');
  if (screen === 'messages') return { screen: 'messages', ...seqOf(query) };
  if (screen === 'answers') return { screen: 'answers' };
  if (screen === 'sessions') return { screen: 'sessions' };
  if (screen === 'import') return { screen: 'import' };
  if (screen === 'firmware') return { screen: 'firmware', ...pushOf(id, tabName) };
  if (screen === 'templates') return { screen: 'templates' };
  const stationId = decode(id);
  if (screen === 'ports') return { screen, ...(stationId ? { path: stationId } : {}) };
  if (screen === 'port' && stationId !== undefined && stationId !== '') {
    const tab = PORT_TABS.find((name) => name === tabName) ?? 'console';
    return { screen, path: stationId, tab, ...viewIn(view), ...seqOf(query) };
  }
  if (screen === 'trace' && stationId !== undefined && stationId !== '') {
    return { screen: 'trace', traceId: stationId, ...seqIn(tabName ?? '') };
  }
  if (screen === 'file' && stationId !== undefined && stationId !== '') {
    const params = new URLSearchParams(query ?? '');
    const line = seqIn(params.get('line') ?? '').seq;
    const inside = params.getAll('inside');
    return { screen: 'file', fetchId: stationId, inside, ...(line === undefined ? {} : { line }) };
  }
  if (screen !== 'station' || stationId === undefined || stationId === '') return { screen: 'start' };
  const moved = Object.hasOwn(MOVED_TABS, tabName ?? '') ? MOVED_TABS[tabName ?? ''] : undefined;
  if (moved !== undefined) return { screen: 'station', stationId, ...moved };
  const tab = STATION_TABS.find((name) => name === tabName) ?? 'overview';
  return { screen: 'station', stationId, tab, ...viewIn(view), ...seqOf(query) };
}

/** The hash of a route: what links point to. */
export function formatRoute(route: Route): string {
  if (route.screen === 'start') return '#/start';
  if (route.screen === 'answers') return '#/answers';
  if (route.screen === 'sessions') return '#/sessions';
  if (route.screen === 'trace') {
    const seq = route.seq === undefined ? '' : `/${route.seq}`;
    return `#/trace/${encodeURIComponent(route.traceId.toWellFormed())}${seq}`;
  }
  if (route.screen === 'file') {
    const params = new URLSearchParams(route.inside.map((part) => ['inside', part.toWellFormed()]));
    if (route.line !== undefined) params.set('line', String(route.line));
    const query = params.size === 0 ? '' : `?${params.toString()}`;
    return `#/file/${encodeURIComponent(route.fetchId.toWellFormed())}${query}`;
  }
  if (route.screen === 'import') return '#/import';
  if (route.screen === 'firmware') {
    return route.push === undefined ? '#/firmware' : `#/firmware/push/${route.push}`;
  }
  if (route.screen === 'templates') return '#/templates';
  if (route.screen === 'ports') {
    return route.path === undefined ? '#/ports' : `#/ports/${encodeURIComponent(route.path.toWellFormed())}`;
  }
  const query = route.seq === undefined ? '' : `?seq=${route.seq}`;
  if (route.screen === 'messages') return `#/messages${query}`;
  // A lone surrogate cannot be percent-encoded.
  const view = route.view === undefined ? '' : `/${route.view}`;
  if (route.screen === 'port') {
    return `#/port/${encodeURIComponent(route.path.toWellFormed())}/${route.tab}${view}${query}`;
  }
  return `#/station/${encodeURIComponent(route.stationId.toWellFormed())}/${route.tab}${view}${query}`;
}
