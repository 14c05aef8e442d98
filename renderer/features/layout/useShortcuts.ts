import { useEffect } from 'react';
import { assertNever } from '../../../shared/assertNever.ts';
import type { Station } from '../../../shared/station/station.ts';
import { parseRoute, PORT_TABS, type Route } from '../../state/route.ts';
import { tabsOf } from '../../state/stationTabs.ts';
import { useAppState } from '../../state/useAppState.ts';
import { navigate } from '../../state/useRoute.ts';
import { neighbour, readKey, type Shortcut } from './shortcuts.ts';

/** The second key of a sequence must come within this. */
const SEQUENCE_MS = 1200;

function isTyping(target: EventTarget | null): boolean {
  if (!(target instanceof HTMLElement)) return false;
  if (target instanceof HTMLInputElement) return !['radio', 'checkbox', 'button'].includes(target.type);
  return target.isContentEditable || target.closest('textarea, select, [contenteditable="true"]') !== null;
}

/** Many layouts have `[` only behind AltGr, which Windows reports as Ctrl and Alt. */
function isModified(event: KeyboardEvent): boolean {
  return !event.getModifierState('AltGraph') && (event.ctrlKey || event.altKey || event.metaKey);
}

function target(shortcut: Shortcut, route: Route, stations: readonly Station[]): Route | undefined {
  switch (shortcut.kind) {
    case 'start':
    case 'messages':
      return { screen: shortcut.kind };
    case 'tab': {
      if (route.screen === 'port') {
        const tab = PORT_TABS[shortcut.index];
        return tab === undefined ? undefined : { screen: 'port', path: route.path, tab };
      }
      if (route.screen !== 'station') return undefined;
      const { stationId } = route;
      const station = stations.find(({ id }) => id === stationId);
      const tab = station === undefined ? undefined : tabsOf(station)[shortcut.index];
      return tab === undefined ? undefined : { screen: 'station', stationId, tab };
    }
    case 'station': {
      const isStation = route.screen === 'station';
      const ids = stations.map(({ id }) => id);
      const stationId = neighbour(ids, isStation ? route.stationId : undefined, shortcut.step);
      if (stationId === undefined) return undefined;
      if (!isStation) return { screen: 'station', stationId, tab: 'overview' };
      const { tab, view } = route;
      return { screen: 'station', stationId, tab, ...(view === undefined ? {} : { view }) };
    }
    case 'help':
    case 'close':
      return undefined;
    default:
      return assertNever(shortcut);
  }
}

interface Shortcuts {
  help: () => void;
  /** Nothing where there is nothing to close: the key is then for the screen. */
  close: (() => void) | undefined;
}

export function useShortcuts({ help, close }: Shortcuts): void {
  const { topics } = useAppState();
  useEffect(() => {
    let pending: 'g' | undefined;
    let pendingAt = 0;
    const onKey = (event: KeyboardEvent): void => {
      if (event.defaultPrevented || event.repeat || isModified(event) || isTyping(event.target)) return;
      const isInTime = event.timeStamp - pendingAt < SEQUENCE_MS;
      const { shortcut, pending: next } = readKey(event.key, isInTime ? pending : undefined);
      pending = next;
      pendingAt = event.timeStamp;
      if (shortcut === undefined) return;
      if (shortcut.kind === 'close' && close === undefined) return;
      event.preventDefault();
      if (shortcut.kind === 'close') close?.();
      if (shortcut.kind === 'help') help();
      const stations = topics.stations.get() ?? [];
      // Keys come faster than screens are drawn: the address is where the technician is.
      const to = target(shortcut, parseRoute(window.location.hash), stations);
      if (to !== undefined) navigate(to);
    };
    window.addEventListener('keydown', onKey);
    return () => window.removeEventListener('keydown', onKey);
  }, [topics, help, close]);
}
