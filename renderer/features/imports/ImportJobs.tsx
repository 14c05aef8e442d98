import { Button, Progress } from '@mantine/core';
import type { JSX } from 'react';
import { useTranslation } from 'react-i18next';
import type { ImportJobState } from '../../../shared/trace/import/importJob.ts';
import { openTrace } from '../../state/openTrace.ts';
import { useAction } from '../../state/useAction.ts';
import { useTopic } from '../../state/useAppState.ts';
import { CopyButton } from '../../ui/CopyButton.tsx';
import { FailureText } from '../../ui/FailureText.tsx';
import { useFormats } from '../../ui/useFormats.ts';
import classes from './ImportScreen.module.css';

/** Imports of this run of Kerbside, the newest first; nothing before the first one. */
export function ImportJobs(): JSX.Element | undefined {
  const { t } = useTranslation();
  const jobs = useTopic('imports') ?? [];
  if (jobs.length === 0) return undefined;
  return (
    <section className={classes.jobs} aria-labelledby="import-jobs">
      <h2 id="import-jobs">{t('imports.jobs')}</h2>
      <ul>
        {jobs.toReversed().map((job) => (
          <li key={job.id}>
            <Job job={job} />
          </li>
        ))}
      </ul>
    </section>
  );
}

function Job({ job }: { job: ImportJobState }): JSX.Element {
  const { t } = useTranslation();
  const { isBusy, isPossible, failure, run } = useAction();
  const { id, fileName, state, share, path } = job;
  const cancel = (): void => void run((client) => client.call('import.cancel', { id }));
  return (
    <article className={classes.job} aria-label={fileName}>
      <b>{fileName}</b>
      <p role="status">
        <JobWords job={job} />
      </p>
      {state === 'running' && (
        <>
          <Progress value={share * 100} aria-label={t('imports.job.progress', { name: fileName })} />
          <Button variant="default" size="compact-sm" onClick={cancel} disabled={!isPossible || isBusy}>
            {t('imports.job.cancel')}
          </Button>
        </>
      )}
      {state === 'done' && path !== undefined && (
        <p className={classes.path}>
          {t('imports.job.saved')} <code>{path}</code> <CopyButton text={path} what={path} />
          <Button
            size="compact-sm"
            disabled={!isPossible || isBusy}
            onClick={() => void run((client) => openTrace(client, path))}
          >
            {t('imports.job.open')}
          </Button>
        </p>
      )}
      <FailureText failure={job.state === 'failed' ? job.failure : failure} />
    </article>
  );
}

function JobWords({ job: { state, share, report } }: { job: ImportJobState }): JSX.Element {
  const { t } = useTranslation();
  const formats = useFormats();
  if (state === 'running') return <>{t('imports.job.running', { percent: formats.percent(share * 100) })}</>;
  if (state !== 'done' || report === undefined)
    return <>{t(state === 'cancelled' ? 'imports.job.cancelled' : 'imports.job.failed')}</>;
  const { frames, damaged, notes } = report;
  return (
    <>
      {t('imports.job.done', {
        frames: formats.count(frames),
        damaged: formats.count(damaged),
        notes: formats.count(notes),
      })}
    </>
  );
}
