import { useMemo, type JSX } from 'react';
import { useTranslation } from 'react-i18next';
import type { TraceRecord } from '../../../../shared/trace/record.ts';
import { JsonView } from '../../../ui/JsonView.tsx';
import classes from './DetailPane.module.css';
import { framePayload } from '../../../ui/framePayload.ts';
import { RawTab } from './RawTab.tsx';

/** The payload of a record, laid out; a record that is no JSON as it came. */
export function RecordContent({ record }: { record: TraceRecord }): JSX.Element {
  const { t } = useTranslation();
  const { raw, rawEncoding, payload: soapPayload, kind, issues, at } = record;
  // The payload of SOAP is beside its XML; that of JSON stands in the frame.
  const text = soapPayload ?? raw;
  const payload = useMemo(
    () => (soapPayload !== undefined || rawEncoding === 'text' ? framePayload(text, kind) : undefined),
    [text, soapPayload, rawEncoding, kind],
  );
  if (payload === undefined) return <RawTab record={record} />;
  const unplaced = issues.filter(({ path }) => path === undefined);
  return (
    <div className={classes.content}>
      {payload.error !== undefined && (
        <p className={classes.callError}>
          <b>{payload.error.code}</b> {payload.error.description}
        </p>
      )}
      {unplaced.map((issue) => (
        <p key={issue.code + issue.message} className={classes.unplaced} data-severity={issue.severity}>
          {issue.message}
        </p>
      ))}
      <JsonView
        key={record.seq}
        text={text}
        root={payload.root}
        issues={issues}
        at={at}
        label={t('messages.detail.payloadOf', { action: record.action ?? t(`messages.kinds.${kind}`) })}
      />
    </div>
  );
}
