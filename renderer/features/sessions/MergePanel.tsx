import { Button, TextInput } from '@mantine/core';
import { useState, type JSX } from 'react';
import { useTranslation } from 'react-i18next';
import type { SessionEntry } from '../../../shared/session/sessionEntry.ts';
import { useAction } from '../../state/useAction.ts';
import { FailureText } from '../../ui/FailureText.tsx';
import { openTrace } from '../../state/openTrace.ts';
import { nameOf } from './sessionRows.ts';
import classes from './SessionsScreen.module.css';

/** Seconds as typed, with a sign and a decimal comma or point; nothing for what is no number. */
function secondsOf(text: string): number | undefined {
  if (text.trim() === '') return 0;
  const value = Number(text.trim().replace('−', '-').replace(',', '.'));
  return Number.isFinite(value) ? value : undefined;
}

interface MergePanelProps {
  parts: readonly SessionEntry[];
  onClear: () => void;
}

/** The sessions that were chosen, to be merged into a further one. */
export function MergePanel({ parts, onClear }: MergePanelProps): JSX.Element {
  const { t } = useTranslation();
  const merge = useAction();
  const [name, setName] = useState('');
  const [offsets, setOffsets] = useState<Readonly<Record<string, string>>>({});
  const seconds = parts.map(({ path }) => secondsOf(offsets[path] ?? ''));
  const isReady = parts.length >= 2 && name.trim() !== '' && seconds.every((value) => value !== undefined);
  return (
    <form
      className={classes.merge}
      aria-label={t('sessions.merge.label')}
      onSubmit={(event) => {
        event.preventDefault();
        void merge.run(async (client) => {
          const given = parts.map(({ path }, index) => ({
            path,
            offsetMs: Math.round((seconds[index] ?? 0) * 1000),
          }));
          const { path } = await client.call(
            'session.merge',
            { parts: given, fileName: name },
            { timeoutMs: 0 },
          );
          onClear();
          await openTrace(client, path);
        });
      }}
    >
      <h2>{t('sessions.merge.title', { count: parts.length })}</h2>
      <ul>
        {parts.map((part) => (
          <li key={part.path}>
            <span>{nameOf(part)}</span>
            <TextInput
              value={offsets[part.path] ?? ''}
              onChange={(event) => setOffsets({ ...offsets, [part.path]: event.currentTarget.value })}
              error={secondsOf(offsets[part.path] ?? '') === undefined}
              placeholder="0"
              inputMode="decimal"
              aria-label={t('sessions.merge.offset', { name: nameOf(part) })}
              rightSection="s"
            />
          </li>
        ))}
      </ul>
      <p className="dim">{t('sessions.merge.hint')}</p>
      <div className={classes.buttons}>
        <TextInput
          className={classes.search ?? ''}
          value={name}
          onChange={(event) => setName(event.currentTarget.value)}
          placeholder={t('sessions.merge.name')}
          aria-label={t('sessions.merge.name')}
        />
        <Button
          type="submit"
          variant="filled"
          disabled={!merge.isPossible || !isReady}
          loading={merge.isBusy}
        >
          {t('sessions.merge.button')}
        </Button>
        <Button variant="subtle" color="gray" onClick={onClear}>
          {t('common.cancel')}
        </Button>
      </div>
      <FailureText failure={merge.failure} />
    </form>
  );
}
