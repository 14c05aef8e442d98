import { useEffect, useRef, type JSX, type ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import type { Station } from '../../../shared/station/station.ts';
import { portTone } from '../../state/portTone.ts';
import { formatRoute, type StationTab } from '../../state/route.ts';
import { findingsOf } from '../../state/stationFindings.ts';
import { tabsOf } from '../../state/stationTabs.ts';
import { useTopic } from '../../state/useAppState.ts';
import { useHasTransfer } from '../../state/useHasTransfer.ts';
import { useNow } from '../../state/useNow.ts';
import { remoteHost } from '../../state/waitingAttempts.ts';
import { Dot } from '../../ui/Dot.tsx';
import { useFormats } from '../../ui/useFormats.ts';
import { FaultBanner } from './FaultBanner.tsx';
import { ProposalCount } from './ProposalCount.tsx';
import classes from './StationLayout.module.css';

function LinkPill({ station }: { station: Station }): JSX.Element {
  const { t } = useTranslation();
  const formats = useFormats();
  const now = useNow();
  const since = station.connected ? station.connectedAt : station.disconnectedAt;
  const words = station.connected ? 'connected' : 'disconnected';
  const { unresponsive } = station;
  if (unresponsive !== undefined) {
    return (
      <span className={classes.pill} data-tone="bad" role="status">
        <Dot tone="bad" />
        {t(`stations.unresponsive.${unresponsive}`)}
      </span>
    );
  }
  return (
    <span className={classes.pill} data-tone={station.connected ? 'ok' : 'off'}>
      <Dot tone={station.connected ? 'ok' : 'off'} />
      {since === undefined
        ? t(`stations.${words}`)
        : t(`stations.${words}For`, { duration: formats.duration(now - since) })}
    </span>
  );
}

function FindingCount({ stationId }: { stationId: string }): JSX.Element | undefined {
  const formats = useFormats();
  const { length } = findingsOf(useTopic('findings') ?? [], stationId);
  return length === 0 ? undefined : <> ({formats.count(length)})</>;
}

/** That a file is on its way, whatever is looked at. */
function TransferMark({ stationId }: { stationId: string }): JSX.Element | undefined {
  const { t } = useTranslation();
  if (!useHasTransfer(stationId)) return undefined;
  return (
    <>
      {' '}
      <Dot tone="busy" />
      <span className="unseen">, {t('stations.tabs.filesRunning')}</span>
    </>
  );
}

/** The same charger on a cable. */
function CableTab({ stationId }: { stationId: string }): JSX.Element | undefined {
  const { t } = useTranslation();
  const port = (useTopic('ports') ?? []).find((one) => one.isLinked && one.stationId === stationId);
  if (port === undefined) return undefined;
  const { path } = port.port;
  return (
    <a className={classes.tab} href={formatRoute({ screen: 'port', path, tab: 'console' })} title={path}>
      {t('port.entry.cable')} <Dot tone={portTone(port.phase)} label={t(`port.phase.${port.phase}`)} />
    </a>
  );
}

interface StationLayoutProps {
  station: Station;
  tab: StationTab;
  children: ReactNode;
}

/** The head of a station and its tabs; the screen below gets all the room that is left and scrolls by itself. */
export function StationLayout({ station, tab, children }: StationLayoutProps): JSX.Element {
  const { t } = useTranslation();
  const tabs = useRef<HTMLElement>(null);
  const { id, vendor, model, firmwareVersion, remoteAddress, version, transport = 'json' } = station;
  const make = [vendor, model].filter(Boolean).join(' ');
  const firmware = firmwareVersion === undefined ? '' : t('stations.firmware', { version: firmwareVersion });
  const what = [make, firmware, remoteHost(remoteAddress)].filter((part) => part !== '');
  // On a phone the tabs are wider than the screen.
  useEffect(() => {
    tabs.current?.querySelector(`[data-tab=${tab}]`)?.scrollIntoView({ block: 'nearest', inline: 'nearest' });
  }, [tab]);
  return (
    <div className={classes.station}>
      <div className={classes.identity}>
        <h1 title={id}>{id}</h1>
        <span className={classes.what}>{what.join(' · ')}</span>
        <LinkPill station={station} />
        {version !== undefined && (
          <span className={classes.pill}>{t(`stations.version.${transport}`, { version })}</span>
        )}
        <FaultBanner stationId={id} />
      </div>
      <nav ref={tabs} className={classes.tabs} aria-label={t('stations.tabs.label', { id })}>
        {tabsOf(station).map((name) => (
          <a
            key={name}
            data-tab={name}
            className={classes.tab}
            href={formatRoute({ screen: 'station', stationId: id, tab: name })}
            aria-current={name === tab ? 'page' : undefined}
          >
            {t(`stations.tabs.${name}`)}
            {name === 'findings' && <FindingCount stationId={id} />}
            {name === 'files' && <TransferMark stationId={id} />}
            {name === 'quirks' && <ProposalCount stationId={id} />}
          </a>
        ))}
        <CableTab stationId={id} />
      </nav>
      <div className={classes.screen}>{children}</div>
    </div>
  );
}
