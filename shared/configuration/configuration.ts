import { z } from 'zod';
import { configurationItemSchema } from './item.ts';
import { readPartSchema } from './readPart.ts';
import { readingStepSchema } from './readingStep.ts';
import { SPOKEN } from './spoken.ts';

/**
 * How much of a 2.x device model is asked for (ReportBaseEnumType, OCPP 2.0.1 part 2 §3.56): `configuration` is all that can be
 * set, `summary` the state of the station, `full` everything. For 1.x there is only all of it.
 */
export const READ_SCOPES = ['full', 'configuration', 'summary'] as const;
export type ReadScope = (typeof READ_SCOPES)[number];

/**
 * How it was read: `all-at-once` and `in-chunks` with GetConfiguration; `report` from the parts of a report and `by-name` with
 * GetVariables; `driver` over the service port;
 * `from-file` where a file holds it; `not-read` where nothing came.
 */
export const READ_WAYS = [
  'all-at-once',
  'in-chunks',
  'report',
  'by-name',
  'driver',
  'from-file',
  'not-read',
] as const;

export const CONFIGURATION_ISSUE_SEVERITIES = ['info', 'warning', 'error'] as const;

/** Something that is not as it should be; `address` is absent for what concerns the whole. */
export const configurationIssueSchema = z.object({
  address: z.string().optional(),
  severity: z.enum(CONFIGURATION_ISSUE_SEVERITIES),
  sentence: z.string(),
});
export type ConfigurationIssue = z.infer<typeof configurationIssueSchema>;

/** Who had the configuration, as the station had told by then. */
export const configurationOwnerSchema = z.object({
  stationId: z.string(),
  version: z.enum(SPOKEN),
  vendor: z.string().optional(),
  model: z.string().optional(),
  serialNumber: z.string().optional(),
  firmwareVersion: z.string().optional(),
});
export type ConfigurationOwner = z.infer<typeof configurationOwnerSchema>;

/**
 * The configuration of a station as it was at `readAt` (epoch ms). `unknown` are addresses that the station says it does
 * not have, `unread` those it gave no answer about. `isWhole` is false where items may be missing; `sentence` says how
 * it was read and what is missing. `parts` are what was asked for where that was not everything: then what is absent was not
 * asked for, and `isWhole` is false. `chunk` is how many items for each request worked, `steps` are the requests, and `proof`
 * the records of requests and reports.
 */
export const configurationSchema = z.object({
  owner: configurationOwnerSchema,
  readAt: z.number(),
  scope: z.enum(READ_SCOPES),
  how: z.enum(READ_WAYS),
  chunk: z.number().int().optional(),
  isWhole: z.boolean(),
  parts: z.array(readPartSchema).optional(),
  items: z.array(configurationItemSchema),
  unknown: z.array(z.string()),
  unread: z.array(z.string()),
  issues: z.array(configurationIssueSchema),
  steps: z.array(readingStepSchema),
  sentence: z.string(),
  proof: z.array(z.number().int()),
});
export type Configuration = z.infer<typeof configurationSchema>;
