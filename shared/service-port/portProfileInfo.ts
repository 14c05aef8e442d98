import { z } from 'zod';
import { capabilitiesSchema } from './capability.ts';
import { lineFormatSchema } from './lineSettings.ts';

/** Where the facts of a profile come from, the strongest first. `second-hand` is to be checked against the maker's document. */
export const EVIDENCE_LEVELS = ['hardware', 'vendor-doc', 'source-code', 'second-hand'] as const;
export const evidenceLevelSchema = z.enum(EVIDENCE_LEVELS);
export type EvidenceLevel = z.infer<typeof evidenceLevelSchema>;

export const PORT_DRIVERS = ['console', 'rapi', 'modbus', 'ocpp-lines', 'json-lines'] as const;
export const portDriverSchema = z.enum(PORT_DRIVERS);
export type PortDriver = z.infer<typeof portDriverSchema>;

/** A profile as lists show it. */
export const portProfileInfoSchema = z.object({
  id: z.string(),
  name: z.string(),
  vendor: z.string().optional(),
  models: z.array(z.string()),
  driver: portDriverSchema,
  evidence: z.object({ level: evidenceLevelSchema, source: z.string(), note: z.string().optional() }),
  bauds: z.array(z.number().int()),
  formats: z.array(lineFormatSchema),
  capabilities: capabilitiesSchema,
  /** Unit numbers of a bus that it may have. */
  unit: z.object({ default: z.number().int(), from: z.number().int(), to: z.number().int() }).optional(),
  /** USB adapters that speak for it; `isOwn`: the adapter sits in the device itself, else it is a chip that many have. */
  usb: z.array(z.object({ vid: z.string(), pid: z.string().optional(), isOwn: z.boolean() })).optional(),
  origin: z.enum(['built-in', 'own']),
  /** Of a file in the technician's folder. */
  file: z.string().optional(),
  /** The name of the built-in profile in whose place it stands. */
  replaces: z.string().optional(),
  /** Commands for the console: `{name}` in `send` is asked for. */
  macros: z.array(z.object({ name: z.string(), send: z.string(), meaning: z.string().optional() })),
  /** What to know before it is used. */
  notes: z.array(z.string()),
});
export type PortProfileInfo = z.infer<typeof portProfileInfoSchema>;

/** Devices that have no serial port, though often asked for, and what to do instead. */
export const portlessDeviceSchema = z.object({
  name: z.string(),
  sentence: z.string(),
  remedy: z.string(),
  /** It takes a USB stick that is prepared for it (`stick.plan`). */
  takesStick: z.boolean().optional(),
});

/** A file of the technician that is not used, and why, by line and field. */
export const profileTroubleSchema = z.object({
  file: z.string(),
  line: z.number().int().optional(),
  field: z.string().optional(),
  sentence: z.string(),
});
export type ProfileTrouble = z.infer<typeof profileTroubleSchema>;

export const portProfilesSchema = z.object({
  profiles: z.array(portProfileInfoSchema),
  portless: z.array(portlessDeviceSchema),
  troubles: z.array(profileTroubleSchema),
  /** Where technicians put their own; absent where nothing can be kept. */
  folder: z.string().optional(),
});
export type PortProfiles = z.infer<typeof portProfilesSchema>;

/** `heidelberg.yaml, line 12, items[3].write.min: must be a number, not “6 A”.` */
export function troubleText({ file, line, field, sentence }: ProfileTrouble): string {
  const place = [file, line === undefined ? '' : `line ${line}`, field ?? ''].filter((part) => part !== '');
  return place.length === 0 ? sentence : `${place.join(', ')}: ${sentence}`;
}
