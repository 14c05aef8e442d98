import { z } from 'zod';
import { driverItemSchema } from '../service-port/driverItem.ts';

export const ACCESS = ['read-only', 'read-write', 'write-only'] as const;

/** What a 2.x station says about one of its variables (VariableCharacteristicsType, OCPP 2.0.1 part 2 §2.50). */
export const characteristicsSchema = z.object({
  dataType: z.string(),
  unit: z.string().optional(),
  minLimit: z.number().optional(),
  maxLimit: z.number().optional(),
  /** Allowed values, or members of a list. */
  valuesList: z.array(z.string()).optional(),
  supportsMonitoring: z.boolean().optional(),
});
export type Characteristics = z.infer<typeof characteristicsSchema>;

/**
 * One thing of a configuration that can be read or written: a configuration key of OCPP 1.x, one attribute of a variable
 * of 2.x, or an item of a driver on the service port. `address` names it within its station: the key as the station spells it, or the
 * text of `variableAddress.ts`. `value` is absent where the station did not tell it, as for all that is write-only.
 */
export const configurationItemSchema = z.object({
  address: z.string(),
  value: z.string().optional(),
  /** As the station says; absent where it said nothing. */
  access: z.enum(ACCESS).optional(),
  characteristics: characteristicsSchema.optional(),
  /** Kept over a restart, where the station says so. */
  isPersistent: z.boolean().optional(),
  /** Cannot change while the station runs, where the station says so. */
  isConstant: z.boolean().optional(),
  /** The status that a 2.x station gave instead of a value, such as `NotSupportedAttributeType`. */
  status: z.string().optional(),
  /** What the profile of the service port says of it. */
  driver: driverItemSchema.optional(),
  /** What an odd value or spelling means, in one sentence. */
  note: z.string().optional(),
});
export type ConfigurationItem = z.infer<typeof configurationItemSchema>;
export type Access = (typeof ACCESS)[number];
