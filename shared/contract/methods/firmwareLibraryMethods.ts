import { z } from 'zod';
import {
  FIRMWARE_LIMITS,
  firmwareFactsSchema,
  firmwareFileSchema,
  firmwareLibraryStateSchema,
} from '../../files/firmwareFile.ts';
import { importSourceSchema } from '../../trace/import/importJob.ts';
import { none } from './params.ts';

const id = z.string().regex(/^[0-9a-f]{16}$/);

/** Firmware that is kept for chargers, also as the topic `firmwareFiles`. */
export const FIRMWARE_LIBRARY_METHODS = {
  'firmwareFiles.list': { params: none, result: firmwareLibraryStateSchema },
  /**
   * Copies a file into the library: one of this computer by its path (for clients here), or one that was sent, by its ticket. A file that
   * is there already stays one entry, which takes over what is said of it. `publishedSum` is the maker's, in hexadecimal: SHA-256, or
   * MD5, SHA-1 or SHA-512. Fails with `conflict` and a sentence for what is surely a mistake (a web page, an error message, another sum),
   * and takes the file all the same with `isSure`, unless its sum differs; with `invalid-params` for an empty or too large one, and with
   * `not-found`, `permission`, `io` and `unavailable`. Nothing is left of a file that was not added.
   */
  'firmwareFiles.add': {
    params: firmwareFactsSchema.extend({
      source: importSourceSchema,
      publishedSum: z.string().max(200).optional(),
      isSure: z.boolean().optional(),
    }),
    result: z.object({ file: firmwareFileSchema, isNew: z.boolean() }),
  },
  /**
   * Says something else about a file; what is absent stays. `name` is what chargers see. `publishedSum`, as in `firmwareFiles.add`, is
   * compared with the file. Fails with `not-found` and `io`, and with `conflict` where the sum is another one.
   */
  'firmwareFiles.change': {
    params: firmwareFactsSchema.extend({
      id,
      publishedSum: z.string().max(200).optional(),
      name: z.string().trim().min(1).max(FIRMWARE_LIMITS.nameChars).optional(),
    }),
    result: firmwareFileSchema,
  },
  /** Deletes a file from the library. Fails with `not-found` and `io`. */
  'firmwareFiles.remove': { params: z.object({ id }), result: none },
  /** Reads the whole file again and compares it with what was added. Fails with `not-found`. */
  'firmwareFiles.check': { params: z.object({ id }), result: firmwareFileSchema },
  /** The release notes of a file, empty where there are none. Fails with `not-found`. */
  'firmwareFiles.releaseNotes': { params: z.object({ id }), result: z.object({ text: z.string() }) },
} as const;
