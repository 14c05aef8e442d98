import { memo, useEffect, useRef, type JSX } from 'react';
import { useTranslation } from 'react-i18next';
import type { Connector, Station } from '../../../shared/station/station.ts';
import { leadingConnector, stationPowerW } from '../../state/connectorTone.ts';
import { formatRoute, type StationTab } from '../../state/route.ts';
import { useNow } from '../../state/useNow.ts';
import { Dot } from '../../ui/Dot.tsx';
import { useFormats } from '../../ui/useFormats.ts';
import classes from './Sidebar.module.css';

function GoneFor({ since }: { since: number | undefined }): JSX.Element {
  const { t } = useTranslation();
  const formats = useFormats();
  const now = useNow();
  return (
    <>
      {since === undefined
        ? t('stations.gone')
        : t('stations.goneFor', { duration: formats.duration(now - since) })}
    </>
  );
}

function Status({ station }: { station: Station }): JSX.Element {
  const { t } = useTranslation();
  const statusOf = ({ evseId, connectorId, status }: Connector): string => {
    if (evseId !== undefined) return t('stations.evseStatus', { id: evseId, status });
    return connectorId === 0 ? status : t('stations.connectorStatus', { id: connectorId, status });
  };
  const connector = leadingConnector(station);
  const status = connector === undefined ? t('stations.noStatus') : statusOf(connector);
  const { version, transport } = station;
  if (version === undefined) return <>{status}</>;
  return <>{`${status} · ${version}${transport === 'soap' ? ' SOAP' : ''}`}</>;
}

interface StationEntryProps {
  station: Station;
  isCurrent: boolean;
  /** The tab to open: choosing another station keeps it. */
  tab: StationTab;
}

/** A station in the sidebar. Drawn again only when it changes: there may be a thousand of them. */
export const StationEntry = memo(function StationEntry({ station, isCurrent, tab }: StationEntryProps) {
  const { t } = useTranslation();
  const formats = useFormats();
  const link = useRef<HTMLAnchorElement>(null);
  useEffect(() => {
    if (isCurrent) link.current?.scrollIntoView({ block: 'nearest' });
  }, [isCurrent]);
  const powerW = station.connected ? stationPowerW(station) : undefined;
  return (
    <a
      ref={link}
      className={classes.entry}
      href={formatRoute({ screen: 'station', stationId: station.id, tab })}
      aria-current={isCurrent ? 'page' : undefined}
    >
      <Dot
        tone={station.connected ? 'ok' : 'off'}
        label={t(station.connected ? 'stations.connected' : 'stations.disconnected')}
      />
      <b title={station.id}>{station.id}</b>
      <span className={classes.power}>
        {powerW === undefined || powerW === 0 ? '' : formats.power(powerW)}
      </span>
      <small>
        {station.connected ? <Status station={station} /> : <GoneFor since={station.disconnectedAt} />}
      </small>
    </a>
  );
});
