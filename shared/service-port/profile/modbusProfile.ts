import { z } from 'zod';
import { patternSchema } from './pattern/patternSchema.ts';
import { profileCommonSchema } from './profileCommon.ts';
import { profileItemSchema, writeRuleSchema } from './profileItem.ts';
import { profileLineSchema } from './profileLine.ts';
import { durationMs, sentence, word } from './profileWords.ts';

const address = z
  .number()
  .int()
  .min(0)
  .max(65_536)
  .describe('Number of a register or coil; hexadecimal as 0x4000.');
const wordOrder = z.enum(['high-first', 'low-first']);

/**
 * How registers are read. `bits`: flags of one to four registers, by `flags`; `bit`: one of them, by `bit`; `coil` and `discrete`: functions 1 and 2. `char` is
 * text with one character in each register, `string` has two.
 */
export const MODBUS_TYPES = [
  'u16',
  'i16',
  'u32',
  'i32',
  'u64',
  'i64',
  'f32',
  'f64',
  'string',
  'char',
  'hex',
  'bcd',
  'bits',
  'bit',
  'coil',
  'discrete',
] as const;
export const modbusTypeSchema = z.enum(MODBUS_TYPES);
export type ModbusType = z.infer<typeof modbusTypeSchema>;

export const modbusReadFunctionSchema = z.literal([1, 2, 3, 4]);
export const modbusWriteFunctionSchema = z.literal([5, 6, 15, 16]);

/** Registers that may be read with one request; what lies between blocks is never asked for. */
export const modbusBlockSchema = z.strictObject({
  fc: modbusReadFunctionSchema,
  addr: address,
  n: z.number().int().min(1).max(2000),
  /** It is not there on every device: an exception is no fault. */
  isOptional: z.boolean().default(false),
});
export type ModbusBlock = z.output<typeof modbusBlockSchema>;

/**
 * A request that only reads, and what must come for this profile to fit; all of them must. Numbers are raw, before `scale`. `type`, `count`
 * as in items. With none of the conditions, an answer without exception is enough.
 */
export const modbusProbeSchema = z.strictObject({
  fc: modbusReadFunctionSchema,
  addr: address,
  type: modbusTypeSchema.default('u16'),
  count: z.number().int().min(1).max(125).optional(),
  min: z.number().optional(),
  max: z.number().optional(),
  oneOf: z.array(z.number()).max(100).optional(),
  matches: patternSchema.optional(),
  /** What must come is an exception: this register is not there. */
  isMissing: z.boolean().default(false),
  meaning: sentence.optional(),
});
export type ModbusProbe = z.output<typeof modbusProbeSchema>;

export const modbusWriteSchema = writeRuleSchema.extend({
  fc: modbusWriteFunctionSchema,
  /** Where it is written, if not where it is read. */
  addr: address.optional(),
  /** The key of the item that shows the value afterwards, if not this one; for registers that are only written. */
  readBack: word.optional(),
});

export const modbusItemSchema = profileItemSchema.extend({
  /** Absent: it can only be written. */
  fc: modbusReadFunctionSchema.optional(),
  addr: address,
  type: modbusTypeSchema,
  /** Registers of `string`, `char`, `hex`, `bcd` and `bits`; default 1. */
  count: z.number().int().min(1).max(125).optional(),
  wordOrder: wordOrder.optional(),
  byteOrder: wordOrder.optional(),
  /** Of the raw value only these bits count, shifted down. */
  mask: z.number().int().min(1).max(0xffffffff).optional(),
  /** Of `bit`: 0 is the lowest of the register. */
  bit: z.number().int().min(0).max(63).optional(),
  /** Of `bits`: number of the bit to its name. */
  flags: z
    .record(z.string().regex(/^\d{1,2}$/), word)
    .optional()
    .describe('Number of a bit, 0 is the lowest, to its name.'),
  /** Shown value = raw value × `scale` + `offset`. */
  scale: z.number().optional().describe('Shown value = raw value × scale + offset.'),
  offset: z.number().optional(),
  /** Raw values that mean “not there”. */
  absent: z.array(z.number()).max(20).optional(),
  write: modbusWriteSchema.optional(),
});
export type ModbusItem = z.output<typeof modbusItemSchema>;

/** Without this write every `everyMs` the device falls back to a safe state. `value` is raw. */
export const modbusHeartbeatSchema = z.strictObject({
  fc: z.literal([6, 16]),
  addr: address,
  value: z.number().int().min(0).max(65_535),
  everyMs: durationMs.min(100),
  /** What happens with it, and what without it. */
  meaning: sentence,
});

export const modbusLineSchema = profileLineSchema.extend({
  /** `tcp`: the same registers behind a Modbus TCP address, such as a gateway. The first is the usual one. */
  framings: z
    .array(z.enum(['rtu', 'ascii', 'tcp']))
    .min(1)
    .max(3)
    .default(['rtu']),
  /** Writes to all units at once (unit 0) are understood. */
  hasBroadcast: z.boolean().default(false),
});

/** A device with registers. */
export const modbusProfileSchema = profileCommonSchema.extend({
  driver: z.literal('modbus'),
  line: modbusLineSchema,
  /** 1 where the addresses below are those of a manual that counts from 1: on the wire they are one less. */
  addressBase: z
    .literal([0, 1])
    .default(0)
    .describe('1 where addresses are those of a manual that counts from 1.'),
  /** Of values with more than one register. */
  wordOrder: wordOrder.default('high-first'),
  /** In each register. */
  byteOrder: wordOrder.default('high-first'),
  identify: z.array(modbusProbeSchema).min(1).max(20),
  blocks: z.array(modbusBlockSchema).min(1).max(200),
  items: z.array(modbusItemSchema).min(1).max(1000),
  heartbeat: modbusHeartbeatSchema.optional(),
});
export type ModbusProfile = z.output<typeof modbusProfileSchema>;
