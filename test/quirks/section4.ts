import { BOOTS } from './section4/boots.ts';
import { METERS } from './section4/meters.ts';
import { STATUSES } from './section4/statuses.ts';
import { VALUES } from './section4/values.ts';
import type { QuirkRow } from './quirkRow.ts';

/** Payload values. */
export const ROWS: readonly QuirkRow[] = [...VALUES, ...BOOTS, ...STATUSES, ...METERS].sort(
  (a, b) => a.row - b.row,
);
