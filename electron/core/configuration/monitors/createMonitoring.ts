import { isJsonObject } from '../../../../shared/json.ts';
import type { StationObserver } from '../../central/stationObserver.ts';
import type { ReportSource } from '../awaitReport.ts';
import { clearedIds, MonitorBook } from './monitorBook.ts';
import { Monitors, type MonitorsOptions } from './monitors.ts';
import { StationEventLogs } from './stationEventLogs.ts';

export interface Monitoring {
  /** The book comes first: events take the severity of their monitors from it. */
  observers: readonly StationObserver[];
  stationEvents: StationEventLogs;
  monitors: (central: MonitorsOptions['central']) => Monitors;
}

/** Monitors and events of 2.x stations; their observers have to be known before the central system is. */
export function createMonitoring(reports: ReportSource): Monitoring {
  const book = new MonitorBook();
  const stationEvents = new StationEventLogs({
    severityOf: (stationId, monitorId) => book.monitor(stationId, monitorId)?.severity,
  });
  const clearing: StationObserver = {
    asked(stationId, _payload, { action, payload }) {
      if (action !== 'ClearVariableMonitoring' || !isJsonObject(payload)) return;
      stationEvents.monitorsCleared(stationId, clearedIds(payload));
    },
  };
  return {
    observers: [book, stationEvents, clearing],
    stationEvents,
    monitors: (central) => new Monitors({ central, reports, book }),
  };
}
