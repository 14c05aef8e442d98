import { isOcpp1 } from '../../../../shared/ocpp/version.ts';
import type { JSX } from 'react';
import { useTranslation } from 'react-i18next';
import { isAnswer, isFrame, type TraceRecord } from '../../../../shared/trace/record.ts';
import classes from './DetailPane.module.css';
import { shownPath } from './payloadPlace.ts';
import { SeverityMark } from '../../../ui/SeverityMark.tsx';

/** The message's name in its specification: 1.6 says req and conf, 2.x Request and Response. */
export function messageName(record: Pick<TraceRecord, 'version' | 'action' | 'kind'>): string {
  const { version, action = '', kind } = record;
  if (version !== undefined && isOcpp1(version)) return `${action}.${isAnswer(kind) ? 'conf' : 'req'}`;
  return action + (isAnswer(kind) ? 'Response' : kind === 'send' ? '' : 'Request');
}

interface SchemaTabProps {
  record: TraceRecord;
  /** Shows the value at a JSON pointer of the payload. */
  onJump: (path: string) => void;
}

/** What was checked, and every issue with its place and clause. */
export function SchemaTab({ record, onJump }: SchemaTabProps): JSX.Element {
  const { t } = useTranslation();
  const { issues, kind, version, action } = record;
  if (issues.length === 0) {
    const isChecked = (kind === 'call' || kind === 'result' || kind === 'send') && action !== undefined;
    const key = isChecked && version !== undefined ? 'valid' : isFrame(kind) ? 'noSchema' : 'noFrame';
    return (
      <p className={classes.note}>
        {key === 'valid' && (
          <span className={classes.good} aria-hidden="true">
            ✓
          </span>
        )}
        {t(`messages.schema.${key}`, { version, message: messageName(record) })}
      </p>
    );
  }
  return (
    <ul className={classes.issues}>
      {issues.map((issue) => (
        <li key={issue.code + (issue.path ?? '') + issue.message}>
          <SeverityMark severity={issue.severity} />
          <div>
            <p>{issue.message}</p>
            <p className={classes.place}>
              {issue.path !== undefined && (
                <button type="button" className={classes.jump} onClick={() => onJump(issue.path ?? '')}>
                  <code className="mono">{issue.path === '' ? t('json.root') : shownPath(issue.path)}</code>
                </button>
              )}
              {issue.clause !== undefined && <span>{issue.clause}</span>}
            </p>
          </div>
        </li>
      ))}
    </ul>
  );
}
