import { z } from 'zod';
import type { PortDriver } from '../portProfileInfo.ts';
import { consoleProfileSchema } from './consoleProfile.ts';
import { jsonLinesProfileSchema, ocppLinesProfileSchema } from './linesProfile.ts';
import { modbusProfileSchema } from './modbusProfile.ts';
import { rapiProfileSchema } from './rapiProfile.ts';

/** The shape of a profile for each driver. */
export const PROFILE_SCHEMAS = {
  console: consoleProfileSchema,
  rapi: rapiProfileSchema,
  modbus: modbusProfileSchema,
  'ocpp-lines': ocppLinesProfileSchema,
  'json-lines': jsonLinesProfileSchema,
} satisfies Record<PortDriver, z.ZodType>;

/** What is known of one kind of device on a cable: data only. What may be left out is filled in. */
export const portProfileSchema = z.discriminatedUnion('driver', [
  consoleProfileSchema,
  rapiProfileSchema,
  modbusProfileSchema,
  ocppLinesProfileSchema,
  jsonLinesProfileSchema,
]);
export type PortProfile = z.output<typeof portProfileSchema>;

/** A profile as it is written, in a file or as built-in data: defaults may be left out. */
export type PortProfileSource = z.input<typeof portProfileSchema>;
