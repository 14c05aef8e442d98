import type { JSX } from 'react';
import { useTranslation } from 'react-i18next';
import type { EvidenceLevel } from '../../../../shared/service-port/portProfileInfo.ts';
import classes from './PortsScreen.module.css';

/** Signs that differ in shape: seen, printed, read in the code, heard. */
const SIGNS: Readonly<Record<EvidenceLevel, string>> = {
  hardware: '◉',
  'vendor-doc': '●',
  'source-code': '◐',
  'second-hand': '○',
};

/** How far the facts of a profile can be trusted. */
export function EvidenceMark({ level }: { level: EvidenceLevel }): JSX.Element {
  const { t } = useTranslation();
  return (
    <span className={classes.evidence} data-level={level} title={t(`port.evidence.why.${level}`)}>
      <span aria-hidden="true">{SIGNS[level]}</span> {t(`port.evidence.${level}`)}
    </span>
  );
}
