import { Button } from '@mantine/core';
import { useRef, type JSX } from 'react';
import { useTranslation } from 'react-i18next';
import { FailureText } from '../../ui/FailureText.tsx';
import { useFormats } from '../../ui/useFormats.ts';
import { ImportJobs } from './ImportJobs.tsx';
import { ImportOptions } from './ImportOptions.tsx';
import classes from './ImportScreen.module.css';
import { ReportFacts } from './ReportFacts.tsx';
import { TextPlaces } from './TextPlaces.tsx';
import { useImportDraft, type ImportDraft } from './useImportDraft.ts';

export function ImportScreen(): JSX.Element {
  const { t } = useTranslation();
  const draft = useImportDraft();
  return (
    <section className={classes.screen} aria-labelledby="import-title">
      <h1 id="import-title">{t('imports.title')}</h1>
      <p className={classes.lead}>{t('imports.lead')}</p>
      <Chooser draft={draft} />
      <FailureText failure={draft.action.failure} />
      {draft.report !== undefined && <Preview draft={draft} />}
      <ImportJobs />
    </section>
  );
}

function Chooser({ draft }: { draft: ImportDraft }): JSX.Element {
  const { t } = useTranslation();
  const formats = useFormats();
  const input = useRef<HTMLInputElement>(null);
  const { name, sent, report, action } = draft;
  const progress =
    sent !== undefined
      ? t('imports.sending', { name, percent: formats.percent(sent * 100) })
      : action.isBusy && report === undefined && name !== undefined
        ? t('imports.looking', { name })
        : '';
  return (
    <div className={classes.chooser}>
      <input
        ref={input}
        type="file"
        hidden
        onChange={({ currentTarget }) => {
          const file = currentTarget.files?.[0];
          // Without this the same file could not be chosen again.
          currentTarget.value = '';
          if (file !== undefined) draft.choose(file);
        }}
      />
      <Button
        variant={report === undefined ? 'filled' : 'default'}
        disabled={!action.isPossible || sent !== undefined}
        onClick={() => input.current?.click()}
      >
        {t(report === undefined ? 'imports.choose' : 'imports.another')}
      </Button>
      <p role="status">{progress === '' ? t('imports.drop') : progress}</p>
    </div>
  );
}

function Preview({ draft }: { draft: ImportDraft }): JSX.Element | undefined {
  const { t } = useTranslation();
  const { report, action } = draft;
  if (report === undefined) return undefined;
  return (
    <section className={classes.preview} aria-labelledby="import-found">
      <h2 id="import-found">{t('imports.found', { name: report.fileName })}</h2>
      {report.hint !== undefined && <p className={classes.hint}>{report.hint}</p>}
      {report.isPartial && <p className="dim">{t('imports.partial')}</p>}
      <ImportOptions draft={draft} report={report} />
      <ReportFacts report={report} />
      <div className={classes.buttons}>
        <Button
          variant="filled"
          onClick={draft.start}
          disabled={!action.isPossible || action.isBusy}
          loading={action.isBusy}
        >
          {t('imports.start')}
        </Button>
        <Button variant="default" onClick={draft.forget} disabled={!action.isPossible}>
          {t('imports.forget')}
        </Button>
      </div>
      <TextPlaces title={t('imports.notUnderstood')} places={report.notUnderstood} />
      <TextPlaces title={t('imports.firstLines')} places={report.firstLines} />
    </section>
  );
}
