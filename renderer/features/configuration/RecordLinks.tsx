import type { JSX } from 'react';
import { useTranslation } from 'react-i18next';
import { formatRoute } from '../../state/route.ts';
import { useFormats } from '../../ui/useFormats.ts';
import classes from './RecordLinks.module.css';

const SHOWN = 8;

interface RecordLinksProps {
  stationId: string;
  seqs: readonly (number | undefined)[];
}

/** The records that prove something, as links to the messages of the station. */
export function RecordLinks({ stationId, seqs }: RecordLinksProps): JSX.Element | undefined {
  const { t } = useTranslation();
  const formats = useFormats();
  const known = [...new Set(seqs.filter((seq) => seq !== undefined))];
  if (known.length === 0) return undefined;
  return (
    <span className={classes.links}>
      {t('configuration.records', { count: known.length })}
      {known.slice(0, SHOWN).map((seq) => (
        <a key={seq} href={formatRoute({ screen: 'station', stationId, tab: 'messages', seq })}>
          {formats.count(seq)}
        </a>
      ))}
      {known.length > SHOWN && <span>{t('configuration.moreRecords', { count: known.length - SHOWN })}</span>}
    </span>
  );
}
