import { Button, SegmentedControl } from '@mantine/core';
import { useMemo, useState, type JSX } from 'react';
import { useTranslation } from 'react-i18next';
import type { TraceRecord } from '../../../../shared/trace/record.ts';
import { layOutXml } from '../../../../shared/ocpp/soap/layOutXml.ts';
import { useHost } from '../../../state/useAppState.ts';
import { useAction } from '../../../state/useAction.ts';
import { FailureText } from '../../../ui/FailureText.tsx';
import { LineList } from '../../../ui/LineList.tsx';
import { useFormats } from '../../../ui/useFormats.ts';
import classes from './DetailPane.module.css';
import { RawText } from './RawText.tsx';
import { bytesOf, hexLine, hexLineCount } from './hexDump.ts';
import { hasSecrets, withoutSecrets } from './shownSerial.ts';

const RAW_MODES = ['laidOut', 'text', 'hex'] as const;
type RawMode = (typeof RAW_MODES)[number];

/** What was on the wire, byte for byte. Bytes that are no text are shown in hex only. */
export function RawTab({ record: whole }: { record: TraceRecord }): JSX.Element {
  const { t } = useTranslation();
  const [isRevealed, setRevealed] = useState(false);
  const isMasked = hasSecrets(whole);
  const record = useMemo(
    () => (isMasked && !isRevealed ? { ...whole, raw: withoutSecrets(whole) } : whole),
    [whole, isMasked, isRevealed],
  );
  const formats = useFormats();
  const isText = record.rawEncoding === 'text';
  const laidOut = useMemo(
    () => (isText && record.transport === 'soap' ? layOutXml(record.raw) : undefined),
    [isText, record],
  );
  const [chosen, setChosen] = useState<RawMode>('laidOut');
  const mode = isText ? (chosen === 'laidOut' && laidOut === undefined ? 'text' : chosen) : 'hex';
  const [hasSigns, setSigns] = useState(false);
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
        {isText && mode !== 'hex' && (
          <Button
            size="compact-xs"
            variant={hasSigns ? 'light' : 'default'}
            aria-pressed={hasSigns}
            title={t('messages.raw.signsTitle')}
            onClick={() => setSigns(!hasSigns)}
          >
            {t('messages.raw.signs')}
          </Button>
        )}
        {isMasked && (
          <Button
            size="compact-xs"
            variant={isRevealed ? 'light' : 'default'}
            aria-pressed={isRevealed}
            title={t('messages.raw.secretsTitle')}
            onClick={() => setRevealed(!isRevealed)}
          >
            {t('messages.raw.secrets')}
          </Button>
        )}
        <span className="dim">
          {t('messages.raw.size', { count: record.sizeBytes, size: formats.count(record.sizeBytes) })}
        </span>
        {record.isRawCut && (
          <>
            <span className={classes.warning}>
              {t('messages.raw.cut', { size: formats.bytes(record.sizeBytes) })}
            </span>
            <SaveRaw seq={record.seq} />
          </>
        )}
      </div>
      {mode !== 'hex' ? (
        <RawText
          key={mode}
          text={mode === 'laidOut' ? (laidOut ?? '') : record.raw}
          label={t('messages.raw.text')}
          hasSigns={hasSigns}
        />
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

/** The bytes of a record whole, as a file: the screen has its beginning only. */
function SaveRaw({ seq }: { seq: number }): JSX.Element {
  const { t } = useTranslation();
  const host = useHost();
  const { isBusy, isPossible, failure, run } = useAction();
  return (
    <>
      <Button
        size="compact-xs"
        loading={isBusy}
        disabled={!isPossible}
        onClick={() =>
          void run(async (client) => {
            const { ticket, fileName } = await client.call('record.saveRaw', { seq });
            await host.saveDownload(ticket, fileName);
          })
        }
      >
        {t('messages.raw.save')}
      </Button>
      {failure !== undefined && <FailureText failure={failure} />}
    </>
  );
}
