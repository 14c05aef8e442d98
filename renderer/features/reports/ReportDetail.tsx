import { TextInput } from '@mantine/core';
import { useMemo, useState, type JSX } from 'react';
import { useTranslation } from 'react-i18next';
import type { Report } from '../../../shared/station/report.ts';
import { formatRoute } from '../../state/route.ts';
import { CopyButton } from '../../ui/CopyButton.tsx';
import { LineList } from '../../ui/LineList.tsx';
import { useFormats } from '../../ui/useFormats.ts';
import { reportEntry, type ReportEntry } from './reportEntry.ts';
import classes from './ReportsScreen.module.css';
import { useReportItems } from './useReportItems.ts';

const PROOF_SHOWN = 8;

function matches(entry: ReportEntry, words: readonly string[]): boolean {
  const text = `${entry.name} ${entry.value} ${entry.detail}`.toLowerCase();
  return words.every((word) => text.includes(word));
}

/** One report: how far it came, what is missing, the records that prove it, and its entries joined. */
export function ReportDetail({ report }: { report: Report }): JSX.Element {
  const { t } = useTranslation();
  const items = useReportItems(report);
  const [search, setSearch] = useState('');
  const entries = useMemo(() => items.map(reportEntry), [items]);
  const shown = useMemo(() => {
    const words = search.toLowerCase().split(/\s+/).filter(Boolean);
    return words.length === 0 ? entries : entries.filter((entry) => matches(entry, words));
  }, [entries, search]);
  return (
    <section className={classes.detail} aria-label={t('reports.detail')}>
      <header className={classes.head}>
        <h2>{report.askedBy ?? report.action}</h2>
        <p>
          {t(`reports.state.${report.state}`)}
          {' · '}
          {t('reports.parts', { count: report.parts })}
          {' · '}
          {t('reports.entries', { count: report.items })}
        </p>
        {report.problem !== undefined && <p className={classes.problem}>{report.problem}</p>}
        {report.missing.length > 0 && (
          <p className={classes.problem}>{t('reports.missing', { numbers: report.missing.join(', ') })}</p>
        )}
        {report.doubled > 0 && <p className="dim">{t('reports.doubled', { count: report.doubled })}</p>}
        <Proof report={report} />
        <div className={classes.tools}>
          <TextInput
            type="search"
            value={search}
            onChange={(event) => setSearch(event.currentTarget.value)}
            aria-label={t('reports.find')}
            placeholder={t('reports.find')}
            spellCheck={false}
          />
          <CopyButton text={JSON.stringify(items, undefined, 2)} what={t('reports.copy')} />
        </div>
      </header>
      <div className={classes.entries}>
        <LineList count={shown.length} label={t('reports.entriesLabel')}>
          {(index) => <Entry entry={shown[index]} />}
        </LineList>
      </div>
    </section>
  );
}

function Entry({ entry }: { entry: ReportEntry | undefined }): JSX.Element | undefined {
  if (entry === undefined) return undefined;
  return (
    <>
      {entry.name !== '' && <span className={classes.name}>{entry.name}</span>}
      {entry.name !== '' && ' = '}
      <span>{entry.value}</span>
      {entry.detail !== '' && <span className={classes.more}>{entry.detail}</span>}
    </>
  );
}

function Proof({ report }: { report: Report }): JSX.Element | undefined {
  const { t } = useTranslation();
  const formats = useFormats();
  const { proof, stationId } = report;
  if (proof.length === 0) return undefined;
  return (
    <p className={classes.proof}>
      {t('reports.records')}
      {proof.slice(0, PROOF_SHOWN).map((seq) => (
        <a key={seq} href={formatRoute({ screen: 'station', stationId, tab: 'messages', seq })}>
          {formats.count(seq)}
        </a>
      ))}
      {proof.length > PROOF_SHOWN && <span className="dim">{`+${proof.length - PROOF_SHOWN}`}</span>}
    </p>
  );
}
