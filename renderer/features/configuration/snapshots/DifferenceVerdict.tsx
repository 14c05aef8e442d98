import type { TFunction } from 'i18next';
import type { JSX } from 'react';
import { useTranslation } from 'react-i18next';
import {
  DIFFERENCE_KINDS,
  isDifferent,
  type DifferenceKind,
  type DifferenceRow,
} from '../../../../shared/configuration/difference.ts';
import { useFormats } from '../../../ui/useFormats.ts';

/** How much differs of what can be set, and beside it how much of what can only be read. */
export function DifferenceVerdict({ rows }: { rows: readonly DifferenceRow[] }): JSX.Element {
  const { t } = useTranslation();
  const formats = useFormats();
  const settable = rows.filter(({ isSettable }) => isSettable);
  const counts = countsOf(settable);
  const readOnly = rows.filter((row) => !row.isSettable && isDifferent(row)).length;
  const words = counts
    .map(({ kind, count }) =>
      t(`configuration.compare.counts.${kind}`, { count, shown: formats.count(count) }),
    )
    .join(', ');
  return (
    <p role="status">
      {settable.some(hasOtherText) ? `${words}.` : equalWords(t, counts)}
      {readOnly > 0 && (
        <span className="dim">
          {' '}
          {t('configuration.compare.readOnly', { count: readOnly, shown: formats.count(readOnly) })}
        </span>
      )}
    </p>
  );
}

/** Whether a row is worth a line where only differences are shown. */
export function hasOtherText({ kind }: DifferenceRow): boolean {
  return kind !== 'same' && kind !== 'not-known';
}

interface KindCount {
  kind: DifferenceKind;
  count: number;
}

function countsOf(rows: readonly DifferenceRow[]): KindCount[] {
  return DIFFERENCE_KINDS.map((kind) => ({
    kind,
    count: rows.filter((row) => row.kind === kind).length,
  })).filter(({ count }) => count > 0);
}

/** Nothing differs; what nobody can know is said beside it. */
function equalWords(t: TFunction, counts: readonly KindCount[]): string {
  const countOf = (kind: DifferenceKind): number => counts.find((entry) => entry.kind === kind)?.count ?? 0;
  const unknown = countOf('not-known');
  const same = t('configuration.compare.equal', { count: countOf('same') });
  return unknown === 0 ? same : `${same} ${t('configuration.compare.equalBut', { count: unknown })}`;
}
