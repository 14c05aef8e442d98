import { Checkbox } from '@mantine/core';
import { useState, type JSX } from 'react';
import { useTranslation } from 'react-i18next';
import type { SessionEntry } from '../../../shared/session/sessionEntry.ts';
import { useHost } from '../../state/useAppState.ts';
import { Icon } from '../../ui/Icon.tsx';
import { useFormats } from '../../ui/useFormats.ts';
import { useTimeFormats } from '../../ui/useTimeFormats.ts';
import { BeginSession } from './BeginSession.tsx';
import { DeleteSession } from './DeleteSession.tsx';
import { RecoverSession } from './RecoverSession.tsx';
import { SessionActions, type SessionPanel } from './SessionActions.tsx';
import { SessionFields } from './SessionFields.tsx';
import { SessionLimit } from './SessionLimit.tsx';
import { dateOf, nameOf } from './sessionRows.ts';
import { TrashSession } from './TrashSession.tsx';
import classes from './SessionsScreen.module.css';

const STATIONS_SHOWN = 4;

interface SessionRowProps {
  entry: SessionEntry;
  isChosen: boolean;
  onChoose: (isChosen: boolean) => void;
}

export function SessionRow({ entry, isChosen, onChoose }: SessionRowProps): JSX.Element {
  const { t } = useTranslation();
  const host = useHost();
  const [panel, setPanel] = useState<SessionPanel>();
  const { state, site, notes, problem } = entry;
  const name = nameOf(entry);
  const toggle = (which: SessionPanel): void => setPanel(panel === which ? undefined : which);
  const close = (): void => setPanel(undefined);
  return (
    <li className={classes.row} aria-label={name}>
      <Checkbox
        className={classes.check ?? ''}
        checked={isChosen}
        disabled={state === 'damaged'}
        onChange={(event) => onChoose(event.currentTarget.checked)}
        aria-label={t('sessions.choose', { name })}
      />
      <div className={classes.words}>
        <h2 title={entry.path}>
          {name}
          {state !== 'closed' && (
            <span className={classes.state} data-state={state}>
              {(state === 'damaged' || state === 'interrupted') && <Icon name="fault" size={12} />}
              {t(`sessions.state.${state}`)}
            </span>
          )}
        </h2>
        <p className={classes.facts}>
          <SessionFacts entry={entry} />
        </p>
        {site !== undefined && <p className={classes.site}>{site}</p>}
        {notes !== undefined && <p className={classes.notes}>{notes}</p>}
        {state === 'interrupted' && (
          <p className="dim">{t('sessions.interrupted', { count: entry.records ?? 0 })}</p>
        )}
        {problem !== undefined && <p className={classes.problem}>{problem}</p>}
        {state === 'damaged' && <RecoverSession entry={entry} />}
      </div>
      <SessionActions entry={entry} panel={panel} onToggle={toggle} />
      {panel === 'edit' && <SessionFields entry={entry} onDone={close} />}
      {panel === 'limit' && <SessionLimit onDone={close} />}
      {panel === 'begin' && <BeginSession entry={entry} onDone={close} />}
      {panel === 'trash' && host.sessionFiles !== undefined && (
        <TrashSession entry={entry} files={host.sessionFiles} onDone={close} />
      )}
      {panel === 'delete' && <DeleteSession entry={entry} onDone={close} />}
    </li>
  );
}

function SessionFacts({ entry }: { entry: SessionEntry }): JSX.Element {
  const { t } = useTranslation();
  const formats = useFormats();
  const times = useTimeFormats();
  const { records, stationIds = [], sizeBytes, fileName, title } = entry;
  const stations =
    stationIds.length > STATIONS_SHOWN
      ? t('traces.stations', { count: stationIds.length })
      : stationIds.join(', ');
  const facts = [
    times.local(dateOf(entry)),
    stations,
    records === undefined ? undefined : t('shell.records', { count: records, shown: formats.count(records) }),
    formats.bytes(sizeBytes),
    title === undefined ? undefined : fileName,
  ];
  return <>{facts.filter((fact) => fact !== undefined && fact !== '').join(' · ')}</>;
}
