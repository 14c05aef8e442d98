import { Button } from '@mantine/core';
import { useMemo, type JSX, type ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { isFrame, type TraceRecord } from '../../../../shared/trace/record.ts';
import { keepCommandDraft } from '../../../state/commandDrafts.ts';
import { formatRoute } from '../../../state/route.ts';
import { useShownTrace } from '../../../state/traceScope.tsx';
import { CopyButton } from '../../../ui/CopyButton.tsx';
import { Icon } from '../../../ui/Icon.tsx';
import { prettyNode } from '../../../ui/jsonLines.ts';
import { useFormats } from '../../../ui/useFormats.ts';
import { useTimeFormats } from '../../../ui/useTimeFormats.ts';
import classes from './DetailPane.module.css';
import { messageTime } from './messageTime.ts';
import { framePayload } from '../../../ui/framePayload.ts';
import { LogLines } from './LogLines.tsx';
import { RowTag } from '../list/RowTag.tsx';
import { TreatAsCall } from './TreatAsCall.tsx';
import { withoutSecrets } from './shownSerial.ts';

interface RecordSideProps {
  record: TraceRecord;
  /** It is no message, but can be answered as a CALL. */
  canBeCall: boolean;
  onPair: () => void;
  /** The list counts time from here. */
  isZero: boolean;
  onZero: (isZero: boolean) => void;
}

/** What is known about a record besides its content, and what can be done with it. */
export function RecordSide(props: RecordSideProps): JSX.Element {
  const { record } = props;
  const { t } = useTranslation();
  const { kind, action, issues } = record;
  return (
    <aside className={classes.side} aria-label={t('messages.detail.about')}>
      <h3>
        {action ?? t(`messages.kinds.${kind}`)}
        <RowTag row={record} state={record.pairSeq === undefined ? undefined : 'answered'} t={t} />
      </h3>
      {issues[0] !== undefined && (
        <>
          <p className={classes.firstIssue} title={issues[0].message}>
            {issues[0].message}
          </p>
          <p className="dim">{issues[0].clause}</p>
        </>
      )}
      <Actions {...props} />
      <Facts record={record} />
    </aside>
  );
}

function Facts({ record }: { record: TraceRecord }): JSX.Element {
  const { t } = useTranslation();
  const times = useTimeFormats();
  const formats = useFormats();
  const { seq, pairSeq, at, direction, stationId, kind, latencyMs, sizeBytes, messageId } = record;
  const { version, transport = 'json' } = record;
  return (
    <dl className={classes.facts}>
      <Fact name={t('messages.facts.kind')}>
        {isFrame(kind)
          ? `${t(`messages.kinds.${kind}`)}, ${t(`messages.direction.${direction}`)}`
          : t(`messages.kinds.${kind}`)}
      </Fact>
      <Fact name={t('messages.facts.station')}>{stationId}</Fact>
      {version !== undefined && (
        <Fact name={t('messages.facts.version')}>{t(`stations.version.${transport}`, { version })}</Fact>
      )}
      <Fact name={t('messages.facts.time')}>
        <span className="mono">{times.local(at)}</span>
      </Fact>
      <Fact name={t('messages.facts.utc')}>
        <span className="mono">{times.utc(at)}</span>
      </Fact>
      <TimeInMessage record={record} />
      {latencyMs !== undefined && <Fact name={t('messages.facts.latency')}>{times.span(latencyMs)}</Fact>}
      <Fact name={t('messages.facts.record')}>
        {pairSeq === undefined
          ? formats.count(seq)
          : `${formats.count(Math.min(seq, pairSeq))} → ${formats.count(Math.max(seq, pairSeq))}`}
      </Fact>
      {isFrame(kind) && <Fact name={t('messages.facts.size')}>{formats.bytes(sizeBytes)}</Fact>}
      {messageId !== undefined && (
        <Fact name={t('messages.facts.messageId')}>
          <span className="mono">{messageId}</span>
        </Fact>
      )}
    </dl>
  );
}

/** The time that a message of the station carries, and what that says about its clock. */
function TimeInMessage({ record }: { record: TraceRecord }): JSX.Element | undefined {
  const { t } = useTranslation();
  const times = useTimeFormats();
  const formats = useFormats();
  const { raw, rawEncoding, payload, kind, direction, at } = record;
  const time = useMemo(() => {
    const text = payload ?? (rawEncoding === 'text' ? raw : undefined);
    if (text === undefined || direction !== 'in' || (kind !== 'call' && kind !== 'send')) return undefined;
    const root = framePayload(text, kind)?.root;
    return root === undefined ? undefined : messageTime(text, root, at);
  }, [raw, rawEncoding, payload, kind, direction, at]);
  if (time === undefined) return undefined;
  const { skewMs, isOffline, hasZone } = time;
  const by = skewMs === undefined ? '' : formats.duration(Math.abs(skewMs));
  // What was kept by the station is an issue of the record already, and tells nothing of the clock.
  const isBacklog = record.issues.some(({ code }) => code.startsWith('backlog'));
  const word =
    skewMs === undefined || isBacklog ? 'none' : skewMs > 0 ? 'ahead' : isOffline ? 'offline' : 'behind';
  return (
    <Fact name={t('messages.facts.inMessage')}>
      <span className="mono">{times.local(time.at)}</span>
      {!hasZone && ` ${t('json.noZone')}`}
      {word !== 'none' && <p className={classes.warning}>{t(`messages.skew.${word}`, { by })}</p>}
    </Fact>
  );
}

function Fact({ name, children }: { name: string; children: ReactNode }): JSX.Element {
  return (
    <div>
      <dt>{name}</dt>
      <dd>{children}</dd>
    </div>
  );
}

function Actions({ record, canBeCall, onPair, isZero, onZero }: RecordSideProps): JSX.Element {
  const { t } = useTranslation();
  const {
    raw,
    rawEncoding,
    payload: soapPayload,
    kind,
    direction,
    action,
    stationId,
    pairSeq,
    isRawCut,
  } = record;
  const json = useMemo(() => {
    // What stands beside the bytes of a service port is no message.
    const text = kind === 'serial' ? undefined : (soapPayload ?? (rawEncoding === 'text' ? raw : undefined));
    const payload = text === undefined ? undefined : framePayload(text, kind);
    return text === undefined || payload === undefined ? undefined : prettyNode(text, payload.root);
  }, [raw, rawEncoding, soapPayload, kind]);
  // A file may be from another day: what it holds is not sent from here.
  const isRunning = useShownTrace() === undefined;
  const isOwnCall = isRunning && kind === 'call' && direction === 'out' && action !== undefined;
  return (
    <div className={classes.actions}>
      {json !== undefined && (
        <CopyButton text={json} what={t('messages.copy.json')}>
          {t('messages.copy.json')}
        </CopyButton>
      )}
      {raw !== '' && (
        <CopyButton text={withoutSecrets(record)} what={t('messages.copy.raw')}>
          {t('messages.copy.raw')}
        </CopyButton>
      )}
      {isOwnCall && json !== undefined && !isRawCut && (
        <Button
          component="a"
          href={formatRoute({ screen: 'station', stationId, tab: 'commands' })}
          onClick={() => keepCommandDraft(stationId, action, json)}
          leftSection={<Icon name="send" size={14} />}
        >
          {t('messages.sendAgain')}
        </Button>
      )}
      {isRunning && canBeCall && <TreatAsCall seq={record.seq} />}
      <Button aria-pressed={isZero} onClick={() => onZero(!isZero)} title={t('messages.zero.title')}>
        {t(isZero ? 'messages.zero.isHere' : 'messages.zero.here')}
      </Button>
      {isRunning && <LogLines record={record} />}
      {pairSeq !== undefined && (
        <Button onClick={onPair} aria-keyshortcuts="f">
          {t('messages.toPair')}
        </Button>
      )}
    </div>
  );
}
