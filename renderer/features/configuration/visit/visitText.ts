import type { TFunction } from 'i18next';
import type { VisitChange } from './visitChanges.ts';

/** The changes of the visit as plain text, by station, for the report. */
export function visitText(
  t: TFunction,
  changes: readonly VisitChange[],
  timeText: (at: number) => string,
): string {
  const byStation = Map.groupBy(changes, ({ stationId }) => stationId);
  return [...byStation]
    .map(([stationId, own]) =>
      [stationId, ...own.map((change) => `  ${lineOf(t, change, timeText)}`)].join('\n'),
    )
    .join('\n\n');
}

function lineOf(t: TFunction, change: VisitChange, timeText: (at: number) => string): string {
  const { address, isSecret, before, now, at, isBack, isUncertain, needsRestart, seqs } = change;
  const value = (text: string | undefined): string => {
    if (isSecret) return t('configuration.value.hidden');
    if (text === undefined) return t('configuration.value.none');
    return text === '' ? t('configuration.value.empty') : text;
  };
  const remarks = [
    isBack ? t('configuration.visit.isBack') : '',
    isUncertain ? t('configuration.visit.isUncertain') : '',
    needsRestart ? t('configuration.warning.restart') : '',
  ].filter(Boolean);
  const records =
    seqs.length === 0 ? '' : ` (${t('configuration.records', { count: seqs.length })} ${seqs.join(', ')})`;
  return `${address}: ${value(before)} → ${value(now)}, ${timeText(at)}${records}${remarks.map((remark) => ` ${remark}`).join('')}`;
}
