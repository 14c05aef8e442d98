/** Quick choices of the time that a log is to cover. */
export const FETCH_RANGES = ['all', 'hour', 'day', 'between'] as const;
export type FetchRange = (typeof FETCH_RANGES)[number];

const HOUR_MS = 3600_000;

/** What the technician set in the form; times as fields of the type `datetime-local` have them. */
export interface RangeDraft {
  range: FetchRange;
  from: string;
  to: string;
}

/** The times that go into the request (epoch ms); a time that is not set is left out. */
export function rangeTimes({ range, from, to }: RangeDraft, now: number): { from?: number; to?: number } {
  switch (range) {
    case 'all':
      return {};
    case 'hour':
      return { from: now - HOUR_MS };
    case 'day':
      return { from: now - 24 * HOUR_MS };
    case 'between': {
      const begin = Date.parse(from);
      const end = Date.parse(to);
      return {
        ...(Number.isNaN(begin) ? {} : { from: begin }),
        ...(Number.isNaN(end) ? {} : { to: end }),
      };
    }
    default:
      return range satisfies never;
  }
}

/** Why the times cannot be asked for; nothing where they can. */
export function rangeFault(draft: RangeDraft): 'empty' | 'backwards' | undefined {
  if (draft.range !== 'between') return undefined;
  const { from, to } = rangeTimes(draft, 0);
  if (from === undefined && to === undefined) return 'empty';
  return from !== undefined && to !== undefined && from >= to ? 'backwards' : undefined;
}
