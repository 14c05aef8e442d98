import { isOcpp1 } from '../../shared/ocpp/version.ts';
import type { Station } from '../../shared/station/station.ts';
import { STATION_TABS, type StationTab } from './route.ts';

/** What exists from 2.0.1 on: reports in parts. */
const OF_2: ReadonlySet<StationTab> = new Set(['reports']);

/** The screens of a station, in order. */
export function tabsOf({ version }: Pick<Station, 'version'>): readonly StationTab[] {
  const is2 = version !== undefined && !isOcpp1(version);
  return is2 ? STATION_TABS : STATION_TABS.filter((name) => !OF_2.has(name));
}
