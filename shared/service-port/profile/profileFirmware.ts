import { z } from 'zod';
import { patternSchema } from './pattern/patternSchema.ts';
import { durationMs, keySchema, sendText, sentence, word } from './profileWords.ts';

export const FIRMWARE_METHODS = [
  'xmodem',
  'xmodem-crc',
  'xmodem-1k',
  'ymodem',
  'stk500v1',
  'an3155',
  'esp32',
] as const;
export const firmwareMethodSchema = z.enum(FIRMWARE_METHODS);
export type FirmwareMethod = z.infer<typeof firmwareMethodSchema>;

/** A value that the technician gives before the start command: `${name}` there. */
export const firmwareParameterSchema = z.strictObject({
  name: keySchema,
  title: word.optional(),
  default: z.string().max(200).optional(),
  pattern: patternSchema.optional(),
});

/** One step at the device, before or after the transfer: send, wait for what it prints, or both in that order. */
export const firmwareStepSchema = z.strictObject({
  send: sendText.optional(),
  expect: patternSchema.optional(),
  withinMs: durationMs.default(10_000),
  /** Bits per second from then on. */
  baud: z.number().int().min(50).max(12_000_000).optional(),
  /** What it means where the expected text does not come. */
  otherwise: sentence.optional(),
});

/** How firmware goes over the port. What was never tried on hardware is `isExperimental`. */
export const profileFirmwareSchema = z.strictObject({
  method: firmwareMethodSchema,
  isExperimental: z.boolean().default(true),
  /** Endings of files, with the dot; empty: any. */
  accepts: z
    .array(
      z
        .string()
        .regex(/^\.[A-Za-z0-9.]{1,20}$/)
        .describe('The ending of a file with its dot, such as .bin.'),
    )
    .max(20)
    .default([]),
  minBytes: z.number().int().min(1).optional(),
  maxBytes: z.number().int().min(1).optional(),
  /** Bytes that a right file has at an offset, in hex. */
  magic: z
    .strictObject({ offset: z.number().int().min(0), hex: z.string().regex(/^([0-9a-fA-F]{2}){1,64}$/) })
    .optional(),
  parameters: z.array(firmwareParameterSchema).max(20).default([]),
  /** Before the start command: stop the start-up, log in, change the rate. */
  before: z.array(firmwareStepSchema).max(20).default([]),
  /** The command that makes the device wait for a file; `${name}` are the parameters. Absent: it waits already. */
  start: sendText.optional(),
  /** What it prints when it waits, beside the `C` or NAK of the transfer. */
  waitFor: patternSchema.optional(),
  after: z.array(firmwareStepSchema).max(20).default([]),
  /** Time that the device needs to start anew. */
  restartMs: durationMs.default(30_000),
  /** The item that tells the version afterwards; absent: `identity.firmwareVersion`. */
  versionKey: keySchema.optional(),
  /**
   * What a boot loader finds, and where firmware goes. `signature`, in hex: of stk500v1 the three bytes of the chip, of an3155 its product id
   * (`0410`). `name`: of esp32 as its boot loader tells it (`ESP32-S3`). `pageBytes`: of stk500v1 what one write takes, of an3155 what one erasure
   * takes (absent: all of the flash is erased).
   */
  chip: z
    .strictObject({
      name: word,
      signature: z
        .string()
        .regex(/^([0-9a-fA-F]{2}){1,8}$/)
        .optional(),
      pageBytes: z.number().int().min(1).max(65_536).optional(),
      flashAddress: z.number().int().min(0).max(0xffffffff).optional(),
    })
    .optional(),
  /** What may not be done, or will be lost. */
  warnings: z.array(sentence).max(20).default([]),
});
export type ProfileFirmware = z.output<typeof profileFirmwareSchema>;
