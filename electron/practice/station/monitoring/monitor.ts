import type { JsonObject } from '../../../../shared/json.ts';

/** How often a stream delivers: after so many seconds, or when it holds so many values (OCPP 2.1 N11). */
export interface StreamParams {
  interval?: number | undefined;
  values?: number | undefined;
}

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

/** One monitor of SetVariableMonitoring. */
export interface Monitor {
  id: number;
  /** Hard-wired ones are the maker's: they cannot be replaced or cleared. */
  isHardWired: boolean;
  component: JsonObject;
  variable: JsonObject;
  type: MonitorType;
  /** A threshold, a difference, or for periodic types an interval in s. */
  value: number;
  severity: number;
  /** Works only while a transaction is running. */
  transaction: boolean;
  stream: StreamParams | undefined;
  /** Where the watched variable stands in the device model. */
  read: () => string;
}
