import { useMemo, type JSX, type ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import type { PracticeState } from '../../../shared/practice/practiceCharger.ts';
import { attemptSentence } from '../../state/attemptText.ts';
import { formatRoute, type Route } from '../../state/route.ts';
import { countFindings } from '../../state/stationFindings.ts';
import { useTopic } from '../../state/useAppState.ts';
import { useNow } from '../../state/useNow.ts';
import { useRoute } from '../../state/useRoute.ts';
import { remoteHost, waitingAttempts } from '../../state/waitingAttempts.ts';
import { variantName } from '../../state/variantName.ts';
import { Dot } from '../../ui/Dot.tsx';
import { Icon, type IconName } from '../../ui/Icon.tsx';
import { useFormats } from '../../ui/useFormats.ts';
import classes from './Sidebar.module.css';
import { PortEntries, PortEntry } from './PortEntries.tsx';
import { TraceEntries } from './TraceEntries.tsx';
import { StationEntry } from './StationEntry.tsx';

interface SidebarProps {
  /** Also told where the chosen screen is on already. */
  onChosen: () => void;
}

function Entry(props: { to: Route; isCurrent: boolean; icon: IconName; label: string }): JSX.Element {
  const { to, isCurrent, icon, label } = props;
  return (
    <a className={classes.entry} href={formatRoute(to)} aria-current={isCurrent ? 'page' : undefined}>
      <span className={classes.sign}>
        <Icon name={icon} size={14} />
      </span>
      {label}
    </a>
  );
}

function Group({ title, children }: { title: string; children: ReactNode }): JSX.Element {
  return (
    <section aria-label={title}>
      <h2 className={classes.title}>{title}</h2>
      {children}
    </section>
  );
}

function PracticeEntry({ practice }: { practice: PracticeState }): JSX.Element {
  const { t } = useTranslation();
  return (
    <a className={classes.entry} href={formatRoute({ screen: 'start' })}>
      <Dot tone={practice.link === 'connected' ? 'ok' : 'off'} label={t(`practice.link.${practice.link}`)} />
      <b>{practice.stationId}</b>
      <small>
        {t('practice.summary', {
          status: practice.connectorStatus,
          version: variantName(t, practice),
        })}
      </small>
    </a>
  );
}

function Waiting(): JSX.Element | undefined {
  const { t } = useTranslation();
  const formats = useFormats();
  const now = useNow();
  const waiting = waitingAttempts(useTopic('attempts') ?? [], now);
  if (waiting.length === 0) return undefined;
  return (
    <Group title={t('shell.waiting')}>
      <ul>
        {waiting.map((attempt) => (
          <li key={attempt.id}>
            <a className={`${classes.entry} ${classes.wrap}`} href={formatRoute({ screen: 'start' })}>
              <Dot tone="warn" label={t('start.attempts.failed')} />
              <b>{attempt.stationId ?? remoteHost(attempt.remoteAddress)}</b>
              <small>
                {attemptSentence(t, attempt)}
                {attempt.count !== undefined &&
                  ` · ${t('door.times', { count: attempt.count, since: formats.time(attempt.at) })}`}
              </small>
            </a>
          </li>
        ))}
      </ul>
    </Group>
  );
}

export function Sidebar({ onChosen }: SidebarProps): JSX.Element {
  const { t } = useTranslation();
  const route = useRoute();
  const stations = useTopic('stations');
  const practice = useTopic('practice') ?? [];
  const traces = useTopic('traces') ?? [];
  const ports = useTopic('ports') ?? [];
  const linked = (id: string): typeof ports => ports.filter((port) => port.isLinked && port.stationId === id);
  const findings = useTopic('findings');
  const counts = useMemo(() => countFindings(findings ?? []), [findings]);
  return (
    <nav
      className={classes.sidebar}
      aria-label={t('shell.sidebar')}
      onClick={(event) => {
        if (event.target instanceof Element && event.target.closest('a') !== null) onChosen();
      }}
    >
      <div className={classes.top}>
        <Entry
          to={{ screen: 'start' }}
          isCurrent={route.screen === 'start'}
          icon="plug"
          label={t('shell.start')}
        />
        <Entry
          to={{ screen: 'messages' }}
          isCurrent={route.screen === 'messages'}
          icon="send"
          label={t('shell.allMessages')}
        />
        <Entry
          to={{ screen: 'answers' }}
          isCurrent={route.screen === 'answers'}
          icon="check"
          label={t('answers.entry')}
        />
        <Entry
          to={{ screen: 'templates' }}
          isCurrent={route.screen === 'templates'}
          icon="settings"
          label={t('configuration.templates.entry')}
        />
        <Entry
          to={{ screen: 'firmware' }}
          isCurrent={route.screen === 'firmware'}
          icon="chip"
          label={t('firmwareFiles.entry')}
        />
        <Entry
          to={{ screen: 'sessions' }}
          isCurrent={route.screen === 'sessions'}
          icon="folder"
          label={t('sessions.entry')}
        />
        <Entry
          to={{ screen: 'import' }}
          isCurrent={route.screen === 'import'}
          icon="open"
          label={t('imports.entry')}
        />
      </div>
      <Group title={t('shell.stations')}>
        {stations?.length === 0 && <p className={classes.empty}>{t('stations.none')}</p>}
        <ul>
          {stations?.map((station) => (
            <li key={station.id}>
              <StationEntry
                station={station}
                isCurrent={route.screen === 'station' && route.stationId === station.id}
                tab={route.screen === 'station' ? route.tab : 'overview'}
                findingCount={counts.get(station.id)?.count ?? 0}
                worst={counts.get(station.id)?.worst}
              />
              {linked(station.id).map((port) => (
                <PortEntry key={port.port.path} port={port} isBelow />
              ))}
            </li>
          ))}
        </ul>
      </Group>
      <Group title={t('port.entry.title')}>
        <PortEntries ports={ports.filter(({ isLinked }) => !isLinked)} />
      </Group>
      {practice.length > 0 && (
        <Group title={t('practice.title')}>
          <ul>
            {practice.map((state) => (
              <li key={state.stationId}>
                <PracticeEntry practice={state} />
              </li>
            ))}
          </ul>
        </Group>
      )}
      {traces.length > 0 && (
        <Group title={t('traces.title')}>
          <TraceEntries traces={traces} />
        </Group>
      )}
      <Waiting />
    </nav>
  );
}
