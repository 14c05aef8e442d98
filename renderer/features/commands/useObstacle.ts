import { useTranslation } from 'react-i18next';
import type { Station } from '../../../shared/station/station.ts';
import { useTimeFormats } from '../../ui/useTimeFormats.ts';

/** Why nothing can be sent now; nothing where it can. */
export function useObstacle(station: Station, isLinked: boolean): string | undefined {
  const { t } = useTranslation();
  const times = useTimeFormats();
  if (!station.connected) {
    return station.disconnectedAt === undefined
      ? t('commands.send.notConnected', { id: station.id })
      : t('commands.send.goneSince', { id: station.id, time: times.shortClock(station.disconnectedAt) });
  }
  return isLinked ? undefined : t('commands.send.notReady');
}
