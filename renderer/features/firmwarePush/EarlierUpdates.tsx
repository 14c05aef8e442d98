import type { JSX } from 'react';
import { useTranslation } from 'react-i18next';
import type { FirmwareUpdate } from '../../../shared/files/firmwareUpdate.ts';
import { nameOf } from '../../../shared/files/protocolChoice.ts';
import type { Station } from '../../../shared/station/station.ts';
import { EarlierTransfers } from '../../ui/transfer/EarlierTransfers.tsx';
import { UpdatePanel } from './UpdatePanel.tsx';
import { updateTone } from './updateTone.ts';

interface EarlierUpdatesProps {
  /** The newest first. */
  updates: readonly FirmwareUpdate[];
  /** Absent for the updates of another visit, which may be of several stations. */
  station: Station | undefined;
  title: string;
}

/** Updates a line each; the whole story of each on demand. */
export function EarlierUpdates({ updates, station, title }: EarlierUpdatesProps): JSX.Element {
  const { t } = useTranslation();
  const lines = updates.map((update) => {
    const { id, queuedAt, state, stationId, protocol, file } = update;
    const what = [...(station === undefined ? [stationId] : []), file.name, nameOf(protocol)].join(' · ');
    return { id, at: queuedAt, tone: updateTone(state), state: t(`firmware.state.${state}`), what, update };
  });
  return (
    <EarlierTransfers title={title} transfers={lines}>
      {({ update }) => <UpdatePanel update={update} station={station} />}
    </EarlierTransfers>
  );
}
