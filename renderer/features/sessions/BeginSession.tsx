import { Button, TextInput } from '@mantine/core';
import { useState, type JSX } from 'react';
import { useTranslation } from 'react-i18next';
import type { SessionEntry } from '../../../shared/session/sessionEntry.ts';
import { formatRoute } from '../../state/route.ts';
import { useAction } from '../../state/useAction.ts';
import { useTopic } from '../../state/useAppState.ts';
import { FailureText } from '../../ui/FailureText.tsx';
import { Icon } from '../../ui/Icon.tsx';
import { nameOf } from './sessionRows.ts';
import classes from './SessionsScreen.module.css';

interface BeginSessionProps {
  /** The session to be recorded into again; nothing for a further one. */
  entry?: SessionEntry;
  onDone: () => void;
  onBegun?: () => void;
}

/** Asks before recording goes on in another file, and says what becomes of the chargers that are connected. */
export function BeginSession({ entry, onDone, onBegun }: BeginSessionProps): JSX.Element {
  const { t } = useTranslation();
  const begin = useAction();
  const [title, setTitle] = useState('');
  const [site, setSite] = useState('');
  const running = useTopic('session');
  const shown = {
    running: running?.title ?? running?.name ?? '',
    name: entry === undefined ? '' : nameOf(entry),
  };
  return (
    <form
      className={entry === undefined ? classes.begin : classes.panel}
      aria-label={t(entry === undefined ? 'sessions.begin.label' : 'sessions.begin.again.label', shown)}
      onSubmit={(event) => {
        event.preventDefault();
        void begin.run(async (client) => {
          await client.call(
            'session.begin',
            entry === undefined ? wordsOf(title, site) : { path: entry.path },
          );
          onDone();
          onBegun?.();
        });
      }}
      onKeyDown={(event) => {
        if (event.key !== 'Escape') return;
        event.stopPropagation();
        onDone();
      }}
    >
      {entry === undefined && <h2 className={classes.wide}>{t('sessions.begin.title')}</h2>}
      <p className={classes.wide}>
        {t(entry === undefined ? 'sessions.begin.text' : 'sessions.begin.again.text', shown)}
      </p>
      <Connected />
      <LeadingHere />
      {entry === undefined && (
        <>
          <TextInput
            label={t('sessions.begin.name')}
            placeholder={t('sessions.begin.nameHint')}
            value={title}
            onChange={(event) => setTitle(event.currentTarget.value)}
            maxLength={200}
            autoFocus
          />
          <TextInput
            label={t('sessions.fields.site')}
            value={site}
            onChange={(event) => setSite(event.currentTarget.value)}
            maxLength={200}
          />
        </>
      )}
      <div className={classes.buttons}>
        <Button type="submit" variant="filled" disabled={!begin.isPossible} loading={begin.isBusy}>
          {t(entry === undefined ? 'sessions.begin.confirm' : 'sessions.begin.again.confirm')}
        </Button>
        <Button variant="subtle" color="gray" onClick={onDone}>
          {t('common.cancel')}
        </Button>
        <FailureText failure={begin.failure} />
      </div>
    </form>
  );
}

function wordsOf(title: string, site: string): { title?: string; site?: string } {
  return {
    ...(title.trim() === '' ? {} : { title }),
    ...(site.trim() === '' ? {} : { site }),
  };
}

const NAMES_SHOWN = 6;

function Connected(): JSX.Element {
  const { t } = useTranslation();
  const connected = (useTopic('stations') ?? []).filter((station) => station.connected);
  const names = connected.slice(0, NAMES_SHOWN).map(({ id }) => id);
  const count = connected.length;
  return (
    <p className={classes.wide}>
      {t(count > NAMES_SHOWN ? 'sessions.begin.connectedMany' : 'sessions.begin.connected', {
        count,
        names: names.join(', '),
      })}
    </p>
  );
}

/** Chargers of the place that is left, which would go on looking for this computer. */
function LeadingHere(): JSX.Element | undefined {
  const { t } = useTranslation();
  const left = useTopic('leftPointing') ?? [];
  if (left.length === 0) return undefined;
  return (
    <div className={`${classes.wide} ${classes.leading}`}>
      <Icon name="fault" size={14} />
      <p>
        {t('sessions.begin.leading', { count: left.length })}{' '}
        {left.slice(0, NAMES_SHOWN).map(({ stationId }) => (
          <a
            key={stationId}
            href={formatRoute({ screen: 'station', stationId, tab: 'configuration', view: 'backend' })}
          >
            {stationId}
          </a>
        ))}
      </p>
    </div>
  );
}
