import { isOcpp1, type OcppVersion } from '../version.ts';
import { MEANINGS_1, MEANINGS_1_BY_ACTION } from './meanings1.ts';

/** What a field of a command means, where its schema does not say it: 1.5 and 1.6. */
export function fieldMeaning(version: OcppVersion, action: string, field: string): string | undefined {
  if (!isOcpp1(version)) return undefined;
  const own = `${action}.${field}`;
  if (Object.hasOwn(MEANINGS_1_BY_ACTION, own)) return MEANINGS_1_BY_ACTION[own];
  return Object.hasOwn(MEANINGS_1, field) ? MEANINGS_1[field] : undefined;
}
