import { isOcpp1 } from '../../shared/ocpp/version.ts';
import type { Station } from '../../shared/station/station.ts';
import { STATION_TABS, type StationTab } from './route.ts';

/** The screens of a station, in order. Reports in parts exist from 2.0.1 on. */
export function tabsOf({ version }: Pick<Station, 'version'>): readonly StationTab[] {
  const hasReports = version !== undefined && !isOcpp1(version);
  return hasReports ? STATION_TABS : STATION_TABS.filter((name) => name !== 'reports');
}
