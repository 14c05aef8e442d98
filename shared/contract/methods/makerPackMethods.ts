import { z } from 'zod';
import { makerPackSchema } from '../../ocpp/configuration/makerPacks/makerPack.ts';
import { packStateSchema } from '../../ocpp/configuration/makerPacks/packState.ts';
import { none } from './params.ts';

/** What is known of makers' own keys: the packs that Kerbside brings, and the files of a folder of the technician's. */
export const MAKER_PACK_METHODS = {
  /** The packs in use, and what is wrong with files; files that changed since are read first. Also as the topic `makerPacks`. */
  'makerPacks.list': { params: none, result: packStateSchema },
  /** The same, after all files were read anew. */
  'makerPacks.reload': { params: none, result: packStateSchema },
  /** Whole packs, in their order; those that there are not are left out. */
  'makerPacks.read': {
    params: z.object({ ids: z.array(z.string().min(1).max(100)).min(1).max(1000) }),
    result: z.object({ revision: z.number().int(), packs: z.array(makerPackSchema) }),
  },
  /**
   * Where the folder of packs is on the disk; it is made where it is not there yet. Fails with `permission` for a client on another
   * device, with `unavailable` where this Kerbside has no such folder, and with `io` where it cannot be made.
   */
  'makerPacks.locate': { params: none, result: z.object({ path: z.string() }) },
} as const;
