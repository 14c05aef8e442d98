import type { JsonObject } from '../../../../shared/json.ts';
import { inParts } from '../inParts.ts';
import { perStation } from '../perStation.ts';
import type { StationBase } from '../stationBase.ts';

/** What a station has to say about a variable; the number of the event is given when it is reported. */
export interface StationEvent {
  trigger: 'Alerting' | 'Delta' | 'Periodic';
  actualValue: string;
  eventNotificationType: 'CustomMonitor' | 'HardWiredMonitor' | 'HardWiredNotification';
  component: JsonObject;
  variable: JsonObject;
  more?: JsonObject;
}

const EVENTS_PER_MESSAGE = 5;

const eventCounters = perStation(() => ({ last: 0 }));

/** NotifyEvent (OCPP 2.0.1 N07): what happened together is told together, in parts where it is much. */
export function reportEvents(station: StationBase, events: readonly StationEvent[]): void {
  if (events.length === 0) return;
  const timestamp = station.clock.iso();
  const counter = eventCounters(station);
  const data = events.map(({ more, ...event }): JsonObject => {
    counter.last += 1;
    return { eventId: counter.last, timestamp, ...event, ...more };
  });
  const parts = inParts(data, EVENTS_PER_MESSAGE, (eventData, seqNo, tbc) => ({
    generatedAt: timestamp,
    seqNo,
    tbc,
    eventData,
  }));
  station.report('NotifyEvent', parts);
}
