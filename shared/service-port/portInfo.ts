import { z } from 'zod';

/**
 * A port that can be opened: one that the system lists, or one that the technician typed (`typed`), such as a pty, `COM12` or
 * `tcp://host:port` (raw) and `rfc2217://host:port` (with line settings). `deviceKey` stays the same when the same adapter gets
 * another name (vid, pid and serial number); a typed path is its own key.
 */
export const portInfoSchema = z.object({
  path: z.string().min(1).max(1000),
  origin: z.enum(['listed', 'typed', 'practice']),
  /** What people call it: `FTDI FT232R`, `Silicon Labs CP2102`, `Practice charger: OpenEVSE`. */
  name: z.string(),
  /** The adapter's chip, by its vid and pid: `FTDI`, `CP210x`, `CH34x`, … */
  chip: z.string().optional(),
  vid: z.string().optional(),
  pid: z.string().optional(),
  serialNumber: z.string().optional(),
  deviceKey: z.string(),
  /** It is unplugged, and was open or remembered. */
  isGone: z.boolean(),
  /** Another program has it, as far as the system tells. */
  busyWith: z.string().optional(),
});
export type PortInfo = z.infer<typeof portInfoSchema>;

/** Why there is no list, and devices that look like a charger but have no serial port (a USB network card). */
export const portListSchema = z.object({
  ports: z.array(portInfoSchema),
  /** A sentence where the system gives no list; a path can be typed all the same. */
  trouble: z.object({ sentence: z.string(), remedy: z.string() }).optional(),
  /** Such as “A USB network device of a Bender controller is there: it has no serial port. Open http://192.168.123.123.” */
  hints: z.array(z.string()),
});
export type PortList = z.infer<typeof portListSchema>;
