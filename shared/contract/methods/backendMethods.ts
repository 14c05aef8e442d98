import { z } from 'zod';
import { backendSchema, leftPointingSchema } from '../../configuration/backend/backend.ts';
import { networkProfileSchema, profileEndSchema } from '../../configuration/backend/networkProfile.ts';
import { none, stationId } from './params.ts';

const timeoutMs = z.number().int().min(100).max(600_000).optional();

/** Where stations are pointed to. */
export const BACKEND_METHODS = {
  /**
   * Reads the configuration anew, unless `isLatest` asks for what was read last, and says where it leads. Fails as
   * `configuration.read` does; with `isLatest` only with `not-found`.
   */
  'backend.read': {
    params: z.object({ stationId, isLatest: z.boolean().optional(), timeoutMs }),
    result: backendSchema,
  },
  /**
   * SetNetworkProfile (OCPP 2.x B09). It only fills a slot: NetworkConfigurationPriority and a restart make the station use
   * it. Fails with `conflict` for 1.x, `unavailable` where the station is not connected, `invalid-params` for an address that is none.
   */
  'backend.setProfile': {
    params: z.object({ stationId, profile: networkProfileSchema, timeoutMs }),
    result: profileEndSchema,
  },
  /** Stations whose last known address leads to this Kerbside: what to put back before leaving. */
  'backends.left': { params: none, result: z.array(leftPointingSchema) },
} as const;
