import type { JSX } from 'react';
import { useTranslation } from 'react-i18next';
import { LOWEST_SEVERITY } from '../../../shared/ocpp/monitorSeverity.ts';
import classes from './MonitorsScreen.module.css';

/** Up to here something is broken; from the next on it may be; the rest is for the record. */
const BAD = 4;
const WARN = 6;

/** A severity as number and word; nothing where it is not known. */
export function SeverityWord({ severity }: { severity: number | undefined }): JSX.Element | undefined {
  const { t } = useTranslation();
  if (severity === undefined) return undefined;
  const tone = severity <= BAD ? 'bad' : severity <= WARN ? 'warn' : 'off';
  const word = severity >= 0 && severity <= LOWEST_SEVERITY ? t(`monitors.severity.${severity}`) : '';
  return (
    <span className={classes.severity} data-tone={tone}>
      {severity} {word}
    </span>
  );
}
