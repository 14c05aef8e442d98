import { z } from 'zod';

/**
 * One event of NotifyEvent (OCPP 2.x part 2 N07; EventDataType). `no` counts the events of the station in this session from 1;
 * `set` is the number of the first event that came with it in the same set of messages. `address` is the variable as
 * `variableAddress.ts` writes it. Words of the station stand as they came. `severity` is the event's own (2.1) or that of its
 * monitor, where that is known. `at` is when it came, `happenedAt` the station's own time (epoch ms both). `isOpen`: an alert
 * that was not cleared yet. `seq` is its record.
 */
export const stationEventSchema = z.object({
  no: z.number().int(),
  set: z.number().int(),
  eventId: z.number().int().optional(),
  address: z.string(),
  actualValue: z.string(),
  trigger: z.string(),
  made: z.string().optional(),
  monitorId: z.number().int().optional(),
  severity: z.number().int().optional(),
  cause: z.number().int().optional(),
  isCleared: z.boolean(),
  isOpen: z.boolean(),
  techCode: z.string().optional(),
  techInfo: z.string().optional(),
  transactionId: z.string().optional(),
  at: z.number(),
  happenedAt: z.number().optional(),
  seq: z.number().int().optional(),
});
export type StationEvent = z.infer<typeof stationEventSchema>;

/**
 * The events of one station. `total` came in this session; of these the latest are in `events`, oldest first, and before them the
 * open alerts that are older. `problem` says which announced part did not come, or came twice. `fromSeq`: of a long session, records before
 * this one were not looked through for events after Kerbside was started.
 */
export const stationEventsSchema = z.object({
  stationId: z.string(),
  total: z.number().int(),
  events: z.array(stationEventSchema),
  problem: z.string().optional(),
  fromSeq: z.number().int().optional(),
});
export type StationEvents = z.infer<typeof stationEventsSchema>;

/** Events of a station that are kept; the oldest go. */
export const EVENTS_KEPT = 500;
/** Beside them, alerts that are still open and older. */
export const OPEN_ALERTS_KEPT = 200;

/** A state with a change of it: what came, or looks different since. */
export function mergedEvents(state: StationEvents, change: StationEvents): StationEvents {
  const byNo = new Map(state.events.map((event) => [event.no, event]));
  for (const event of change.events) byNo.set(event.no, event);
  const all = [...byNo.values()].sort((one, other) => one.no - other.no);
  const firstKept = Math.max(0, all.length - EVENTS_KEPT);
  return { ...change, events: all.filter(({ isOpen }, index) => isOpen || index >= firstKept) };
}
