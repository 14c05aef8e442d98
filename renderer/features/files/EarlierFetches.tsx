import type { JSX } from 'react';
import { useTranslation } from 'react-i18next';
import type { DiagnosticsFetch } from '../../../shared/files/diagnosticsFetch.ts';
import { nameOf } from '../../../shared/files/protocolChoice.ts';
import type { Station } from '../../../shared/station/station.ts';
import { EarlierTransfers } from '../../ui/transfer/EarlierTransfers.tsx';
import { useFormats } from '../../ui/useFormats.ts';
import { FetchPanel } from './FetchPanel.tsx';
import { fetchTone } from './fetchTone.ts';

interface EarlierFetchesProps {
  /** The newest first. */
  fetches: readonly DiagnosticsFetch[];
  /** Absent for the fetches of another visit, which may be of several stations. */
  station: Station | undefined;
  title: string;
}

/** Fetches a line each; the whole story of each on demand. */
export function EarlierFetches({ fetches, station, title }: EarlierFetchesProps): JSX.Element {
  const { t } = useTranslation();
  const formats = useFormats();
  const lines = fetches.map((fetch) => {
    const { id, startedAt, state, stationId, kind, protocol, file } = fetch;
    const what = [
      ...(station === undefined ? [stationId] : []),
      t(`files.kind.${kind}`),
      nameOf(protocol),
      ...(file === undefined ? [] : [file.name, formats.amount(file.sizeBytes)]),
    ].join(' · ');
    return { id, at: startedAt, tone: fetchTone(state), state: t(`files.state.${state}`), what, fetch };
  });
  return (
    <EarlierTransfers title={title} transfers={lines}>
      {({ fetch }) => <FetchPanel fetch={fetch} station={station} />}
    </EarlierTransfers>
  );
}
