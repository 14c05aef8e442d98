import { z } from 'zod';
import { lineFormatSchema } from '../lineSettings.ts';
import { durationMs, sendText } from './profileWords.ts';

/** A bus where each device has a number: the usual one, and the range in which it may be set. */
export const unitRangeSchema = z.strictObject({
  default: z.number().int().min(0).max(255),
  from: z.number().int().min(0).max(255),
  to: z.number().int().min(0).max(255),
});

/**
 * A device that sleeps: what wakes it, before the first request and after `idleMs` of silence. `send` goes out `times` times; without it the
 * request itself is sent `times` times, and only the last answer counts (ABL eMH).
 */
export const wakeUpSchema = z.strictObject({
  send: sendText.optional(),
  times: z.number().int().min(1).max(10).default(1),
  everyMs: durationMs.default(100),
  idleMs: durationMs.optional(),
});

/** How the line of a device is set, and how fast one may ask. The first of `bauds` and `formats` is the usual one. */
export const profileLineSchema = z.strictObject({
  bauds: z.array(z.number().int().min(50).max(12_000_000)).min(1).max(20),
  formats: z
    .array(lineFormatSchema.describe('Data bits, parity and stop bits, such as 8N1, 8E1 or 7O2.'))
    .min(1)
    .max(10),
  flowControl: z.enum(['none', 'rts-cts', 'xon-xoff']).default('none'),
  /** How DTR and RTS shall stand; absent: as the technician set them. */
  dtr: z.boolean().optional(),
  rts: z.boolean().optional(),
  unit: unitRangeSchema.optional(),
  /** Pause between an answer and the next request. */
  gapMs: durationMs.default(0).describe('Pause between an answer and the next request, in ms.'),
  /** Pause on the line before a request, so that the device takes it for a beginning. */
  silenceMs: durationMs.default(0).describe('Silence on the line before a request, in ms.'),
  /** Least time from one request to the next. */
  minIntervalMs: durationMs.default(0).describe('Least time from one request to the next, in ms.'),
  timeoutMs: durationMs.default(1000),
  /** Of requests that only read. */
  retries: z.number().int().min(0).max(10).default(2),
  /** How long it takes to start when opening the port restarted it. */
  bootWaitMs: durationMs
    .default(0)
    .describe('How long it takes to start when opening the port restarted it, in ms.'),
  wakeUp: wakeUpSchema.optional(),
});
