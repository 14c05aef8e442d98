import { useMemo, type JSX } from 'react';
import { useTranslation } from 'react-i18next';
import type { Result } from '../../../../shared/contract/methods.ts';
import type { Issue } from '../../../../shared/trace/issue.ts';
import type { TraceRecord } from '../../../../shared/trace/record.ts';
import { parseJsonTree } from '../../../../shared/jsonTree.ts';
import { JsonView } from '../../../ui/JsonView.tsx';
import classes from './AsMeantTab.module.css';

export type Reading = Result<'record.asMeant'>;

interface AsMeantTabProps {
  record: TraceRecord;
  reading: Reading;
}

/** The message as its sender meant it, and everything that was done to read it so. */
export function AsMeantTab({ record, reading }: AsMeantTabProps): JSX.Element {
  const { t } = useTranslation();
  const { text = '', repairs, assumed } = reading;
  const root = useMemo(() => parseJsonTree(text).root, [text]);
  const placed = useMemo(
    () =>
      repairs
        .filter(({ path }) => path !== '')
        .map(({ path, code, why }): Issue => ({ severity: 'info', code, message: why, path })),
    [repairs],
  );
  const ofText = repairs.filter(({ path }) => path === '');
  return (
    <div className={classes.meant}>
      <p className={classes.intro}>{t('messages.meant.intro', { count: repairs.length })}</p>
      {(ofText.length > 0 || assumed.length > 0) && (
        <ul className={classes.list} tabIndex={0} aria-label={t('messages.meant.done')}>
          {ofText.map(({ code, why }) => (
            <li key={code + why}>{why}</li>
          ))}
          {assumed.map(({ field, value, count }) => (
            <li key={field + value} className="dim">
              {t('messages.meant.assumed', { field, value, count })}
            </li>
          ))}
        </ul>
      )}
      {root !== undefined && (
        <JsonView
          key={record.seq}
          text={text}
          root={root}
          issues={placed}
          at={record.at}
          label={t('messages.meant.label', { action: record.action ?? t(`messages.kinds.${record.kind}`) })}
        />
      )}
    </div>
  );
}
