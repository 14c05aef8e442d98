import type { JSX } from 'react';
import { useTranslation } from 'react-i18next';
import { useFormats } from '../../ui/useFormats.ts';
import classes from './MessagesScreen.module.css';
import type { CoarseState } from './list/coarseState.ts';
import { useCounts } from './list/useTraceView.ts';

interface CountLineProps {
  counts: CoarseState | undefined;
  /** Only so many rows are shown, as in a replay. */
  limit: number | undefined;
  isFiltered: boolean;
}

/** How many records the view shows of how many, and how far the search is. */
export function CountLine({ counts, limit = Infinity, isFiltered }: CountLineProps): JSX.Element {
  const { t } = useTranslation();
  const formats = useFormats();
  const { length: whole, scanned, total } = useCounts(counts);
  const length = Math.min(whole, limit);
  const shown = formats.count(length);
  if (scanned < total) {
    const percent = formats.percent(Math.floor((scanned / total) * 100));
    return (
      <span
        className={classes.count}
        role="progressbar"
        aria-valuemin={0}
        aria-valuemax={total}
        aria-valuenow={scanned}
      >
        {t('messages.scanning', { shown, percent })}
        <span className={classes.progress} style={{ inlineSize: `${(scanned / total) * 100}%` }} />
      </span>
    );
  }
  return (
    <span className={classes.count}>
      {isFiltered
        ? t('messages.countOf', { shown, total: formats.count(total) })
        : t('messages.count', { count: length, shown })}
    </span>
  );
}
