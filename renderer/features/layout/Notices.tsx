import { Button } from '@mantine/core';
import { useEffect, useState, type JSX } from 'react';
import { useTranslation } from 'react-i18next';
import type { ConnectionState } from '../../state/connection.ts';
import { formatRoute, type Route } from '../../state/route.ts';
import { useAction } from '../../state/useAction.ts';
import { useAppState, useConnection, useTopic } from '../../state/useAppState.ts';
import { useRoute } from '../../state/useRoute.ts';
import { Icon } from '../../ui/Icon.tsx';
import { useFormats } from '../../ui/useFormats.ts';
import { LeavingNotice } from './LeavingNotice.tsx';
import classes from './Notices.module.css';
import { TransferNotice } from './TransferNotice.tsx';

/** A connection that takes longer than this to open is worth a word. */
const SLOW_MS = 1500;

/** Says nothing while the page opens as fast as it should. */
function useIsSlow(phase: ConnectionState['phase']): boolean {
  const [isSlow, setIsSlow] = useState(false);
  useEffect(() => {
    if (phase !== 'connecting') return undefined;
    const timer = setTimeout(() => setIsSlow(true), SLOW_MS);
    return () => clearTimeout(timer);
  }, [phase]);
  return isSlow && phase === 'connecting';
}

function sentences(...parts: readonly (string | undefined)[]): string {
  return parts.filter((part) => part !== undefined).join(' ');
}

function ConnectionNotice(): JSX.Element | undefined {
  const { t } = useTranslation();
  const formats = useFormats();
  const { connection } = useAppState();
  const state = useConnection();
  const isSlow = useIsSlow(state.phase);
  if (state.phase === 'open' || (state.phase === 'connecting' && !isSlow)) return undefined;
  if (state.phase === 'connecting') return <Notice tone="warn" text={t('shell.link.connecting')} />;
  if (state.phase === 'refused') return <Notice tone="bad" text={sentences(state.reason, state.hint)} />;
  if (state.phase === 'otherVersion') {
    const { version } = state;
    return (
      <Notice
        tone="bad"
        text={sentences(t('shell.link.otherVersion', { version }), t('shell.link.otherVersionHint'))}
      />
    );
  }
  return (
    <Notice tone="bad" text={t('shell.link.lost', { since: formats.time(state.since) })} title={state.reason}>
      <Button onClick={connection.retryNow}>{t('shell.link.retry')}</Button>
    </Notice>
  );
}

interface NoticeProps {
  tone: 'warn' | 'bad';
  text: string;
  title?: string;
  children?: JSX.Element;
}

function Notice({ tone, text, title, children }: NoticeProps): JSX.Element {
  return (
    <div className={classes.notice} data-tone={tone} title={title}>
      <span className={classes.sign}>
        <Icon name="fault" />
      </span>
      <p>{text}</p>
      {children}
    </div>
  );
}

/** Where no station's head says it: who gets wrong answers on purpose. */
function FaultNotice(): JSX.Element | undefined {
  const { t } = useTranslation();
  const route = useRoute();
  const faulty = (useTopic('policies') ?? []).filter(({ faults }) => faults.length > 0);
  const [first] = faulty;
  if (route.screen === 'station' || first === undefined) return undefined;
  const subjects = faulty.map(({ stationId }) => stationId ?? t('answers.faults.banner.allStations'));
  const where: Route =
    first.stationId === undefined
      ? { screen: 'answers' }
      : { screen: 'station', stationId: first.stationId, tab: 'answers' };
  return (
    <Notice tone="warn" text={t('answers.faults.banner.elsewhere', { subjects: subjects.join(', ') })}>
      <Button component="a" href={formatRoute(where)}>
        {t('answers.faults.banner.show')}
      </Button>
    </Notice>
  );
}

/** What will end the recording before long, or holds it up, with the way out that is ours to offer. */
function StorageNotice(): JSX.Element | undefined {
  const { t } = useTranslation();
  const formats = useFormats();
  const session = useTopic('session');
  const unlimit = useAction();
  if (session === undefined) return undefined;
  const { warning, freeBytes = 0, sizeBytes = 0, maxBytes, problem, recording } = session;
  const words = {
    free: formats.bytes(freeBytes),
    size: formats.bytes(sizeBytes),
    limit: formats.bytes(maxBytes ?? 0),
  };
  const isRecording = recording === 'on';
  const said = problem ?? (isRecording ? undefined : t(`shell.problem.${recording}`));
  const text = said ?? (warning === undefined ? undefined : t(`sessions.warning.${warning}`, words));
  if (text === undefined) return undefined;
  const isLimit = maxBytes !== undefined && (warning === 'limit-near' || sizeBytes >= maxBytes);
  return (
    <Notice tone="warn" text={text}>
      {isLimit ? (
        <Button
          disabled={!unlimit.isPossible}
          loading={unlimit.isBusy}
          onClick={() => void unlimit.run((client) => client.call('session.limit', {}))}
        >
          {t('sessions.warning.raise')}
        </Button>
      ) : (
        <></>
      )}
    </Notice>
  );
}

/** Strips under the header for what concerns all screens: a lost connection, a recording that stands still. */
export function Notices(): JSX.Element {
  return (
    <div aria-live="polite" role="status">
      <ConnectionNotice />
      <FaultNotice />
      <StorageNotice />
      <TransferNotice />
      <LeavingNotice />
    </div>
  );
}
