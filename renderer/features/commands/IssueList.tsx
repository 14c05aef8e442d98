import type { JSX } from 'react';
import { useTranslation } from 'react-i18next';
import type { PayloadCheck } from './usePayloadCheck.ts';
import classes from './CommandsScreen.module.css';

const SIGNS = { error: '✕', warning: '⚠', info: 'ℹ' } as const;

/** What the check of the payload says, in words. */
export function IssueList({ check, id }: { check: PayloadCheck; id: string }): JSX.Element {
  const { t } = useTranslation();
  const { state, issues } = check;
  return (
    <div id={id} className={classes.check} role="status" aria-live="polite">
      {state === 'valid' && (
        <p className={classes.valid}>
          <span aria-hidden="true">✓</span> {t('commands.check.valid')}
        </p>
      )}
      {state === 'checking' && issues.length === 0 && <p className="dim">{t('commands.check.checking')}</p>}
      {issues.length > 0 && (
        <ul>
          {issues.map((issue) => (
            <li key={issue.code + (issue.path ?? '') + issue.message} data-severity={issue.severity}>
              <span className={classes.sign} aria-hidden="true">
                {SIGNS[issue.severity]}
              </span>
              <span className="unseen">{t(`commands.severity.${issue.severity}`)}</span>
              <span>
                {issue.message}
                {issue.path !== undefined && <code className="mono dim"> {issue.path}</code>}
              </span>
            </li>
          ))}
        </ul>
      )}
    </div>
  );
}
