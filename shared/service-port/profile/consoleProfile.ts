import { z } from 'zod';
import { ocppPrintSchema, profileCommonSchema } from './profileCommon.ts';
import { profileFirmwareSchema } from './profileFirmware.ts';
import { profileItemSchema, writeRuleSchema } from './profileItem.ts';
import { profileLineSchema } from './profileLine.ts';
import { durationMs, keySchema, sendText, sentence, word } from './profileWords.ts';
import { patternSchema } from './pattern/patternSchema.ts';

/** What stands at the end of the output when the device waits: a text, or a pattern over the last line; exactly one of them. */
export const promptSchema = z.strictObject({
  name: keySchema,
  text: z.string().min(1).max(200).optional(),
  pattern: patternSchema.optional(),
});

/** Names of prompts. User name and password are asked of the technician each time and never kept. */
export const loginSchema = z.strictObject({
  userPrompt: keySchema,
  passwordPrompt: keySchema.optional(),
  /** The prompt behind the door. */
  shellPrompt: keySchema,
  /** What the device prints when it refuses. */
  refused: patternSchema.optional(),
});

/** What goes on when a page is full: the text that waits, and what is sent. */
export const pagerSchema = z.strictObject({ prompt: patternSchema, send: sendText });

/**
 * How the output becomes fields: `lines` runs `patterns` over each line, named groups are the fields; `key-value` splits each line at
 * `separator`; `json` takes the first JSON value, fields are paths `a.b.0`; `text`: all of it is the field `text`.
 */
export const outputParserSchema = z.strictObject({
  kind: z.enum(['lines', 'key-value', 'json', 'text']),
  patterns: z.array(patternSchema).max(50).optional(),
  separator: z.string().min(1).max(10).optional(),
});

/**
 * A command and its output. The output ends where `reply` fits a line (then its named groups are fields, too), else at a prompt:
 * `until`, or any. `at`: the prompts where it can be given; empty: anywhere.
 */
export const consoleCommandSchema = z.strictObject({
  key: keySchema,
  send: sendText,
  meaning: sentence.optional(),
  at: z.array(keySchema).max(10).default([]),
  until: keySchema.optional(),
  reply: patternSchema.optional(),
  parse: outputParserSchema.optional(),
  /** What it prints when it refuses. */
  refused: patternSchema.optional(),
  timeoutMs: durationMs.optional(),
  maxBytes: z.number().int().min(1).max(10_000_000).default(262_144),
  /** It changes nothing. */
  isReading: z.boolean().default(true),
});
export type ConsoleCommand = z.output<typeof consoleCommandSchema>;

export const consoleItemSchema = profileItemSchema.extend({
  type: z.enum(['integer', 'decimal', 'text', 'boolean', 'choice']),
  /** Shown value = raw value × `scale` + `offset`. */
  scale: z.number().optional(),
  offset: z.number().optional(),
  /** Key of the command and name of the field. Absent: it can only be written. */
  read: z.strictObject({ command: keySchema, field: word }).optional(),
  /** `{value}` in `send` is the raw value; more than one line is sent one after the other, each up to the prompt. */
  write: writeRuleSchema
    .extend({
      send: z.array(sendText).min(1).max(10),
      values: z.record(z.string().max(100), z.string().max(200)).optional(),
      refused: patternSchema.optional(),
    })
    .optional(),
});
export type ConsoleItem = z.output<typeof consoleItemSchema>;

/** A log that can be pulled: the output of a command, or a file that the command sends. */
export const consoleDiagnosticsSchema = z.strictObject({
  title: word,
  send: sendText,
  method: z.enum(['command', 'ymodem', 'xmodem']),
  at: z.array(keySchema).max(10).default([]),
  /** For `command`: no output for so long, without a prompt, is the end. */
  timeoutMs: durationMs.optional(),
  maxBytes: z.number().int().min(1).max(2_000_000_000).default(100_000_000),
});

/** A device with a command line. */
export const consoleProfileSchema = profileCommonSchema.extend({
  driver: z.literal('console'),
  line: profileLineSchema.extend({
    eol: z.enum(['cr', 'lf', 'crlf', 'none']).default('cr'),
    /** It sends back what is typed. */
    hasEcho: z.boolean().default(true),
  }),
  prompts: z.array(promptSchema).max(30).default([]),
  login: loginSchema.optional(),
  pager: pagerSchema.optional(),
  /** Lines that say that the device has just started. */
  bootLines: z.array(patternSchema).max(20).default([]),
  commands: z.array(consoleCommandSchema).max(200).default([]),
  /** Commands that only read, and what must come for this profile to fit; empty: only a prompt is waited for. */
  identify: z
    .array(z.strictObject({ command: keySchema, field: word.optional(), matches: patternSchema.optional() }))
    .max(10)
    .default([]),
  items: z.array(consoleItemSchema).max(500).default([]),
  diagnostics: z.array(consoleDiagnosticsSchema).max(50).default([]),
  firmware: profileFirmwareSchema.optional(),
  ocpp: ocppPrintSchema.optional(),
});
export type ConsoleProfile = z.output<typeof consoleProfileSchema>;
