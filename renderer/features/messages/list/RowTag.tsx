import type { TFunction } from 'i18next';
import type { JSX } from 'react';
import { isFrame, type TraceRow } from '../../../../shared/trace/record.ts';
import classes from '../../../ui/SeverityMark.module.css';
import { SEVERITY_SIGNS } from '../../../ui/severitySigns.ts';
import { isThirdLeg, issueFamily, worstIssue, type CallState } from './rowStatus.ts';

interface RowTagProps {
  row: Pick<TraceRow, 'issues' | 'kind' | 'isProtest'>;
  state: CallState | undefined;
  t: TFunction;
}

/** What is wrong with a record, in a word; a tick where it was checked and nothing is. */
export function RowTag({ row, state, t }: RowTagProps): JSX.Element | undefined {
  const worst = worstIssue(row.issues);
  if (worst !== undefined) {
    const { severity, issue, count } = worst;
    const word = t(`messages.issueWords.${issueFamily(issue.code)}`, {
      defaultValue: t(`messages.severity.${severity}`),
    });
    return (
      <span className={classes.tag} data-severity={severity} title={issue.message}>
        <span aria-hidden="true">{SEVERITY_SIGNS[severity]}</span>
        <span className="unseen">{t(`messages.severity.${severity}`)}</span>
        <span className={classes.word}>{word}</span>
        {count > 1 && <span className={classes.word}>{count}</span>}
      </span>
    );
  }
  if (row.kind === 'error' || row.kind === 'resultError') {
    return (
      <span className={classes.tag} data-severity="warning">
        <span aria-hidden="true">⊘</span>
        <span className={classes.word}>
          {t(isThirdLeg(row) ? 'messages.row.protest' : 'messages.row.refused')}
        </span>
      </span>
    );
  }
  const isGood = state === 'answered' || row.kind === 'send';
  if (!isFrame(row.kind) || !isGood) return undefined;
  return (
    <span className={classes.tag} data-severity="none" title={t('messages.row.valid')}>
      <span aria-hidden="true">✓</span>
      <span className="unseen">{t('messages.row.valid')}</span>
    </span>
  );
}
