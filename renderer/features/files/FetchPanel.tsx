import type { JSX } from 'react';
import { useTranslation } from 'react-i18next';
import { isSettled, type DiagnosticsFetch } from '../../../shared/files/diagnosticsFetch.ts';
import { nameOf } from '../../../shared/files/protocolChoice.ts';
import type { Station } from '../../../shared/station/station.ts';
import { StoryLanes } from '../../ui/transfer/StoryLanes.tsx';
import { TransferHead } from '../../ui/transfer/TransferHead.tsx';
import { TransferProgress } from '../../ui/transfer/TransferProgress.tsx';
import { useTimeFormats } from '../../ui/useTimeFormats.ts';
import { FetchActions } from './FetchActions.tsx';
import { fetchLane } from './fetchLanes.ts';
import { SaidNow, WireNow } from './FetchNow.tsx';
import { fetchTone } from './fetchTone.ts';
import classes from '../../ui/transfer/TransferPage.module.css';
import { ReceivedFile } from './ReceivedFile.tsx';

interface FetchPanelProps {
  fetch: DiagnosticsFetch;
  /** Absent where only the file of another visit is read. */
  station: Station | undefined;
}

/** One fetch as it goes: its state in a word, the bytes, what can be done, and its whole story. */
export function FetchPanel({ fetch, station }: FetchPanelProps): JSX.Element {
  const { t } = useTranslation();
  const times = useTimeFormats();
  const { id, stationId, kind, protocol, startedAt, action, requestId, state, file, upload } = fetch;
  const last = fetch.steps.findLast(({ level }) => level === 'problem' || level === 'warning');
  const asked = [
    t('files.panel.asked', { time: times.shortClock(startedAt) }),
    nameOf(protocol),
    ...(action === undefined ? [] : [action]),
    ...(requestId === undefined || action !== 'GetLog' ? [] : [t('files.panel.request', { id: requestId })]),
  ];
  return (
    <section className={classes.panel} aria-labelledby={`fetch-${id}`} data-state={state}>
      <TransferHead
        id={`fetch-${id}`}
        title={t(`files.kind.${kind}`)}
        facts={asked}
        tone={fetchTone(state)}
        state={t(`files.state.${state}`)}
      />
      {(state === 'failed' || state === 'nothing') && last !== undefined && (
        <p className={classes.verdict} data-state={state}>
          <b>{last.sentence}</b> {last.remedy}
        </p>
      )}
      {file !== undefined && <ReceivedFile fetch={fetch} file={file} isOther={station === undefined} />}
      {!isSettled(fetch) && upload !== undefined && (
        <TransferProgress
          label={t('files.panel.progress', { station: stationId })}
          bytes={fetch.bytes}
          totalBytes={fetch.announcedBytes}
          averagePerS={fetch.bytesPerS}
          movedAt={fetch.movedAt}
        />
      )}
      {station !== undefined && <FetchActions fetch={fetch} station={station} />}
      <StoryLanes
        label={t('files.panel.story')}
        stationId={stationId}
        steps={fetch.steps}
        laneOf={fetchLane}
        says={<SaidNow fetch={fetch} />}
        wire={<WireNow fetch={fetch} />}
        hasRecords={station !== undefined}
      />
    </section>
  );
}
