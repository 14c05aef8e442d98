import { Switch } from '@mantine/core';
import { useMemo, useState, type JSX } from 'react';
import { useTranslation } from 'react-i18next';
import type { TraceRecord } from '../../../../shared/trace/record.ts';
import { useRecord } from '../../../state/useRecord.ts';
import { FailureText } from '../../../ui/FailureText.tsx';
import { useFormats } from '../../../ui/useFormats.ts';
import { useTimeFormats } from '../../../ui/useTimeFormats.ts';
import { WorkPane } from '../WorkPane.tsx';
import { CompareFacts } from './CompareFacts.tsx';
import { contentDiff } from './comparedContent.ts';
import classes from './ComparePane.module.css';
import { countChanges, onlyDifferences } from './diffLine.ts';
import { DiffView } from './DiffView.tsx';

interface ComparePaneProps {
  seqs: readonly [first: number, second: number];
  isPhone: boolean;
  onClose: () => void;
}

/** Two records side by side: what is known about them, and what differs in what they say. */
export function ComparePane({ seqs, isPhone, onClose }: ComparePaneProps): JSX.Element {
  const { t } = useTranslation();
  const [isOnlyDifferences, setOnlyDifferences] = useState(false);
  const left = useRecord(seqs[0]);
  const right = useRecord(seqs[1]);
  const failure = left.failure ?? right.failure;
  const areHere = left.record?.seq === seqs[0] && right.record?.seq === seqs[1];
  return (
    <WorkPane
      title={t('compare.title', { first: seqs[0], second: seqs[1] })}
      onClose={onClose}
      tools={
        <Switch
          label={t('compare.onlyDifferences')}
          checked={isOnlyDifferences}
          onChange={(event) => setOnlyDifferences(event.currentTarget.checked)}
        />
      }
    >
      {failure !== undefined && <FailureText failure={failure} />}
      {areHere && left.record !== undefined && right.record !== undefined && (
        <Comparison
          left={left.record}
          right={right.record}
          isPhone={isPhone}
          isOnlyDifferences={isOnlyDifferences}
        />
      )}
    </WorkPane>
  );
}

interface ComparisonProps {
  left: TraceRecord;
  right: TraceRecord;
  isPhone: boolean;
  isOnlyDifferences: boolean;
}

function Comparison({ left, right, isPhone, isOnlyDifferences }: ComparisonProps): JSX.Element {
  const { t } = useTranslation();
  const { lines, form } = useMemo(() => contentDiff(left, right), [left, right]);
  const shown = useMemo(
    () => (isOnlyDifferences ? onlyDifferences(lines) : lines),
    [lines, isOnlyDifferences],
  );
  return (
    <div className={classes.comparison}>
      <div className={classes.about}>
        <CompareFacts left={left} right={right} isOnlyDifferences={isOnlyDifferences} />
        <Result left={left} right={right} counts={countChanges(lines)} form={form} />
      </div>
      {shown.length > 0 && (
        <DiffView
          key={isOnlyDifferences ? 'differences' : 'all'}
          lines={shown}
          isStacked={isPhone}
          label={t('compare.content')}
        />
      )}
    </div>
  );
}

interface ResultProps {
  left: TraceRecord;
  right: TraceRecord;
  counts: ReturnType<typeof countChanges>;
  form: 'json' | 'text';
}

/** The comparison in a sentence, and what is not in it. */
function Result({ left, right, counts, form }: ResultProps): JSX.Element {
  const { t } = useTranslation();
  const times = useTimeFormats();
  const formats = useFormats();
  const { added, removed, changed } = counts;
  const isSame = added + removed + changed === 0;
  const apart = times.span(right.at - left.at);
  const cut = [left, right].filter(({ isRawCut }) => isRawCut);
  return (
    <div className={classes.result} role="status">
      <p>
        {isSame
          ? t(`compare.same.${form}`)
          : t('compare.counts', {
              changed: formats.count(changed),
              removed: formats.count(removed),
              added: formats.count(added),
            })}{' '}
        {t(right.at < left.at ? 'compare.earlier' : 'compare.later', { apart })}
      </p>
      {form === 'text' && !isSame && <p className="dim">{t('compare.asText')}</p>}
      {cut.map(({ seq, sizeBytes }) => (
        <p key={seq} className={classes.cut}>
          {t('compare.cut', { record: formats.count(seq), size: formats.bytes(sizeBytes) })}
        </p>
      ))}
    </div>
  );
}
