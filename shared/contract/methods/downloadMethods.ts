import { z } from 'zod';
import { LIMITS } from '../limits.ts';

/** What the screens made themselves, as a file. */
export const DOWNLOAD_METHODS = {
  /**
   * Makes text or bytes (Base64) ready to be saved, exactly one of them; the host saves what `ticket` stands for. The name loses what no
   * file system takes. Fails with `invalid-params` where there is none or both.
   */
  'download.prepare': {
    params: z.object({
      fileName: z.string().min(1).max(200),
      text: z.string().max(LIMITS.payloadChars).optional(),
      base64: z.string().max(LIMITS.payloadChars).optional(),
    }),
    result: z.object({ ticket: z.string(), fileName: z.string() }),
  },
} as const;
