import { assertNever } from '../../../../shared/assertNever.ts';
import type { Dialect } from './dialect.ts';
import { Dialect15 } from './dialect15.ts';
import { Dialect16 } from './dialect16.ts';
import { Dialect2 } from './dialect2.ts';
import type { StationBase } from '../stationBase.ts';

/** The dialect of the station's version. */
export function makeDialect(station: StationBase): Dialect {
  switch (station.version) {
    case '1.5':
      return new Dialect15(station);
    case '1.6':
      return new Dialect16(station);
    case '2.0.1':
    case '2.1':
      return new Dialect2(station);
    default:
      return assertNever(station.version);
  }
}
