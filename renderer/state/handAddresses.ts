import { useSyncExternalStore } from 'react';
import { saveText, savedText } from './savedText.ts';

const KEY = 'kerbside.handAddresses';
/** More than anybody types; a page that goes wrong shall not fill the browser. */
const MOST = 500;

type Saved = Readonly<Record<string, readonly string[]>>;

function read(): Saved {
  try {
    const saved: unknown = JSON.parse(savedText('localStorage', KEY) ?? '{}');
    if (typeof saved !== 'object' || saved === null) return {};
    const stations = Object.entries(saved).map(([id, addresses]) => [
      id,
      Array.isArray(addresses)
        ? addresses.filter((address) => typeof address === 'string').slice(0, MOST)
        : [],
    ]);
    return Object.fromEntries(stations) as Saved;
  } catch (error) {
    console.warn('variables that were typed by hand could not be read', error);
    return {};
  }
}

const NONE: readonly string[] = [];
const listeners = new Set<() => void>();
let saved: Saved | undefined;

function all(): Saved {
  saved ??= read();
  return saved;
}

/** Variables that were typed by hand for a station. They stay in its tree, in this browser, until they are removed. */
export function handAddressesOf(stationId: string): readonly string[] {
  return Object.hasOwn(all(), stationId) ? (all()[stationId] ?? NONE) : NONE;
}

function set(stationId: string, addresses: readonly string[]): void {
  saved = { ...all(), [stationId]: addresses };
  saveText('localStorage', KEY, JSON.stringify(saved));
  for (const listener of listeners) listener();
}

export function addHandAddress(stationId: string, address: string): void {
  const known = handAddressesOf(stationId);
  if (!known.includes(address)) set(stationId, [...known, address].slice(-MOST));
}

export function removeHandAddress(stationId: string, address: string): void {
  set(
    stationId,
    handAddressesOf(stationId).filter((known) => known !== address),
  );
}

function subscribe(listener: () => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}

export function useHandAddresses(stationId: string): readonly string[] {
  return useSyncExternalStore(subscribe, () => handAddressesOf(stationId));
}
