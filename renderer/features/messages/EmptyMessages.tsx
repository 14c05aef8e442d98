import { Button } from '@mantine/core';
import type { JSX } from 'react';
import { useTranslation } from 'react-i18next';
import type { Station } from '../../../shared/station/station.ts';
import { formatRoute } from '../../state/route.ts';
import { useShownTrace } from '../../state/traceScope.tsx';
import classes from './MessagesScreen.module.css';
import type { ViewStanding } from './list/coarseState.ts';

interface EmptyMessagesProps {
  standing: ViewStanding;
  station: Station | undefined;
  isFiltered: boolean;
  onClear: () => void;
}

/** Why the list is empty, and what to do about it. */
export function EmptyMessages({
  standing,
  station,
  isFiltered,
  onClear,
}: EmptyMessagesProps): JSX.Element | undefined {
  const { t } = useTranslation();
  const isFile = useShownTrace() !== undefined;
  if (standing.failure !== undefined) {
    return (
      <Words
        title={standing.failure.message}
        text={standing.failure.hint ?? t('messages.empty.failedHint')}
      />
    );
  }
  if (standing.phase === 'opening') return undefined;
  if (standing.isScanning) return <Words title={t('messages.empty.scanning')} text="" />;
  if (isFiltered) {
    return (
      <Words title={t('messages.empty.noMatch')} text={t('messages.empty.noMatchHint')}>
        <Button onClick={onClear}>{t('messages.filter.clear')}</Button>
      </Words>
    );
  }
  if (isFile) return <Words title={t('traces.empty.title')} text={t('traces.empty.text')} />;
  if (station === undefined || !station.connected) {
    const title = t('messages.empty.none');
    const text = t(station === undefined ? 'messages.empty.noneHint' : 'messages.empty.goneHint');
    return (
      <Words title={title} text={text}>
        <Button component="a" href={formatRoute({ screen: 'start' })}>
          {t('messages.empty.toStart')}
        </Button>
      </Words>
    );
  }
  return (
    <Words title={t('messages.empty.none')} text={t('messages.empty.silentHint')}>
      <Button component="a" href={formatRoute({ screen: 'station', stationId: station.id, tab: 'commands' })}>
        {t('messages.empty.toCommands')}
      </Button>
    </Words>
  );
}

function Words({
  title,
  text,
  children,
}: {
  title: string;
  text: string;
  children?: JSX.Element;
}): JSX.Element {
  return (
    <div className={classes.empty} role="status">
      <h2>{title}</h2>
      <p>{text}</p>
      {children}
    </div>
  );
}
