import { parseFilter } from '../../../../shared/trace/filter/parseFilter.ts';
import { saveText, savedText } from '../../../state/savedText.ts';

export interface NamedFilter {
  readonly name: string;
  readonly query: string;
}

/** Filters of this browser, for all stations: those with a name, in its order, and the last ones used. */
export interface SavedFilters {
  readonly named: readonly NamedFilter[];
  readonly recent: readonly string[];
}

const KEY = 'kerbside.filters';
const MAX_NAMED = 200;
const MAX_RECENT = 12;
const MAX_NAME_CHARS = 60;

const NONE: SavedFilters = { named: [], recent: [] };

function load(): SavedFilters {
  const text = savedText('localStorage', KEY);
  if (text === undefined) return NONE;
  try {
    return readFilters(JSON.parse(text));
  } catch (error) {
    console.warn('the saved filters cannot be read', error);
    return NONE;
  }
}

/** What another version of this program left is taken as far as it is understood. */
function readFilters(value: unknown): SavedFilters {
  if (typeof value !== 'object' || value === null) return NONE;
  const { named, recent } = value as { named?: unknown; recent?: unknown };
  return {
    named: Array.isArray(named) ? named.filter(isNamed) : [],
    recent: Array.isArray(recent) ? recent.filter((query) => typeof query === 'string') : [],
  };
}

function isNamed(value: unknown): value is NamedFilter {
  if (typeof value !== 'object' || value === null) return false;
  const { name, query } = value as Partial<Record<keyof NamedFilter, unknown>>;
  return typeof name === 'string' && typeof query === 'string';
}

let filters: SavedFilters | undefined;
const listeners = new Set<() => void>();

export function savedFilters(): SavedFilters {
  filters ??= load();
  return filters;
}

export function onSavedFilters(listener: () => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}

/** A filter of the same name is replaced. */
export function saveFilter(name: string, query: string): void {
  const wanted = name.trim().slice(0, MAX_NAME_CHARS);
  if (wanted === '' || query.trim() === '') return;
  const others = savedFilters().named.filter((one) => one.name !== wanted);
  const named = [...others, { name: wanted, query: query.trim() }];
  keep({ ...savedFilters(), named: named.slice(-MAX_NAMED).sort((a, b) => a.name.localeCompare(b.name)) });
}

export function deleteFilter(name: string): void {
  keep({ ...savedFilters(), named: savedFilters().named.filter((one) => one.name !== name) });
}

/** A query that was used; one that cannot be read never was. */
export function rememberFilter(query: string): void {
  const used = query.trim();
  if (used === '' || 'error' in parseFilter(used)) return;
  const others = savedFilters().recent.filter((one) => one !== used);
  keep({ ...savedFilters(), recent: [used, ...others].slice(0, MAX_RECENT) });
}

function keep(next: SavedFilters): void {
  filters = next;
  saveText('localStorage', KEY, JSON.stringify(next));
  for (const listener of listeners) listener();
}
