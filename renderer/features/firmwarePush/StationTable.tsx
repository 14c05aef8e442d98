import { Button, Checkbox } from '@mantine/core';
import { memo, type JSX } from 'react';
import { useTranslation } from 'react-i18next';
import { isUpdateSettled, type FirmwareUpdate } from '../../../shared/files/firmwareUpdate.ts';
import type { Station } from '../../../shared/station/station.ts';
import { formatRoute } from '../../state/route.ts';
import { useAction } from '../../state/useAction.ts';
import { Dot } from '../../ui/Dot.tsx';
import { FailureText } from '../../ui/FailureText.tsx';
import { TransferProgress } from '../../ui/transfer/TransferProgress.tsx';
import { CheckList } from '../../ui/transfer/CheckList.tsx';
import classes from '../../ui/transfer/Push.module.css';
import { updateTone } from './updateTone.ts';
import type { CheckedStation, Pushed } from './usePush.ts';

interface StationTableProps {
  stations: readonly Station[];
  chosen: readonly string[];
  checked: readonly CheckedStation[];
  refused: Pushed;
  updates: readonly FirmwareUpdate[];
  onToggle: (ids: readonly string[], isChosen: boolean) => void;
}

/** The stations that can be chosen, what was found at each, and how far each is. */
export function StationTable(props: StationTableProps): JSX.Element {
  const { stations, chosen, checked, refused, updates, onToggle } = props;
  const { t } = useTranslation();
  const connected = stations.filter((station) => station.connected).map(({ id }) => id);
  const isAll = connected.length > 0 && connected.every((id) => chosen.includes(id));
  if (stations.length === 0) return <p className="dim">{t('firmware.several.none')}</p>;
  return (
    <div className={classes.scroller}>
      <table className={`${classes.table} ${classes.stations}`} aria-label={t('firmware.several.stations')}>
        <thead>
          <tr>
            <th scope="col">
              <Checkbox
                label={t('firmware.several.station')}
                aria-label={t('firmware.several.all')}
                checked={isAll}
                indeterminate={!isAll && chosen.length > 0}
                onChange={() => onToggle(connected, !isAll)}
              />
            </th>
            <th scope="col">{t('firmware.several.version')}</th>
            <th scope="col">{t('firmware.several.checks')}</th>
            <th scope="col">{t('firmware.several.progress')}</th>
          </tr>
        </thead>
        <tbody>
          {stations.map((station) => (
            <StationRow
              key={station.id}
              station={station}
              isChosen={chosen.includes(station.id)}
              checked={checked.find(({ stationId }) => stationId === station.id)}
              refused={refused.find(({ stationId }) => stationId === station.id)}
              update={updates.findLast(({ stationId }) => stationId === station.id)}
              onToggle={onToggle}
            />
          ))}
        </tbody>
      </table>
    </div>
  );
}

interface StationRowProps {
  station: Station;
  isChosen: boolean;
  checked: CheckedStation | undefined;
  refused: Pushed[number] | undefined;
  update: FirmwareUpdate | undefined;
  onToggle: StationTableProps['onToggle'];
}

/** One row: of fifty stations only those that move are drawn again. */
const StationRow = memo(function StationRow(props: StationRowProps): JSX.Element {
  const { station, isChosen, checked, refused, update, onToggle } = props;
  const { t } = useTranslation();
  const { id, model, version, connected, firmwareVersion } = station;
  const what = [model, version, ...(connected ? [] : [t('stations.disconnected')])];
  return (
    <tr>
      <th scope="row" className={classes.stationCell}>
        <Checkbox
          label={id}
          description={what.filter(Boolean).join(' · ')}
          checked={isChosen}
          disabled={!connected && !isChosen}
          onChange={(event) => onToggle([id], event.currentTarget.checked)}
        />
      </th>
      <td className="mono">{firmwareVersion ?? '–'}</td>
      <td>
        {checked !== undefined && (
          <CheckList checks={checked.preChecks.filter(({ level }) => level !== 'ok')} />
        )}
        {checked !== undefined && checked.preChecks.every(({ level }) => level === 'ok') && (
          <span>
            <Dot tone="ok" /> {t('firmware.several.allWell')}
          </span>
        )}
        <FailureText failure={checked?.failure ?? refused?.failure} />
      </td>
      <td className={classes.progressCell}>{update !== undefined && <Progress update={update} />}</td>
    </tr>
  );
});

/** How far the latest update of a station is, and the way to its story. */
function Progress({ update }: { update: FirmwareUpdate }): JSX.Element {
  const { t } = useTranslation();
  const { isBusy, isPossible, run } = useAction();
  const { id, stationId, state, failedAt, versionBefore, versionAfter, file } = update;
  const isCancellable = state === 'queued' || state === 'waiting' || state === 'downloading';
  const words =
    state === 'failed' && failedAt !== undefined
      ? `${t('firmware.result.failedAt', { number: failedAt.number, stage: t(`firmware.stage.${failedAt.stage}`) })}: ${failedAt.why}`
      : t(`firmware.state.${state}`);
  return (
    <>
      <p role="status">
        <Dot tone={updateTone(state)} /> <a href={storyOf(stationId)}>{words}</a>
        {isUpdateSettled(update) && versionAfter !== undefined && (
          <span className="mono">
            {' '}
            {versionBefore ?? '?'} → {versionAfter}
          </span>
        )}
      </p>
      {state === 'downloading' && (
        <TransferProgress
          label={t('firmware.panel.progress', { station: stationId })}
          bytes={update.coveredBytes}
          totalBytes={file.sizeBytes}
          averagePerS={update.bytesPerS}
          movedAt={update.movedAt}
        />
      )}
      {isCancellable && (
        <Button
          size="compact-xs"
          disabled={!isPossible || isBusy}
          aria-label={t('firmware.several.cancel', { station: stationId })}
          onClick={() => void run((client) => client.call('firmware.cancel', { id }))}
        >
          {t('common.cancel')}
        </Button>
      )}
    </>
  );
}

function storyOf(stationId: string): string {
  return formatRoute({ screen: 'station', stationId, tab: 'files', view: 'firmware' });
}
