import { useTranslation } from 'react-i18next';
import type { Snapshot } from '../../../../shared/configuration/snapshot.ts';
import { useTopic } from '../../../state/useAppState.ts';
import { useStationName } from '../../../state/useStationName.ts';
import { useTimeFormats } from '../../../ui/useTimeFormats.ts';
import type { CompareSide } from './compareSide.ts';

/** How a snapshot is called: by its name or its cause, with its time. */
export function useSnapshotWords(): (snapshot: Snapshot) => string {
  const { t } = useTranslation();
  const times = useTimeFormats();
  return ({ name, cause, at }) =>
    `${name ?? t(`configuration.snapshots.cause.${cause}`)}, ${times.shortClock(at)}`;
}

/** How a side is called in a heading and in copied text. */
export function useSideWords(): (side: CompareSide, known?: Snapshot) => string {
  const { t } = useTranslation();
  const own = useTopic('snapshots');
  const snapshotWords = useSnapshotWords();
  const nameOf = useStationName();
  return (side, known) => {
    switch (side.kind) {
      case 'latest':
        return t('configuration.compare.latest', { id: nameOf(side.stationId) });
      case 'file':
        return side.name;
      case 'snapshot': {
        const snapshot = own?.find(({ id }) => id === side.id) ?? known;
        if (snapshot === undefined) return t('configuration.compare.snapshot');
        return `${nameOf(snapshot.owner.stationId)}: ${snapshotWords(snapshot)}`;
      }
      default:
        return side satisfies never;
    }
  };
}
