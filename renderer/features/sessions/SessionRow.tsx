import { Button, Checkbox } from '@mantine/core';
import { useState, type JSX } from 'react';
import { useTranslation } from 'react-i18next';
import type { SessionEntry } from '../../../shared/session/sessionEntry.ts';
import { formatRoute } from '../../state/route.ts';
import { useAction } from '../../state/useAction.ts';
import { FailureText } from '../../ui/FailureText.tsx';
import { Icon } from '../../ui/Icon.tsx';
import { useFormats } from '../../ui/useFormats.ts';
import { useTimeFormats } from '../../ui/useTimeFormats.ts';
import { DeleteSession } from './DeleteSession.tsx';
import { openTrace } from '../../state/openTrace.ts';
import { RecoverSession } from './RecoverSession.tsx';
import { SessionFields } from './SessionFields.tsx';
import { dateOf, nameOf } from './sessionRows.ts';
import classes from './SessionsScreen.module.css';

const STATIONS_SHOWN = 4;

interface SessionRowProps {
  entry: SessionEntry;
  isChosen: boolean;
  onChoose: (isChosen: boolean) => void;
}

export function SessionRow({ entry, isChosen, onChoose }: SessionRowProps): JSX.Element {
  const { t } = useTranslation();
  const [panel, setPanel] = useState<'edit' | 'delete'>();
  const { state, site, notes, problem } = entry;
  const name = nameOf(entry);
  const toggle = (which: 'edit' | 'delete'): void => setPanel(panel === which ? undefined : which);
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
      <div className={classes.actions}>
        <OpenButton entry={entry} />
        {state !== 'damaged' && (
          <Button
            aria-expanded={panel === 'edit'}
            disabled={state === 'elsewhere'}
            onClick={() => toggle('edit')}
          >
            {t('sessions.edit')}
          </Button>
        )}
        {state !== 'running' && state !== 'elsewhere' && (
          <Button
            variant="subtle"
            color="gray"
            aria-expanded={panel === 'delete'}
            onClick={() => toggle('delete')}
          >
            {t('sessions.delete.button')}
          </Button>
        )}
      </div>
      {panel === 'edit' && <SessionFields entry={entry} onDone={() => setPanel(undefined)} />}
      {panel === 'delete' && <DeleteSession entry={entry} onDone={() => setPanel(undefined)} />}
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

function OpenButton({ entry }: { entry: SessionEntry }): JSX.Element | undefined {
  const { t } = useTranslation();
  const open = useAction();
  if (entry.state === 'damaged') return undefined;
  const name = nameOf(entry);
  if (entry.state === 'running') {
    return (
      <Button component="a" href={formatRoute({ screen: 'messages' })}>
        {t('sessions.open.running')}
      </Button>
    );
  }
  return (
    <>
      <Button
        variant="filled"
        disabled={!open.isPossible}
        loading={open.isBusy}
        onClick={() => void open.run((client) => openTrace(client, entry.path))}
        aria-label={t('sessions.open.named', { name })}
      >
        {t('sessions.open.row')}
      </Button>
      <FailureText failure={open.failure} />
    </>
  );
}
