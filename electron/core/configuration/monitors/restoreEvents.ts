import { isOcpp1 } from '../../../../shared/ocpp/version.ts';
import type { Station } from '../../../../shared/station/station.ts';
import type { Schemas } from '../../central/schemas/schemas.ts';
import type { TraceReading } from '../../trace/traceReading.ts';
import { firstLookedAt, recordedEvents } from './recordedEvents.ts';
import type { StationEventLogs } from './stationEventLogs.ts';

export interface EventRestoring {
  events: StationEventLogs;
  /** Those that the session knows. */
  stations: readonly Station[];
  trace: Pick<TraceReading, 'store' | 'openForReading'>;
  schemas: Schemas;
  log: (line: string) => void;
}

/** Makes the events of an earlier run of Kerbside known again, in the background; a session without stations of 2.x has none. */
export function restoreEvents({ events, stations, trace, schemas, log }: EventRestoring): void {
  const { committedSeq } = trace.store;
  const hasEvents = stations.some(({ version }) => version !== undefined && !isOcpp1(version));
  if (!hasEvents || committedSeq === 0) return;
  const source = { openForReading: () => trace.openForReading(), lastSeq: committedSeq, schemas };
  void events.restore(recordedEvents(source), firstLookedAt(committedSeq), (error) =>
    log(`the events of the session could not be read again: ${String(error)}`),
  );
}
