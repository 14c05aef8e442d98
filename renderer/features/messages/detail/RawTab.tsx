import { SegmentedControl } from '@mantine/core';
import { useMemo, useState, type JSX } from 'react';
import { useTranslation } from 'react-i18next';
import type { TraceRecord } from '../../../../shared/trace/record.ts';
import { layOutXml } from '../../../../shared/ocpp/soap/layOutXml.ts';
import { LineList } from '../../../ui/LineList.tsx';
import { useFormats } from '../../../ui/useFormats.ts';
import classes from './DetailPane.module.css';
import { bytesOf, hexLine, hexLineCount } from './hexDump.ts';

const RAW_MODES = ['laidOut', 'text', 'hex'] as const;
type RawMode = (typeof RAW_MODES)[number];

/** What was on the wire, byte for byte. Bytes that are no text are shown in hex only. */
export function RawTab({ record }: { record: TraceRecord }): JSX.Element {
  const { t } = useTranslation();
  const formats = useFormats();
  const isText = record.rawEncoding === 'text';
  const laidOut = useMemo(
    () => (isText && record.transport === 'soap' ? layOutXml(record.raw) : undefined),
    [isText, record],
  );
  const [chosen, setChosen] = useState<RawMode>('laidOut');
  const mode = isText ? (chosen === 'laidOut' && laidOut === undefined ? 'text' : chosen) : 'hex';
  if (record.raw === '') return <p className={classes.note}>{t('messages.raw.nothing')}</p>;
  return (
    <div className={classes.raw}>
      <div className={classes.bar}>
        {isText ? (
          <SegmentedControl
            aria-label={t('messages.raw.as')}
            value={mode}
            onChange={(value) => setChosen(RAW_MODES.find((name) => name === value) ?? 'text')}
            data={[
              ...(laidOut === undefined ? [] : [{ value: 'laidOut', label: t('messages.raw.laidOut') }]),
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
      {mode !== 'hex' ? (
        <pre className={`mono ${classes.rawText}`} tabIndex={0} aria-label={t('messages.raw.text')}>
          {mode === 'laidOut' ? laidOut : record.raw}
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
