import type { JSX, ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import type { Station } from '../../../shared/station/station.ts';
import { portStanding } from '../../state/portTone.ts';
import { formatRoute, type StationTab } from '../../state/route.ts';
import { findingsOf } from '../../state/stationFindings.ts';
import { tabsOf } from '../../state/stationTabs.ts';
import { useTopic } from '../../state/useAppState.ts';
import { useHasTransfer } from '../../state/useHasTransfer.ts';
import { useNow } from '../../state/useNow.ts';
import { remoteHost } from '../../state/waitingAttempts.ts';
import { Dot } from '../../ui/Dot.tsx';
import { IdentityHead } from '../../ui/IdentityHead.tsx';
import { Pill } from '../../ui/Pill.tsx';
import layout from '../../ui/TabbedScreen.module.css';
import { TabRow } from '../../ui/TabRow.tsx';
import { useFormats } from '../../ui/useFormats.ts';
import { FaultBanner } from './FaultBanner.tsx';
import { ProposalCount } from './ProposalCount.tsx';

function LinkPill({ station }: { station: Station }): JSX.Element {
  const { t } = useTranslation();
  const formats = useFormats();
  const now = useNow();
  const since = station.connected ? station.connectedAt : station.disconnectedAt;
  const words = station.connected ? 'connected' : 'disconnected';
  const { unresponsive } = station;
  if (unresponsive !== undefined) {
    return (
      <Pill tone="bad" isStatus>
        <Dot tone="bad" />
        {t(`stations.unresponsive.${unresponsive}`)}
      </Pill>
    );
  }
  return (
    <Pill tone={station.connected ? 'ok' : 'off'}>
      <Dot tone={station.connected ? 'ok' : 'off'} />
      {since === undefined
        ? t(`stations.${words}`)
        : t(`stations.${words}For`, { duration: formats.duration(now - since) })}
    </Pill>
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

/** The way to the same charger on a cable, and how that stands. */
function CablePill({ stationId }: { stationId: string }): JSX.Element | undefined {
  const { t } = useTranslation();
  const port = (useTopic('ports') ?? []).find((one) => one.isLinked && one.stationId === stationId);
  if (port === undefined) return undefined;
  const { path } = port.port;
  const { word, tone } = portStanding(port);
  return (
    <Pill href={formatRoute({ screen: 'port', path, tab: 'console' })} title={path}>
      <Dot tone={tone} />
      {t('port.entry.standing', { standing: t(`port.phase.${word}`) })}
    </Pill>
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
  const { id, vendor, model, firmwareVersion, remoteAddress, version, transport = 'json' } = station;
  const make = [vendor, model].filter(Boolean).join(' ');
  const firmware = firmwareVersion === undefined ? '' : t('stations.firmware', { version: firmwareVersion });
  const what = [make, firmware, remoteHost(remoteAddress)].filter((part) => part !== '');
  return (
    <div className={layout.tabbed}>
      <div className={layout.head}>
        <IdentityHead name={id} title={id} what={what.join(' · ')}>
          <LinkPill station={station} />
          {version !== undefined && <Pill>{t(`stations.version.${transport}`, { version })}</Pill>}
          <CablePill stationId={id} />
        </IdentityHead>
        <FaultBanner stationId={id} />
      </div>
      <TabRow label={t('stations.tabs.label', { id })} tab={tab}>
        {tabsOf(station).map((name) => (
          <a
            key={name}
            data-tab={name}
            href={formatRoute({ screen: 'station', stationId: id, tab: name })}
            aria-current={name === tab ? 'page' : undefined}
          >
            {t(`stations.tabs.${name}`)}
            {name === 'findings' && <FindingCount stationId={id} />}
            {name === 'files' && <TransferMark stationId={id} />}
            {name === 'quirks' && <ProposalCount stationId={id} />}
          </a>
        ))}
      </TabRow>
      <div className={layout.screen}>{children}</div>
    </div>
  );
}
