import { Button } from '@mantine/core';
import type { JSX } from 'react';
import { useTranslation } from 'react-i18next';
import type { ChangeRun } from '../../../../shared/configuration/change.ts';
import { openSteps } from '../../../../shared/configuration/openSteps.ts';
import { useTimeFormats } from '../../../ui/useTimeFormats.ts';
import classes from './Changes.module.css';

interface UnfinishedRunsProps {
  /** Those that are not shown already, oldest first. */
  runs: readonly ChangeRun[];
  onShow: (id: string) => void;
}

/** Runs that broke off with something left to do, behind the one that is shown. */
export function UnfinishedRuns({ runs, onShow }: UnfinishedRunsProps): JSX.Element | undefined {
  const { t } = useTranslation();
  const times = useTimeFormats();
  if (runs.length === 0) return undefined;
  return (
    <ul className={classes.unfinished} aria-label={t('configuration.run.unfinished')}>
      {runs.map((run) => (
        <li key={run.id}>
          <p>
            <b>{t('configuration.run.left', { count: openSteps(run).length })}</b>{' '}
            <span className="dim">
              {t(`configuration.run.origin.${run.origin}`, { name: run.name ?? '' })} ·{' '}
              {times.shortClock(run.startedAt)}
            </span>
          </p>
          <Button onClick={() => onShow(run.id)}>{t('configuration.run.show')}</Button>
        </li>
      ))}
    </ul>
  );
}
