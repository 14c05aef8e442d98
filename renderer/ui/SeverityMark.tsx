import type { JSX } from 'react';
import { useTranslation } from 'react-i18next';
import type { Severity } from '../../shared/trace/issue.ts';
import classes from './SeverityMark.module.css';
import { SEVERITY_SIGNS } from './severitySigns.ts';

/** A severity as sign and word. */
export function SeverityMark({ severity }: { severity: Severity }): JSX.Element {
  const { t } = useTranslation();
  return (
    <span className={classes.tag} data-severity={severity}>
      <span aria-hidden="true">{SEVERITY_SIGNS[severity]}</span>
      {t(`messages.severity.${severity}`)}
    </span>
  );
}
