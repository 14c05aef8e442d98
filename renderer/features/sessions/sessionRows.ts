import type { Session } from '../../../shared/session/session.ts';
import type { SessionEntry } from '../../../shared/session/sessionEntry.ts';

export const SESSION_ORDERS = ['newest', 'name', 'records', 'size'] as const;
export type SessionOrder = (typeof SESSION_ORDERS)[number];

/** What the list says of the running session is known better from the session itself. */
export function withRunning(entry: SessionEntry, session: Session | undefined): SessionEntry {
  if (entry.state !== 'running' || session === undefined) return entry;
  const { title, site, notes, records, sizeBytes } = session;
  return {
    ...entry,
    ...(title === undefined ? {} : { title }),
    ...(site === undefined ? {} : { site }),
    ...(notes === undefined ? {} : { notes }),
    ...(sizeBytes === undefined ? {} : { sizeBytes }),
    records,
    lastAt: Date.now(),
  };
}

export function nameOf({ title, fileName }: Pick<SessionEntry, 'title' | 'fileName'>): string {
  return title ?? fileName.replace(/\.kerbside$/i, '');
}

/** When something was last recorded, epoch ms. */
export function dateOf({ lastAt, modifiedAt }: Pick<SessionEntry, 'lastAt' | 'modifiedAt'>): number {
  return lastAt ?? modifiedAt;
}

/** Every word has to be found in something that is known about the session. */
export function matchesSearch(entry: SessionEntry, search: string): boolean {
  const { title, site, notes, fileName, stationIds = [] } = entry;
  const text = [title, site, notes, fileName, ...stationIds].join('\n').toLowerCase();
  return search
    .toLowerCase()
    .split(/\s+/)
    .every((word) => text.includes(word));
}

const byName = new Intl.Collator('en', { numeric: true, sensitivity: 'base' });

export function sorted(entries: readonly SessionEntry[], order: SessionOrder): SessionEntry[] {
  const compare: Record<SessionOrder, (a: SessionEntry, b: SessionEntry) => number> = {
    newest: (a, b) => dateOf(b) - dateOf(a),
    name: (a, b) => byName.compare(nameOf(a), nameOf(b)),
    records: (a, b) => (b.records ?? 0) - (a.records ?? 0),
    size: (a, b) => b.sizeBytes - a.sizeBytes,
  };
  return entries.toSorted(compare[order]);
}
