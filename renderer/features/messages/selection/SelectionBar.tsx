import { Button } from '@mantine/core';
import type { JSX } from 'react';
import { useTranslation } from 'react-i18next';
import { LIMITS } from '../../../../shared/contract/limits.ts';
import { useFormats } from '../../../ui/useFormats.ts';
import classes from './SelectionBar.module.css';

interface SelectionBarProps {
  count: number;
  isBusy: boolean;
  onCompare: () => void;
  onSequence: () => void;
  onMark: () => void;
  onCopy: () => void;
  /** Absent where a selection cannot be exported. */
  onExport: (() => void) | undefined;
  onClear: () => void;
}

/** What can be done with several records, in place of a menu. */
export function SelectionBar(props: SelectionBarProps): JSX.Element {
  const { count, isBusy, onCompare, onSequence, onMark, onCopy, onExport, onClear } = props;
  const { t } = useTranslation();
  const formats = useFormats();
  const shown = formats.count(count);
  const isTooLong = count > LIMITS.sequenceRecords;
  const most = formats.count(LIMITS.sequenceRecords);
  return (
    <div className={classes.bar} role="toolbar" aria-label={t('selection.label')}>
      <span role="status">{t('selection.count', { count, shown })}</span>
      <Button onClick={onCompare} disabled={count !== 2} title={count === 2 ? '' : t('selection.compareTwo')}>
        {t('selection.compare')}
      </Button>
      <Button onClick={onSequence} title={isTooLong ? t('selection.sequenceFirst', { most }) : ''}>
        {t('selection.sequence')}
      </Button>
      <Button onClick={onMark} disabled={isBusy} aria-keyshortcuts="m">
        {t('selection.mark')}
      </Button>
      <Button onClick={onCopy} loading={isBusy}>
        {t('selection.copy')}
      </Button>
      {onExport !== undefined && <Button onClick={onExport}>{t('selection.export')}</Button>}
      <Button variant="subtle" color="gray" onClick={onClear} aria-keyshortcuts="Escape">
        {t('selection.clear')}
      </Button>
    </div>
  );
}
