import { z } from 'zod';
import { stickContentsSchema, takenFilesSchema } from '../../service-port/stick/stickContents.ts';
import { stickPurposeSchema } from '../../service-port/stick/stickNames.ts';
import { stickPlanSchema, stickWrittenSchema } from '../../service-port/stick/stickPlan.ts';
import { none } from './params.ts';

const path = z.string().min(1).max(4096);
const wish = z.object({
  purpose: stickPurposeSchema,
  /** The root of the stick, as a whole path. */
  folder: path,
  /** `settings`: a folder of parameter files, or one of them. `firmware`: the package. */
  source: path.optional(),
  /** `firmware`: a file of the library instead. */
  libraryId: z.string().max(200).optional(),
});

/**
 * USB sticks for charge controllers without a serial port (Bender and its relatives). All of it is for clients on this computer only, else
 * `permission`. Fails with `not-found`, `invalid-params`, `permission`, `conflict` and `io`, each with a sentence that says what to do.
 */
export const STICK_METHODS = {
  /** Sticks that seem to be plugged in, as whole paths; empty where the system does not tell. */
  'stick.found': { params: none, result: z.object({ folders: z.array(z.string()) }) },
  /** What would be written, and what speaks against it. Writes nothing. */
  'stick.plan': { params: wish, result: stickPlanSchema },
  /**
   * Writes the files, reads them back and compares. Never overwrites nor deletes what is there; upon any failure what was written is
   * removed again. The password goes into the file USB_PASSWORD and nowhere else. Fails with `conflict` where a check blocks.
   */
  'stick.write': {
    params: wish.extend({ password: z.string().max(1000) }),
    result: stickWrittenSchema,
  },
  /** What is on a stick that comes back. Values of secrets are not told. */
  'stick.read': { params: z.object({ folder: path }), result: stickContentsSchema },
  /** Copies what the controller wrote to `into` (absent: a folder beside the session); the password stays behind. Nothing is overwritten. */
  'stick.take': { params: z.object({ folder: path, into: path.optional() }), result: takenFilesSchema },
  /** Deletes USB_PASSWORD, after its bytes were overwritten. Fails with `not-found` where it is not there. */
  'stick.removePassword': { params: z.object({ folder: path }), result: none },
} as const;
