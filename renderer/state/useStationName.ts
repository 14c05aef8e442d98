import { useCallback } from 'react';
import { cableName, isCableId } from '../../shared/service-port/cableStation.ts';
import { portTitle } from './portNames.ts';
import { useTopic } from './useAppState.ts';

/** How a charger is called in headings and lists: by its id, or on a cable by its device and what tells it from others of its kind. */
export function useStationName(): (stationId: string) => string {
  const ports = useTopic('ports');
  const profiles = useTopic('portProfiles')?.profiles;
  return useCallback(
    (stationId) => {
      if (!isCableId(stationId)) return stationId;
      const own = cableName(stationId);
      const port = ports?.find(({ cableId }) => cableId === stationId);
      if (port === undefined) return own;
      const title = portTitle(
        port,
        profiles?.find(({ id }) => id === port.profileId),
      );
      return title === own ? own : `${title} (${own})`;
    },
    [ports, profiles],
  );
}
