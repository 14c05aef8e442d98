import type { DatabaseSync } from 'node:sqlite';
import { dayMsOf } from '../../../../shared/trace/filter/compileFilter.ts';
import { LOCAL_ZONE } from '../../../../shared/trace/filter/timeZone.ts';

/** Epoch ms -> ms since midnight by the clock of this machine, as a function of SQL. */
export const DAY_MS_OF = 'kerbside_day_ms';

const prepared = new WeakSet<DatabaseSync>();

/** Makes the function known to a connection, once: it cannot be replaced while a statement runs. */
export function addDayFunction(database: DatabaseSync): void {
  if (prepared.has(database)) return;
  database.function(DAY_MS_OF, { deterministic: true }, (at) => dayMsOf(Number(at), LOCAL_ZONE));
  prepared.add(database);
}
