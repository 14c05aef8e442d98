import type { JSX, ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import type { Issue } from '../../../../shared/trace/issue.ts';
import classes from './CommandForm.module.css';

interface FieldRowProps {
  id: string;
  name: string;
  isRequired: boolean;
  /** What the field means, in a sentence. */
  about?: string | undefined;
  /** Limits and unit. */
  limits?: string | undefined;
  issues: readonly Issue[];
  children: ReactNode;
}

/** Name, control, meaning and faults of one field. */
export function FieldRow(props: FieldRowProps): JSX.Element {
  const { id, name, isRequired, about, limits, issues, children } = props;
  const worst = issues.some(({ severity }) => severity === 'error') ? 'error' : 'warning';
  return (
    <div className={classes.row} data-severity={issues.length > 0 ? worst : undefined}>
      <FieldName id={id} name={name} isRequired={isRequired} />
      <div className={classes.value}>
        {children}
        <FieldIssues id={`${id}-issues`} issues={issues} />
        {(about !== undefined || limits !== undefined) && (
          <p id={`${id}-about`} className={classes.about} title={about}>
            {limits !== undefined && <span className={classes.limits}>{limits}</span>}
            {about}
          </p>
        )}
      </div>
    </div>
  );
}

interface FieldNameProps {
  /** Of the control that the name belongs to; without it the name stands alone. */
  id?: string;
  name: string;
  isRequired: boolean;
}

export function FieldName({ id, name, isRequired }: FieldNameProps): JSX.Element {
  const { t } = useTranslation();
  return (
    <span className={classes.name}>
      {id === undefined ? <span>{name}</span> : <label htmlFor={id}>{name}</label>}
      {isRequired && (
        <span className={classes.required} title={t('form.required')}>
          <span aria-hidden="true">*</span>
        </span>
      )}
    </span>
  );
}

export function FieldIssues({
  id,
  issues,
}: {
  id?: string;
  issues: readonly Issue[];
}): JSX.Element | undefined {
  const { t } = useTranslation();
  if (issues.length === 0) return undefined;
  return (
    <ul id={id} className={classes.issues}>
      {issues.map(({ code, message, severity }) => (
        <li key={code + message} data-severity={severity}>
          <span aria-hidden="true">{severity === 'error' ? '✕' : '⚠'}</span>
          <span className="unseen">{t(`commands.severity.${severity}`)}</span> {message}
        </li>
      ))}
    </ul>
  );
}
