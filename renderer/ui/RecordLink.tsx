import type { JSX } from 'react';
import { useTranslation } from 'react-i18next';
import { formatRoute } from '../state/route.ts';
import classes from './RecordLink.module.css';
import { useFormats } from './useFormats.ts';

/** The way to the record that proves something. */
export function RecordLink({ stationId, seq }: { stationId: string; seq: number }): JSX.Element {
  const { t } = useTranslation();
  const formats = useFormats();
  return (
    <a className={classes.link} href={formatRoute({ screen: 'station', stationId, tab: 'messages', seq })}>
      {t('common.record', { seq: formats.count(seq) })}
    </a>
  );
}
