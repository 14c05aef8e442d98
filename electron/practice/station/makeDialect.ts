import { isOcpp1 } from '../../../shared/ocpp/version.ts';
import type { Dialect } from './dialect.ts';
import { Dialect16 } from './dialect16.ts';
import { Dialect2 } from './dialect2.ts';
import type { StationBase } from './stationBase.ts';

/** The dialect of the station's version. */
export function makeDialect(station: StationBase): Dialect {
  return isOcpp1(station.version) ? new Dialect16(station) : new Dialect2(station);
}
