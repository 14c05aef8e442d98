import { z } from 'zod';
import { changeRunSchema, wantedChangeSchema } from '../../configuration/change.ts';
import { configurationSchema } from '../../configuration/configuration.ts';
import { CONFIGURATION_FORMATS } from '../../configuration/formats/configurationFormatIds.ts';
import { templatePlanSchema } from '../../configuration/template/planTemplate.ts';
import { templateCheckSchema, templateSchema } from '../../configuration/template/template.ts';
import { OCPP_VERSIONS } from '../../ocpp/version.ts';
import { failureSchema } from '../failure.ts';
import { LIMITS } from '../limits.ts';
import { stationId, traceId } from './params.ts';

const text = z.string().max(LIMITS.payloadChars);
const stationIds = z.array(stationId).max(1000);

/** A file: its text, and a ticket for a host that saves it. */
const fileSchema = z.object({ text: z.string(), fileName: z.string(), ticket: z.string() });

/** One station of a check: what was found, and what applying would send; or why it could not be read. */
export const checkedStationSchema = z.object({
  stationId: z.string(),
  check: templateCheckSchema.optional(),
  plan: templatePlanSchema.optional(),
  failure: failureSchema.optional(),
});
export type CheckedStation = z.infer<typeof checkedStationSchema>;

/**
 * - `as-wanted`: there is nothing to send; `not-possible`: nothing that differs can be sent;
 * - `not-for`: the template is for other chargers; `failed`: it could not be read or changed.
 */
export const NOT_BEGUN_REASONS = ['as-wanted', 'not-possible', 'not-for', 'failed'] as const;

/** What applying a template to one station began. `cannot` is what the run leaves out, and why. */
export const appliedStationSchema = z.object({
  stationId: z.string(),
  run: changeRunSchema.optional(),
  reason: z.enum(NOT_BEGUN_REASONS).optional(),
  failure: failureSchema.optional(),
  /** Why there is no run. */
  sentence: z.string().optional(),
  cannot: templatePlanSchema.shape.cannot,
});
export type AppliedStation = z.infer<typeof appliedStationSchema>;

/** Templates, and configurations as files. A text that cannot be read fails with `invalid-params` and the place of the fault. */
export const TEMPLATE_METHODS = {
  /**
   * Reads the configuration of each station anew and holds the template against it; without stations it only reads the template. What
   * concerns one station, such as that it is not connected, stands with it.
   */
  'template.check': {
    params: z.object({ text, stationIds }),
    result: z.object({ template: templateSchema, stations: z.array(checkedStationSchema) }),
  },
  /**
   * Begins one run of changes for each station, all at once; their ways are in the topic `changeRuns`. A secret with a
   * `stationId` is for that one only and comes before one for all. `isForAll` applies it to stations that the template is not for;
   * `isConfirmed` is as with `configuration.change`, and a charger on a cable that asks for it fails with `conflict`.
   */
  'template.apply': {
    params: z.object({
      text,
      stationIds: stationIds.min(1),
      secrets: z
        .array(wantedChangeSchema.extend({ stationId: stationId.optional() }))
        .max(10_000)
        .optional(),
      isForAll: z.boolean().optional(),
      isConfirmed: z.boolean().optional(),
    }),
    result: z.object({ stations: z.array(appliedStationSchema) }),
  },
  /** A template out of what was read last, or out of a new reading where nothing was. */
  'template.make': {
    params: z.object({ stationId, name: z.string().max(200).optional() }),
    result: fileSchema,
  },
  /**
   * A configuration as a file, without its secrets: of a snapshot, or of a station as it was read last, or anew where it was not. `trace` is
   * the open session of the snapshot.
   */
  'configuration.export': {
    params: z
      .object({
        stationId: stationId.optional(),
        snapshotId: z.string().min(1).max(200).optional(),
        trace: traceId,
        format: z.enum(CONFIGURATION_FORMATS),
      })
      .refine((given) => (given.stationId === undefined) !== (given.snapshotId === undefined), {
        message: 'takes a stationId or a snapshotId',
      }),
    result: fileSchema,
  },
  /** A configuration out of a file of any known kind. `stationId` and `version` are for files that do not tell theirs. */
  'configuration.parse': {
    params: z.object({ text, stationId: stationId.optional(), version: z.enum(OCPP_VERSIONS).optional() }),
    result: z.object({
      configuration: configurationSchema,
      format: z.enum(CONFIGURATION_FORMATS),
      isOwnerKnown: z.boolean(),
      notes: z.array(z.string()),
    }),
  },
} as const;
