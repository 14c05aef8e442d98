import { useSyncExternalStore } from 'react';
import { navigate } from './useRoute.ts';

let isWanted = false;
const listeners = new Set<() => void>();

function subscribe(listener: () => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}

/** Whether the form for another visit is open on the screen of sessions. */
export function setNewVisit(wanted: boolean): void {
  isWanted = wanted;
  for (const listener of listeners) listener();
}

/** Opens the form from any screen. */
export function askForNewVisit(): void {
  setNewVisit(true);
  navigate({ screen: 'sessions' });
}

export function useNewVisit(): boolean {
  return useSyncExternalStore(subscribe, () => isWanted);
}
