import type { JSX } from 'react';
import { useTranslation } from 'react-i18next';
import { isFrame, type TraceRecord } from '../../../../shared/trace/record.ts';
import { framePayload } from '../../../ui/framePayload.ts';
import { useFormats } from '../../../ui/useFormats.ts';
import { useTimeFormats } from '../../../ui/useTimeFormats.ts';
import classes from './ComparePane.module.css';

interface Row {
  name: string;
  left: string;
  right: string;
  /** What always differs, as times do, is no finding. */
  isExpected?: boolean;
}

function errorOf({ raw, rawEncoding, payload, kind }: TraceRecord): string {
  if (kind !== 'error' && kind !== 'resultError') return '';
  const text = payload ?? (rawEncoding === 'text' ? raw : '');
  const error = framePayload(text, kind)?.error;
  return error === undefined ? '' : [error.code, error.description].filter((part) => part !== '').join(': ');
}

function useRows(left: TraceRecord, right: TraceRecord): Row[] {
  const { t } = useTranslation();
  const times = useTimeFormats();
  const formats = useFormats();
  const both = (
    name: string,
    read: (record: TraceRecord) => string | undefined,
    isExpected = false,
  ): Row => ({
    name: t(`compare.facts.${name}`),
    left: read(left) ?? '',
    right: read(right) ?? '',
    isExpected,
  });
  const kind = (record: TraceRecord): string =>
    isFrame(record.kind)
      ? `${t(`messages.kinds.${record.kind}`)}, ${t(`messages.direction.${record.direction}`)}`
      : t(`messages.kinds.${record.kind}`);
  const issues = (record: TraceRecord): string => record.issues.map(({ code }) => code).join(', ');
  return [
    both('record', ({ seq }) => formats.count(seq), true),
    both('time', ({ at }) => times.local(at), true),
    both('station', ({ stationId }) => stationId),
    both('kind', kind),
    both('action', ({ action }) => action),
    both('error', errorOf),
    both('version', ({ version }) => version),
    both('size', ({ sizeBytes }) => formats.bytes(sizeBytes)),
    both('latency', ({ latencyMs }) => (latencyMs === undefined ? undefined : times.span(latencyMs))),
    both('issues', issues),
    both('messageId', ({ messageId }) => messageId, true),
  ].filter(({ left: one, right: other }) => one !== '' || other !== '');
}

interface CompareFactsProps {
  left: TraceRecord;
  right: TraceRecord;
  isOnlyDifferences: boolean;
}

/** What is known about two records, side by side. */
export function CompareFacts({ left, right, isOnlyDifferences }: CompareFactsProps): JSX.Element {
  const { t } = useTranslation();
  const all = useRows(left, right);
  const rows = isOnlyDifferences ? all.filter((row) => row.left !== row.right) : all;
  return (
    <table className={classes.facts}>
      <thead>
        <tr>
          <th scope="col">
            <span className="unseen">{t('compare.fact')}</span>
          </th>
          <th scope="col">{t('compare.first')}</th>
          <th scope="col">{t('compare.second')}</th>
        </tr>
      </thead>
      <tbody>
        {rows.map(({ name, left: one, right: other, isExpected }) => (
          <tr key={name} data-different={(one !== other && isExpected !== true) || undefined}>
            <th scope="row">{name}</th>
            <td>{one}</td>
            <td>
              {one !== other && isExpected !== true && (
                <span className={classes.differs}>
                  <span aria-hidden="true">≠</span>
                  <span className="unseen">{t('compare.differs')}</span>
                </span>
              )}
              {other}
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}
