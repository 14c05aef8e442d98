import type { JSX } from 'react';
import { useTranslation } from 'react-i18next';
import { isOcpp1 } from '../../../shared/ocpp/version.ts';
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
  const { t } = useTranslation();
  const state = useStationTopic('monitors', station.id, latest);
  if (station.version !== undefined && isOcpp1(station.version)) {
    return <p className={classes.none}>{t('monitors.notIn1', { version: station.version })}</p>;
  }
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
