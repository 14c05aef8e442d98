import type { JSX } from 'react';
import type { MonitorState } from '../../../shared/station/monitor.ts';
import type { Station } from '../../../shared/station/station.ts';
import { useStationTopic } from '../../state/useStationTopic.ts';
import { EventsPanel } from './EventsPanel.tsx';
import { MonitoringMode } from './MonitoringMode.tsx';
import { MonitorForm } from './MonitorForm.tsx';
import { MonitorList } from './MonitorList.tsx';
import classes from './MonitorsScreen.module.css';

const latest = (_state: MonitorState, change: MonitorState): MonitorState => change;

/** The monitors of a 2.x station, and its events as they come. */
export function MonitorsScreen({ station }: { station: Station }): JSX.Element {
  const state = useStationTopic('monitors', station.id, latest);
  return (
    <div className={classes.screen}>
      <EventsPanel stationId={station.id} />
      <div className={classes.monitors}>
        <MonitorList station={station} state={state} />
        <MonitorForm station={station} monitors={state?.monitors ?? []} />
        <MonitoringMode station={station} state={state} />
      </div>
    </div>
  );
}
