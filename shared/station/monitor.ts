import { z } from 'zod';
import { OUTCOMES } from './outcome.ts';

/** MonitorEnumType; the last two came with OCPP 2.1 (part 2 §3.58). */
export const MONITOR_TYPES = [
  'UpperThreshold',
  'LowerThreshold',
  'Delta',
  'Periodic',
  'PeriodicClockAligned',
  'TargetDelta',
  'TargetDeltaRelative',
] as const;
export type MonitorType = (typeof MONITOR_TYPES)[number];

export const MONITOR_TYPES_OF_21: readonly MonitorType[] = ['TargetDelta', 'TargetDeltaRelative'];

/** MonitoringCriterionEnumType (OCPP 2.0.1 part 2 §3.60). */
export const MONITORING_CRITERIA = ['ThresholdMonitoring', 'DeltaMonitoring', 'PeriodicMonitoring'] as const;
export type MonitoringCriterion = (typeof MONITORING_CRITERIA)[number];

/** MonitoringBaseEnumType (OCPP 2.0.1 part 2 §3.59). */
export const MONITORING_BASES = ['All', 'FactoryDefault', 'HardWiredOnly'] as const;
export type MonitoringBase = (typeof MONITORING_BASES)[number];

/**
 * Who made a monitor: `CustomMonitor` was set by a central system, the others are the maker's. A hard-wired one cannot be changed or cleared. 2.1
 * stations tell it in their report, those of 2.0.1 only in their events (EventNotificationEnumType).
 */
export const EVENT_NOTIFICATION_TYPES = [
  'HardWiredNotification',
  'HardWiredMonitor',
  'PreconfiguredMonitor',
  'CustomMonitor',
] as const;
export type EventNotificationType = (typeof EVENT_NOTIFICATION_TYPES)[number];

/**
 * A monitor of a 2.x station. `address` is the variable as `variableAddress.ts` writes it. `value` is a threshold, a
 * difference, or for periodic types an interval in s. `type` is the station's own word, and `made` is absent where nobody
 * said it. `isTransaction`: it works only while a transaction runs.
 */
export const monitorSchema = z.object({
  id: z.number().int(),
  address: z.string(),
  type: z.string(),
  value: z.number().optional(),
  severity: z.number().int().optional(),
  isTransaction: z.boolean(),
  made: z.enum(EVENT_NOTIFICATION_TYPES).optional(),
});
export type Monitor = z.infer<typeof monitorSchema>;

/** A monitor to be set; with the id of an existing one, that one is replaced. */
export const wantedMonitorSchema = z.object({
  id: z.number().int().min(0).optional(),
  address: z.string().min(1).max(5000),
  type: z.enum(MONITOR_TYPES),
  value: z.number(),
  severity: z.number().int().min(0).max(9),
  isTransaction: z.boolean().optional(),
});
export type WantedMonitor = z.infer<typeof wantedMonitorSchema>;

/**
 * What became of one monitor. `status` is the station's own word, absent where it gave none; `sentence` says what it means;
 * the records prove it.
 */
const endedSchema = z.object({
  isDone: z.boolean(),
  status: z.string().optional(),
  outcome: z.enum(OUTCOMES).optional(),
  sentence: z.string(),
  requestSeq: z.number().int().optional(),
  responseSeq: z.number().int().optional(),
});
export type MonitorEnd = z.infer<typeof endedSchema>;

export const setMonitorSchema = endedSchema.extend({
  wanted: wantedMonitorSchema,
  id: z.number().int().optional(),
});
export type SetMonitor = z.infer<typeof setMonitorSchema>;

export const clearedMonitorSchema = endedSchema.extend({ id: z.number().int() });
export type ClearedMonitor = z.infer<typeof clearedMonitorSchema>;

export const monitoringEndSchema = endedSchema;

/**
 * The monitors of a station as far as they are known: from its last report and from what was set and cleared since.
 * `readAt` (epoch ms) is the last report; `isWhole` is false where monitors may be missing, and `sentence` says why.
 * `base` and `level` are what was set in this session, for no message tells them.
 */
export const monitorStateSchema = z.object({
  stationId: z.string(),
  monitors: z.array(monitorSchema),
  readAt: z.number().optional(),
  isWhole: z.boolean(),
  isReading: z.boolean(),
  sentence: z.string(),
  base: z.enum(MONITORING_BASES).optional(),
  level: z.number().int().optional(),
  proof: z.array(z.number().int()),
});
export type MonitorState = z.infer<typeof monitorStateSchema>;
