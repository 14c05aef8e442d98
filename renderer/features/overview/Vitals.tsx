import type { JSX } from 'react';
import { useTranslation } from 'react-i18next';
import type { Station } from '../../../shared/station/station.ts';
import { useNow } from '../../state/useNow.ts';
import { useFormats } from '../../ui/useFormats.ts';
import { Fact } from './Fact.tsx';
import { clockState, heartbeatState } from './vitals.ts';
import classes from './OverviewScreen.module.css';

function useAge(): (at: number | undefined) => string | undefined {
  const { t } = useTranslation();
  const formats = useFormats();
  const now = useNow();
  return (at) =>
    at === undefined ? undefined : t('overview.vitals.ago', { duration: formats.duration(now - at) });
}

function Heartbeat({ station }: { station: Station }): JSX.Element {
  const { t } = useTranslation();
  const now = useNow();
  const age = useAge();
  const state = heartbeatState(station, now);
  const interval = station.heartbeatIntervalS;
  const every = interval === undefined ? '' : t('overview.vitals.every', { count: interval });
  const isOverdue = station.connected && state === 'overdue';
  const remark = state === 'replaced' || isOverdue ? t(`overview.vitals.heartbeatState.${state}`) : '';
  return (
    <Fact
      name={t('overview.vitals.heartbeat')}
      value={age(station.lastHeartbeatAt) ?? t('overview.vitals.noHeartbeat')}
      {...(isOverdue && { tone: 'warn' as const })}
      note={[every, remark].filter((part) => part !== '').join(' · ')}
    />
  );
}

/** A station over SOAP has no line to ping. */
function Ping({ station }: { station: Station }): JSX.Element | undefined {
  const { t } = useTranslation();
  const { pingRttMs, missedPongs = 0, connected, transport } = station;
  if (!connected || transport === 'soap') return undefined;
  return (
    <Fact
      name={t('door.ping.name')}
      value={pingRttMs === undefined ? t('door.ping.none') : t('door.ping.rtt', { ms: pingRttMs })}
      note={missedPongs === 0 ? undefined : t('door.ping.missed', { count: missedPongs })}
    />
  );
}

const CLOCK_TONES = { right: {}, off: { tone: 'warn' }, wrong: { tone: 'bad' } } as const;

function Clock({ skewMs }: { skewMs: number | undefined }): JSX.Element {
  const { t } = useTranslation();
  const formats = useFormats();
  if (skewMs === undefined) return <Fact name={t('overview.vitals.clock')} value={undefined} />;
  const state = clockState(skewMs);
  return (
    <Fact
      name={t('overview.vitals.clock')}
      value={formats.skew(skewMs)}
      {...CLOCK_TONES[state]}
      note={t(`overview.vitals.clockState.${state}`)}
    />
  );
}

/** How the station lives: what ticks, what was counted. */
export function Vitals({ station }: { station: Station }): JSX.Element {
  const { t } = useTranslation();
  const formats = useFormats();
  const age = useAge();
  return (
    <section aria-labelledby="overview-vitals">
      <h2 id="overview-vitals">{t('overview.vitals.title')}</h2>
      <dl className={classes.facts}>
        <Heartbeat station={station} />
        <Fact name={t('overview.vitals.lastMessage')} value={age(station.lastReceivedAt)} />
        <Ping station={station} />
        <Clock skewMs={station.clockSkewMs} />
        <Fact
          name={t('overview.vitals.boots')}
          value={formats.count(station.bootCount)}
          note={age(station.lastBootAt)}
        />
        <Fact name={t('overview.vitals.openCalls')} value={formats.count(station.openCalls)} />
      </dl>
    </section>
  );
}
