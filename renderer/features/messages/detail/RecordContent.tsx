import { useMemo, type JSX } from 'react';
import { useTranslation } from 'react-i18next';
import type { TraceRecord } from '../../../../shared/trace/record.ts';
import { JsonView } from '../../../ui/JsonView.tsx';
import classes from './DetailPane.module.css';
import { closeCutJson } from '../../../ui/closeCutJson.ts';
import { framePayload } from '../../../ui/framePayload.ts';
import { useFormats } from '../../../ui/useFormats.ts';
import { PayloadTree, type TreeReading } from './PayloadTree.tsx';
import { RawTab } from './RawTab.tsx';
import { SerialContent } from './SerialContent.tsx';

interface RecordContentProps {
  record: TraceRecord;
  /** Where its values can be asked what they mean. */
  reading?: TreeReading;
}

/** The payload of a record, laid out; a record that is no JSON as it came. */
export function RecordContent({ record, reading }: RecordContentProps): JSX.Element {
  const { t } = useTranslation();
  const formats = useFormats();
  const { raw, rawEncoding, payload: soapPayload, kind, issues, at } = record;
  // The payload of SOAP is beside its XML; that of JSON stands in the frame.
  const sent = soapPayload ?? raw;
  const isCut = record.isRawCut && soapPayload === undefined;
  // Of a frame that is too large to be shown whole, the beginning is a tree all the same.
  const text = useMemo(() => (isCut ? (closeCutJson(sent) ?? sent) : sent), [isCut, sent]);
  const payload = useMemo(
    () => (soapPayload !== undefined || rawEncoding === 'text' ? framePayload(text, kind) : undefined),
    [text, soapPayload, rawEncoding, kind],
  );
  if (kind === 'serial') return <SerialContent record={record} />;
  // The payload of a note says what kind of note it is; its words are the raw text.
  if (payload === undefined || kind === 'note') return <RawTab record={record} />;
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
      {isCut && (
        <p className={classes.unplaced}>{t('messages.raw.cut', { size: formats.bytes(record.sizeBytes) })}</p>
      )}
      {reading === undefined ? (
        <JsonView
          key={record.seq}
          text={text}
          root={payload.root}
          issues={issues}
          at={at}
          label={t('messages.detail.payloadOf', { action: record.action ?? t(`messages.kinds.${kind}`) })}
        />
      ) : (
        <PayloadTree key={record.seq} record={record} text={text} root={payload.root} reading={reading} />
      )}
    </div>
  );
}
