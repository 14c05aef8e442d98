import { z } from 'zod';
import {
  clearedMonitorSchema,
  MONITORING_BASES,
  MONITORING_CRITERIA,
  monitoringEndSchema,
  monitorStateSchema,
  setMonitorSchema,
  wantedMonitorSchema,
} from '../../station/monitor.ts';
import { stationEventsSchema } from '../../station/stationEvent.ts';
import { stationId } from './params.ts';

/** For each request, and for each part of a report. */
const timeoutMs = z.number().int().min(100).max(600_000).optional();
const address = z.string().min(1).max(5000);

/**
 * The monitors of a 2.x station and its events. What sends something fails with `not-found` for a station that was never seen,
 * `unavailable` where it is not connected, `conflict` for OCPP 1.x, and `busy` while its monitors are being read.
 */
export const MONITOR_METHODS = {
  /**
   * Asks for a report of the monitors (GetMonitoringReport) and joins it; what does not come in time stays out, and the state says
   * so. `criteria` and `addresses` (a variable, or only the component of one) narrow it; without them everything is asked for.
   */
  'monitors.read': {
    params: z.object({
      stationId,
      criteria: z.array(z.enum(MONITORING_CRITERIA)).min(1).max(3).optional(),
      addresses: z.array(address).min(1).max(100).optional(),
      timeoutMs,
    }),
    result: monitorStateSchema,
  },
  /** What is known without asking. */
  'monitors.latest': { params: z.object({ stationId }), result: monitorStateSchema },
  /**
   * Sets monitors, as many in a request as the station takes. Each has a result of its own; a lost connection
   * leaves the rest unsent. Fails with `invalid-params` for an address that is none.
   */
  'monitors.set': {
    params: z.object({ stationId, monitors: z.array(wantedMonitorSchema).min(1).max(500), timeoutMs }),
    result: z.array(setMonitorSchema),
  },
  'monitors.clear': {
    params: z.object({ stationId, ids: z.array(z.number().int().min(0)).min(1).max(5000), timeoutMs }),
    result: z.array(clearedMonitorSchema),
  },
  /** SetMonitoringBase: which monitors are active. All but `All` remove those that were set. */
  'monitors.setBase': {
    params: z.object({ stationId, base: z.enum(MONITORING_BASES), timeoutMs }),
    result: monitoringEndSchema,
  },
  /** SetMonitoringLevel: up to which severity events are told. */
  'monitors.setLevel': {
    params: z.object({ stationId, severity: z.number().int().min(0).max(9), timeoutMs }),
    result: monitoringEndSchema,
  },
  /** The events of one station, or of all. */
  'events.list': {
    params: z.object({ stationId: stationId.optional() }),
    result: z.array(stationEventsSchema),
  },
} as const;
