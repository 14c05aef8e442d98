import { z } from 'zod';
import { none } from './params.ts';

const path = z.string().min(1).max(4096);
const words = z.string().max(10_000);
/** Without a folder; the ending is added where it lacks. */
const fileName = z.string().min(1).max(200);

/** Session files: beginning another one, what is written about them, merging, recovering, removing. Paths are those of topic `sessions`. */
export const SESSION_METHODS = {
  /**
   * Begins another session while Kerbside runs: the running one is closed in order and stays in the list, stations stay
   * connected. The file is a further one of the folder, named by the time or `fileName`; with `path` it is that one, which may
   * be there already. Answers with its path. Fails, while the running session goes on, with `busy` while a station is read,
   * changed or restarted, and with `conflict`, `permission`, `io` or `invalid-params` of the file.
   */
  'session.begin': {
    params: z.object({
      path: path.optional(),
      fileName: fileName.optional(),
      title: words.optional(),
      site: words.optional(),
      notes: words.optional(),
    }),
    result: z.object({ path: z.string() }),
  },
  /**
   * Writes title, site or notes into a session file, of the running session where no path is given; an empty text
   * takes it away. Fails with `conflict` where another Kerbside records into the file.
   */
  'session.describe': {
    params: z.object({
      path: path.optional(),
      title: words.optional(),
      site: words.optional(),
      notes: words.optional(),
    }),
    result: none,
  },
  /**
   * Removes a session file for good. `fileName` is its name, as the technician has typed it: one that differs is
   * `invalid-params`. Fails with `conflict` for the running session and one that another Kerbside records into.
   */
  'session.delete': { params: z.object({ path, fileName: z.string() }), result: none },
  /** Merges session files into a further one of the folder; `offsetMs` is added to the times of one. May take long. */
  'session.merge': {
    params: z.object({
      parts: z
        .array(z.object({ path, offsetMs: z.number().int().optional() }))
        .min(2)
        .max(100),
      fileName,
    }),
    result: z.object({ path: z.string(), records: z.number().int() }),
  },
  /** Saves what can be read of a damaged session file into a further one of the folder. May take long. */
  'session.recover': {
    params: z.object({ path }),
    result: z.object({
      path: z.string(),
      records: z.number().int(),
      missing: z.number().int(),
      lostTables: z.array(z.string()),
    }),
  },
  /** How large the running session may grow; absent: as large as the disk lets it. At the limit recording pauses. */
  'session.limit': { params: z.object({ maxBytes: z.number().int().min(1).optional() }), result: none },
} as const;
