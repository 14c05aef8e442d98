import { memo, useEffect, useRef, type JSX } from 'react';
import { useTranslation } from 'react-i18next';
import type { Connector, Station } from '../../../shared/station/station.ts';
import { leadingConnector, stationPowerW } from '../../state/connectorTone.ts';
import type { Severity } from '../../../shared/trace/issue.ts';
import { formatRoute, type StationTab } from '../../state/route.ts';
import { useNow } from '../../state/useNow.ts';
import { Dot } from '../../ui/Dot.tsx';
import { SEVERITY_SIGNS } from '../../ui/severitySigns.ts';
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
  if (station.unresponsive !== undefined) return <>{t(`stations.unresponsive.${station.unresponsive}`)}</>;
  const { version, transport } = station;
  if (version === undefined) return <>{status}</>;
  return <>{`${status} · ${version}${transport === 'soap' ? 'S' : ''}`}</>;
}

function LinkDot({ station }: { station: Station }): JSX.Element {
  const { t } = useTranslation();
  const { connected, unresponsive } = station;
  if (unresponsive !== undefined)
    return <Dot tone="bad" label={t(`stations.unresponsive.${unresponsive}`)} />;
  return (
    <Dot
      tone={connected ? 'ok' : 'off'}
      label={t(connected ? 'stations.connected' : 'stations.disconnected')}
    />
  );
}

/** How many findings there are, with the sign of the gravest. */
function FindingBadge({ count, worst }: { count: number; worst: Severity }): JSX.Element {
  const { t } = useTranslation();
  const label = t('findings.badge', { count, severity: t(`findings.severity.${worst}`) });
  return (
    <span className={classes.findings} data-severity={worst} role="img" aria-label={label} title={label}>
      {SEVERITY_SIGNS[worst]} {count}
    </span>
  );
}

interface StationEntryProps {
  station: Station;
  isCurrent: boolean;
  /** The tab to open: choosing another station keeps it. */
  tab: StationTab;
  findingCount: number;
  /** The severity of the gravest finding; nothing where there is none. */
  worst: Severity | undefined;
}

/** A station in the sidebar. Drawn again only when it changes: there may be a thousand of them. */
export const StationEntry = memo(function StationEntry(props: StationEntryProps) {
  const { station, isCurrent, tab, findingCount, worst } = props;
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
      <LinkDot station={station} />
      <b title={station.id}>{station.id}</b>
      <span className={classes.power}>
        {powerW === undefined || powerW === 0 ? '' : formats.power(powerW)}
        {worst !== undefined && <FindingBadge count={findingCount} worst={worst} />}
      </span>
      <small>
        {station.connected ? <Status station={station} /> : <GoneFor since={station.disconnectedAt} />}
      </small>
    </a>
  );
});
