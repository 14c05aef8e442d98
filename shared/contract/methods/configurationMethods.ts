import { z } from 'zod';
import { changeRunSchema, CHANGE_ORIGINS, wantedChangeSchema } from '../../configuration/change.ts';
import { configurationSchema, READ_SCOPES } from '../../configuration/configuration.ts';
import { readPartSchema } from '../../configuration/readPart.ts';
import { keptSnapshotSchema, snapshotSchema } from '../../configuration/snapshot.ts';
import { outcomeSchema } from '../../station/outcome.ts';
import { stationId, traceId } from './params.ts';

const address = z.string().min(1).max(5000);
const runId = z.string().min(1).max(200);
const snapshotId = z.string().min(1).max(200);
const name = z.string().max(200);
const note = z.string().max(4000);
const changes = z.array(wantedChangeSchema).min(1).max(10_000);

/**
 * The configuration of a station: read, changed, proven and undone. All fail with `not-found` for a station that was never seen. What
 * sends something fails with `unavailable` where the station is not connected, and with `busy` while the same station is being read or changed.
 */
export const CONFIGURATION_METHODS = {
  /**
   * Reads the configuration so that it comes through. 1.x: all keys at once where that works, else the standard keys in small requests. 2.x:
   * GetBaseReport of `scope` (`full` unless said otherwise), and GetVariables of the standard variables where that does not
   * come. `addresses` reads only those. `part` asks for a part of a device model with GetReport; it fails with `conflict` where there is none
   * (1.x). What only a part of was read stands in the latest configuration, too: in the place of what is known there, and beside it. Only one of
   * `scope`, `addresses` and `part` may be given, else it fails with `invalid-params`. Nothing is written. Progress is in the topic `configurations`; cancelling the
   * method ends the reading. `timeoutMs` is for each request.
   */
  'configuration.read': {
    params: z.object({
      stationId,
      scope: z.enum(READ_SCOPES).optional(),
      addresses: z.array(address).min(1).max(5000).optional(),
      part: readPartSchema.optional(),
      timeoutMs: z.number().int().min(100).max(600_000).optional(),
    }),
    result: configurationSchema,
  },
  /**
   * What was read last since Kerbside started. Where nothing was, the newest snapshot of the session with what became of the
   * changes since; then `snapshotId` names it, `readAt` of the configuration says how old it is, and secrets have no value. Nothing
   * where neither is there.
   */
  'configuration.latest': {
    params: z.object({ stationId }),
    result: z.object({ configuration: configurationSchema.optional(), snapshotId: snapshotId.optional() }),
  },

  /**
   * Sends changes in order, each with read-back, after a snapshot. Answers as soon as the run has begun; its way is in the topic
   * `changeRuns`. `addresses` that are secret keep no value in the session. Fails with `conflict` where a car charges at a charger on a
   * cable, or may, and a change has to do with that; `isConfirmed` overrules it, but for restarts. Where a car comes in the middle, or the
   * charger leaves and comes back, such a change is held back, and the run breaks off.
   */
  'configuration.change': {
    params: z.object({
      stationId,
      changes,
      origin: z.enum(CHANGE_ORIGINS),
      name: name.optional(),
      /** The technician knows that a car is charging, or may be (service port only). */
      isConfirmed: z.boolean().optional(),
    }),
    result: changeRunSchema,
  },
  /**
   * Goes on with a run that broke off: what was not sent is sent, and what has no answer is read first. `secrets` are the values
   * of secrets that are still to be sent; fails with `invalid-params` and their addresses where one is missing. `isConfirmed` is as with
   * `configuration.change`, for what is still to be written and as things are now: fails with `conflict` where that is asked for.
   */
  'changeRun.continue': {
    params: z.object({
      id: runId,
      secrets: z.array(wantedChangeSchema).max(1000).optional(),
      isConfirmed: z.boolean().optional(),
    }),
    result: changeRunSchema,
  },
  /** Stops after the change that is on its way. */
  'changeRun.stop': { params: z.object({ id: runId }), result: changeRunSchema },
  /**
   * Of one station or all, oldest first; `trace` is another open session. `isUnfinished`: only those that broke off with something left to
   * do, so that they can go on; a station may have several.
   */
  'changeRuns.list': {
    params: z.object({
      stationId: stationId.optional(),
      isUnfinished: z.boolean().optional(),
      trace: traceId,
    }),
    result: z.array(changeRunSchema),
  },
  /**
   * Restarts the station, so that changes that wait for it hold, and reads them back when it is there again. Fails with `conflict` while a
   * transaction runs.
   */
  'configuration.restart': { params: z.object({ stationId }), result: outcomeSchema },

  /** Keeps the configuration, read anew unless `isLatest` asks for what was read last. */
  'snapshot.take': {
    params: z.object({
      stationId,
      name: name.optional(),
      note: note.optional(),
      isLatest: z.boolean().optional(),
    }),
    result: snapshotSchema,
  },
  /** Keeps a configuration that came from a file as a snapshot of the station. */
  'snapshot.import': {
    params: z.object({ stationId, configuration: configurationSchema, name: name.optional() }),
    result: snapshotSchema,
  },
  'snapshot.describe': {
    params: z.object({ id: snapshotId, name: name.optional(), note: note.optional() }),
    result: snapshotSchema,
  },
  'snapshots.list': {
    params: z.object({ stationId: stationId.optional(), trace: traceId }),
    result: z.array(snapshotSchema),
  },
  'snapshot.read': { params: z.object({ id: snapshotId, trace: traceId }), result: keptSnapshotSchema },
  /**
   * What would bring the station back to a snapshot: reads it anew and answers with the changes to send, and with what cannot be brought
   * back and why. Send them with `configuration.change`.
   */
  'snapshot.undoPlan': {
    params: z.object({ id: snapshotId }),
    result: z.object({
      changes: z.array(wantedChangeSchema),
      cannot: z.array(z.object({ address: z.string(), sentence: z.string() })),
    }),
  },
} as const;
