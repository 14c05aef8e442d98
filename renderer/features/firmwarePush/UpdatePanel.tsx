import type { JSX } from 'react';
import { useTranslation } from 'react-i18next';
import { isUpdateSettled, type FirmwareUpdate } from '../../../shared/files/firmwareUpdate.ts';
import { nameOf } from '../../../shared/files/protocolChoice.ts';
import type { Station } from '../../../shared/station/station.ts';
import { StoryLanes } from '../../ui/transfer/StoryLanes.tsx';
import { TransferHead } from '../../ui/transfer/TransferHead.tsx';
import page from '../../ui/transfer/TransferPage.module.css';
import { TransferProgress } from '../../ui/transfer/TransferProgress.tsx';
import { useFormats } from '../../ui/useFormats.ts';
import { useTimeFormats } from '../../ui/useTimeFormats.ts';
import { ConnectionTable } from './ConnectionTable.tsx';
import { UpdateActions } from './UpdateActions.tsx';
import { updateLane } from './updateLanes.ts';
import { UpdateResult } from './UpdateResult.tsx';
import { UpdateStages } from './UpdateStages.tsx';
import { updateTone } from './updateTone.ts';

interface UpdatePanelProps {
  update: FirmwareUpdate;
  /** Absent where only the file of another visit is read. */
  station: Station | undefined;
}

/** One update as it goes: its steps, the bytes, the result big and plain, what can be done, and its whole story. */
export function UpdatePanel({ update, station }: UpdatePanelProps): JSX.Element {
  const { t } = useTranslation();
  const times = useTimeFormats();
  const { id, stationId, state, file, protocol, action, isSigned, isPlain, connections } = update;
  const facts = [
    t('files.panel.asked', { time: times.shortClock(update.startedAt ?? update.queuedAt) }),
    nameOf(protocol),
    ...(action === undefined ? [] : [action]),
    ...(isSigned ? [t('firmware.panel.signed')] : []),
    ...(isPlain ? [t('firmware.panel.plain')] : []),
  ];
  const isFetching = state === 'downloading' || (state === 'waiting' && update.coveredBytes > 0);
  return (
    <section className={page.panel} aria-labelledby={`update-${id}`} data-state={state}>
      <TransferHead
        id={`update-${id}`}
        title={file.name}
        facts={facts}
        tone={updateTone(state)}
        state={t(`firmware.state.${state}`)}
      />
      <UpdateStages update={update} />
      {isUpdateSettled(update) && <UpdateResult update={update} />}
      {isFetching && (
        <TransferProgress
          label={t('firmware.panel.progress', { station: stationId })}
          bytes={update.coveredBytes}
          totalBytes={file.sizeBytes}
          averagePerS={update.bytesPerS}
          movedAt={update.movedAt}
        />
      )}
      {station !== undefined && <UpdateActions update={update} station={station} />}
      <StoryLanes
        label={t('files.panel.story')}
        stationId={stationId}
        steps={update.steps}
        laneOf={updateLane}
        says={<SaidNow update={update} />}
        wire={<WireNow update={update} />}
        hasRecords={station !== undefined}
      />
      {connections.length > 0 && <ConnectionTable update={update} />}
    </section>
  );
}

/** The last word of the station, or that it has said none. */
function SaidNow({ update: { status, answeredAt } }: { update: FirmwareUpdate }): JSX.Element {
  const { t } = useTranslation();
  const times = useTimeFormats();
  if (status !== undefined) {
    return (
      <>
        <b>{status.status}</b> <span className="dim">{times.shortClock(status.at)}</span>
      </>
    );
  }
  return (
    <span className="dim">{t(answeredAt === undefined ? 'files.now.noAnswer' : 'files.now.noStatus')}</span>
  );
}

/** What of the file has left, or that nobody has come for it. */
function WireNow({ update }: { update: FirmwareUpdate }): JSX.Element {
  const { t } = useTranslation();
  const formats = useFormats();
  const { coveredBytes, file, completeAt, connectedAt, connectionCount } = update;
  const total = formats.amount(file.sizeBytes);
  if (completeAt !== undefined) return <b>{t('firmware.now.complete', { total })}</b>;
  if (connectionCount > 0) {
    return <b>{t('transfer.amountOf', { amount: formats.amount(coveredBytes), total })}</b>;
  }
  return (
    <span className="dim">
      {t(connectedAt === undefined ? 'files.now.notConnected' : 'firmware.now.connected')}
    </span>
  );
}
