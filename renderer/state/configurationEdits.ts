import { useSyncExternalStore } from 'react';
import type { ChangeRun, WantedChange } from '../../shared/configuration/change.ts';

/** Where an edit came from: typed by hand, or from a file, a snapshot or a template. */
export interface EditSource {
  origin: ChangeRun['origin'];
  name?: string;
}

/** A change that waits to be sent. `isForced`: the technician wants the value although it is known to be wrong. */
export interface Edit extends EditSource {
  value: string;
  isForced: boolean;
}

export type Edits = ReadonlyMap<string, Edit>;

export interface ConfigurationEdits {
  /** By address, in the order in which they were made; another object after each change. */
  get: () => Edits;
  subscribe: (listener: () => void) => () => void;
  set: (address: string, value: string, isForced?: boolean) => void;
  /** Adds what a file, snapshot or template wants; an edit of the same address is replaced. */
  collect: (changes: readonly WantedChange[], source: EditSource) => void;
  drop: (addresses: readonly string[]) => void;
  clear: () => void;
}

function createEdits(): ConfigurationEdits {
  let edits: Edits = new Map();
  const listeners = new Set<() => void>();
  const change = (next: Edits): void => {
    edits = next;
    for (const listener of listeners) listener();
  };
  return {
    get: () => edits,
    subscribe(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    set: (address, value, isForced = false) =>
      change(new Map(edits).set(address, { value, isForced, origin: 'edit' })),
    collect(changes, source) {
      const next = new Map(edits);
      for (const { address, value } of changes) next.set(address, { ...source, value, isForced: false });
      change(next);
    },
    drop(addresses) {
      const next = new Map(edits);
      for (const address of addresses) next.delete(address);
      change(next);
    },
    clear: () => change(new Map()),
  };
}

const stations = new Map<string, ConfigurationEdits>();

/**
 * The changes that are collected for a station. They outlive their screen, so that whoever looks at the messages in
 * between finds them; they are never written down, since secrets may be among them.
 */
export function configurationEditsOf(stationId: string): ConfigurationEdits {
  const edits = stations.get(stationId) ?? createEdits();
  stations.set(stationId, edits);
  return edits;
}

export function useConfigurationEdits(stationId: string): Edits {
  const edits = configurationEditsOf(stationId);
  return useSyncExternalStore(edits.subscribe, edits.get);
}

/** What a run of these edits is for: their common source, or edits by hand where they have several. */
export function sourceOfEdits(edits: Edits): EditSource {
  const [first, ...others] = edits.values();
  if (first === undefined) return { origin: 'edit' };
  const isCommon = others.every(({ origin, name }) => origin === first.origin && name === first.name);
  if (!isCommon) return { origin: 'edit' };
  return first.name === undefined ? { origin: first.origin } : { origin: first.origin, name: first.name };
}
