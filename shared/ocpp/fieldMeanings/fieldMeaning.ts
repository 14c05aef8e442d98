import { isOcpp1, type OcppVersion } from '../version.ts';
import { MEANINGS_1, MEANINGS_1_BY_ACTION } from './meanings1.ts';
import { MEANINGS_OF_REPORTS_1, MEANINGS_OF_REPORTS_1_BY_ACTION } from './meaningsOfReports1.ts';
import { MEANINGS_2 } from './meanings2.ts';

/** What a field means, where its schema does not say it: always in 1.5 and 1.6, seldom in 2.x. */
export function fieldMeaning(version: OcppVersion, action: string, field: string): string | undefined {
  if (!isOcpp1(version)) return own(MEANINGS_2, field);
  const place = `${action}.${field}`;
  return (
    own(MEANINGS_1_BY_ACTION, place) ??
    own(MEANINGS_OF_REPORTS_1_BY_ACTION, place) ??
    own(MEANINGS_1, field) ??
    own(MEANINGS_OF_REPORTS_1, field)
  );
}

function own(meanings: Readonly<Record<string, string>>, name: string): string | undefined {
  return Object.hasOwn(meanings, name) ? meanings[name] : undefined;
}
