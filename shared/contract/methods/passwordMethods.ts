import { z } from 'zod';
import { none, stationId } from './params.ts';

/** The password that a station is expected to send (HTTP Basic). It travels in one direction only. */
export const PASSWORD_METHODS = {
  /**
   * From the next connection on the station is let in only with this password, as text, as bytes or as hexadecimal
   * digits. A station that was never seen may be named too.
   */
  'station.setPassword': {
    params: z.object({ stationId, password: z.string().min(1).max(200) }),
    result: none,
  },
  /** Every password is accepted again, also none. */
  'station.clearPassword': { params: z.object({ stationId }), result: none },
} as const;
