import { SegmentedControl } from '@mantine/core';
import { useMemo, useState, type JSX } from 'react';
import { useTranslation } from 'react-i18next';
import type { TraceRecord } from '../../../shared/trace/record.ts';
import { LineList } from '../../ui/LineList.tsx';
import { useFormats } from '../../ui/useFormats.ts';
import classes from './DetailPane.module.css';
import { bytesOf, hexLine, hexLineCount } from './hexDump.ts';

/** What was on the wire, byte for byte. Bytes that are no text are shown in hex only. */
export function RawTab({ record }: { record: TraceRecord }): JSX.Element {
  const { t } = useTranslation();
  const formats = useFormats();
  const [chosen, setChosen] = useState<'text' | 'hex'>('text');
  const isText = record.rawEncoding === 'text';
  const mode = isText ? chosen : 'hex';
  if (record.raw === '') return <p className={classes.note}>{t('messages.raw.nothing')}</p>;
  return (
    <div className={classes.raw}>
      <div className={classes.bar}>
        {isText ? (
          <SegmentedControl
            aria-label={t('messages.raw.as')}
            value={mode}
            onChange={(value) => setChosen(value === 'hex' ? 'hex' : 'text')}
            data={[
              { value: 'text', label: t('messages.raw.text') },
              { value: 'hex', label: t('messages.raw.hex') },
            ]}
          />
        ) : (
          <span className="dim">{t('messages.raw.notText')}</span>
        )}
        {record.isRawCut && (
          <span className={classes.warning}>
            {t('messages.raw.cut', { size: formats.bytes(record.sizeBytes) })}
          </span>
        )}
      </div>
      {mode === 'text' ? (
        <pre className={`mono ${classes.rawText}`} tabIndex={0} aria-label={t('messages.raw.text')}>
          {record.raw}
        </pre>
      ) : (
        <Hex record={record} />
      )}
    </div>
  );
}

function Hex({ record: { raw, rawEncoding } }: { record: TraceRecord }): JSX.Element {
  const { t } = useTranslation();
  const bytes = useMemo(() => bytesOf(raw, rawEncoding), [raw, rawEncoding]);
  return (
    <LineList count={hexLineCount(bytes)} label={t('messages.raw.hex')}>
      {(index) => {
        const { offset, hex, text } = hexLine(bytes, index);
        return (
          <span className={classes.hex}>
            <span className="dim">{offset}</span>
            {`  ${hex}  `}
            <span className={classes.ascii}>{text}</span>
          </span>
        );
      }}
    </LineList>
  );
}
