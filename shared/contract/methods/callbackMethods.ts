import { z } from 'zod';
import { callbackSchema } from '../../station/callback.ts';
import { stationId } from './params.ts';

const callbackUrl = z.url({ protocol: /^https?$/ }).max(1000);

/**
 * Where the commands of SOAP stations go. All fail with `not-found` for a station that was never seen and with
 * `unavailable` for one that does not speak SOAP.
 */
export const CALLBACK_METHODS = {
  'callback.get': { params: z.object({ stationId }), result: callbackSchema },
  /** Sends commands to an address from now on; null goes back to what the station reports. */
  'callback.set': {
    params: z.object({ stationId, url: callbackUrl.nullable() }),
    result: callbackSchema,
  },
  /** Uses the reported address although it is on another host. Fails with `conflict` where another is reported by now. */
  'callback.agree': { params: z.object({ stationId, url: callbackUrl }), result: callbackSchema },
} as const;
