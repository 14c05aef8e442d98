import { z } from 'zod';
import { OUTCOMES } from '../station/outcome.ts';

/** What a technician wants an item to be. */
export const wantedChangeSchema = z.object({
  address: z.string().min(1).max(5000),
  value: z.string().max(100_000),
});
export type WantedChange = z.infer<typeof wantedChangeSchema>;

/**
 * - `waiting`: its turn has not come; `sending`: it is on its way, so that it may hold or not;
 * - `accepted`: the station took it; `needs-restart`: it took it, and uses it after a restart;
 * - `refused`: the station did not take it; `unanswered`: it gave no answer, so that it may hold or not;
 * - `not-sent`: it never left, so that nothing changed.
 */
export const CHANGE_STATES = [
  'waiting',
  'sending',
  'accepted',
  'needs-restart',
  'refused',
  'unanswered',
  'not-sent',
] as const;
export type ChangeState = (typeof CHANGE_STATES)[number];

/**
 * What reading the item again told: `as-wanted`; `same-meaning`: written otherwise, such as `True` for `true`;
 * `unchanged`: still what it was; `different`: something else; `not-readable`: the station does not tell it.
 */
export const READ_BACKS = ['as-wanted', 'same-meaning', 'unchanged', 'different', 'not-readable'] as const;

/**
 * One change of a run and what became of it. `before` and `after` are what the station told, absent where it did not. For a
 * secret, all three values are absent. `status` is the station's own word, `outcome` how the command ended.
 */
export const changeStepSchema = z.object({
  address: z.string(),
  isSecret: z.boolean(),
  before: z.string().optional(),
  wanted: z.string().optional(),
  after: z.string().optional(),
  state: z.enum(CHANGE_STATES),
  /** When it was sent (epoch ms). */
  at: z.number().optional(),
  outcome: z.enum(OUTCOMES).optional(),
  status: z.string().optional(),
  readBack: z.enum(READ_BACKS).optional(),
  /** Not sent, since a car charges or may: going on with the run needs a confirmation, or an end of the charging (service port only). */
  isHeldBack: z.boolean().optional(),
  /** What it means for the technician, where that is not plain from the rest. */
  sentence: z.string().optional(),
  requestSeq: z.number().int().optional(),
  responseSeq: z.number().int().optional(),
});
export type ChangeStep = z.infer<typeof changeStepSchema>;

/** What the changes were made for. */
export const CHANGE_ORIGINS = ['edit', 'template', 'undo', 'import'] as const;

/**
 * - `running`; `waiting-for-station`: the station left in the middle, and the run goes on when it is there again;
 * - `finished`: every change had its turn;
 * - `broken-off`: some had not, because the station stayed away, the technician stopped it, Kerbside ended, or one was held back. It can
 *   be continued.
 */
export const RUN_STATES = ['running', 'waiting-for-station', 'finished', 'broken-off'] as const;

/**
 * A list of changes sent to one station, in order, each with its outcome. Kept in the session at each step, so that it
 * is known after a crash what was done and what was not. `snapshotId` is the configuration before it. Times are epoch ms.
 */
export const changeRunSchema = z.object({
  id: z.string(),
  stationId: z.string(),
  origin: z.enum(CHANGE_ORIGINS),
  /** Of the template, the snapshot or the file. */
  name: z.string().optional(),
  startedAt: z.number(),
  endedAt: z.number().optional(),
  state: z.enum(RUN_STATES),
  steps: z.array(changeStepSchema),
  snapshotId: z.string().optional(),
  /** The station left and booted by itself upon a change. */
  restartedByItself: z.boolean(),
  /** Times of a restart that came after the changes: what needed one holds since. */
  restartedAt: z.number().optional(),
  sentence: z.string(),
});
export type ChangeRun = z.infer<typeof changeRunSchema>;
