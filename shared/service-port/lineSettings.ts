import { z } from 'zod';

/** `8N1` and the like: data bits, parity (none, even, odd, mark, space), stop bits. */
export const lineFormatSchema = z
  .string()
  .regex(/^[5678][NEOMS][12]$/, 'A format looks like 8N1, 8E1 or 7O2.');

/** How bytes travel over a serial line. Of a plain TCP connection nothing of it holds. */
export const lineSettingsSchema = z.object({
  /** Bits per second. */
  baud: z.number().int().min(50).max(12_000_000),
  format: lineFormatSchema,
  flowControl: z.enum(['none', 'rts-cts', 'xon-xoff']),
  /**
   * How DTR and RTS stand when the port is opened. Many USB chips pulse DTR, and that restarts an ESP32 or AVR: off is offered,
   * but some systems pulse it all the same.
   */
  dtr: z.boolean(),
  rts: z.boolean(),
});
export type LineSettings = z.infer<typeof lineSettingsSchema>;

export const DEFAULT_LINE: LineSettings = {
  baud: 115_200,
  format: '8N1',
  flowControl: 'none',
  dtr: true,
  rts: true,
};

/** Lines that the technician sets and that the device drives; absent where the port cannot tell, as of a pty or plain TCP. */
export const lineSignalsSchema = z.object({
  dtr: z.boolean().optional(),
  rts: z.boolean().optional(),
  cts: z.boolean().optional(),
  dsr: z.boolean().optional(),
  dcd: z.boolean().optional(),
  ri: z.boolean().optional(),
});
export type LineSignals = z.infer<typeof lineSignalsSchema>;
