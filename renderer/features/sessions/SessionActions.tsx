import { Button } from '@mantine/core';
import type { JSX } from 'react';
import { useTranslation } from 'react-i18next';
import type { SessionEntry } from '../../../shared/session/sessionEntry.ts';
import { openTrace } from '../../state/openTrace.ts';
import { formatRoute } from '../../state/route.ts';
import { useAction } from '../../state/useAction.ts';
import { useHost } from '../../state/useAppState.ts';
import { FailureText } from '../../ui/FailureText.tsx';
import { nameOf } from './sessionRows.ts';
import classes from './SessionsScreen.module.css';

/** What opens below a row. */
export type SessionPanel = 'edit' | 'limit' | 'begin' | 'trash' | 'delete';

interface SessionActionsProps {
  entry: SessionEntry;
  panel: SessionPanel | undefined;
  onToggle: (which: SessionPanel) => void;
}

/** The buttons of a row. A browser does not reach the files: there the two of the system are absent. */
export function SessionActions({ entry, panel, onToggle }: SessionActionsProps): JSX.Element {
  const { t } = useTranslation();
  const files = useHost().sessionFiles;
  const reveal = useAction();
  const { state, path } = entry;
  const isIdle = state !== 'running' && state !== 'elsewhere';
  const opener = (which: SessionPanel, words: string, isQuiet = false): JSX.Element => (
    <Button
      {...(isQuiet ? { variant: 'subtle', color: 'gray' } : {})}
      aria-expanded={panel === which}
      disabled={state === 'elsewhere'}
      onClick={() => onToggle(which)}
    >
      {words}
    </Button>
  );
  return (
    <div className={classes.actions}>
      <OpenButton entry={entry} />
      {state !== 'damaged' && opener('edit', t('sessions.edit'))}
      {state === 'running' && opener('limit', t('sessions.limit.button'))}
      {isIdle && state !== 'damaged' && opener('begin', t('sessions.begin.again.button'))}
      {files !== undefined && (
        <Button onClick={() => void reveal.run(() => files.reveal(path))}>{t('sessions.file.reveal')}</Button>
      )}
      {files !== undefined && isIdle && opener('trash', t('sessions.file.trash'), true)}
      {isIdle && opener('delete', t('sessions.delete.button'), true)}
      <FailureText failure={reveal.failure} />
    </div>
  );
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
