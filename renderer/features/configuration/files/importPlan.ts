import type { WantedChange } from '../../../../shared/configuration/change.ts';
import { differenceOf } from '../../../../shared/configuration/difference.ts';
import type { Configuration } from '../../../../shared/configuration/configuration.ts';
import { isSameMeaning } from '../../../../shared/ocpp/configuration/sameMeaning.ts';
import { isWritable, type Setting } from '../settings/setting.ts';

/** What a file would change, and what it cannot and why. */
export interface ImportPlan {
  changes: WantedChange[];
  cannot: { address: string; reason: 'read-only' | 'absent' | 'secret' }[];
}

/**
 * What would make the station be as a file says. What the file does not mention stays as it is; what means the same already
 * is left alone.
 */
export function importPlan(
  station: Configuration,
  file: Configuration,
  settings: readonly Setting[],
): ImportPlan {
  const known = new Map(settings.map((setting) => [setting.address, setting]));
  const rows = differenceOf(station, file, {
    sameMeaning: (address, one, other) => isSameMeaning(known.get(address)?.shape, one, other),
    isSecret: (address) => known.get(address)?.isSecret === true,
  });
  const plan: ImportPlan = { changes: [], cannot: [] };
  for (const { address, kind, after, isSecret } of rows) {
    const setting = known.get(address);
    const isWanted =
      kind === 'changed' || kind === 'only-after' || (kind === 'not-known' && after !== undefined);
    if (!isWanted) continue;
    if (isSecret) plan.cannot.push({ address, reason: 'secret' });
    else if (setting?.item === undefined) plan.cannot.push({ address, reason: 'absent' });
    else if (!isWritable(setting)) plan.cannot.push({ address, reason: 'read-only' });
    else if (after !== undefined) plan.changes.push({ address, value: after });
  }
  return plan;
}
