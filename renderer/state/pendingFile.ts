import { useSyncExternalStore } from 'react';

let pending: File | undefined;
const listeners = new Set<() => void>();

function subscribe(listener: () => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}

/** Keeps a file that was dropped on some screen for the screen of imports; nothing once that has taken it. */
export function setPendingFile(file: File | undefined): void {
  pending = file;
  for (const listener of listeners) listener();
}

/** The file, for whoever takes it first. */
export function takePendingFile(): File | undefined {
  const file = pending;
  if (file !== undefined) setPendingFile(undefined);
  return file;
}

export function usePendingFile(): File | undefined {
  return useSyncExternalStore(subscribe, () => pending);
}
