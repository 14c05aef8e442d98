import { useEffect, useMemo, useState } from 'react';
import {
  formatVariableAddress,
  parseVariableAddress,
} from '../../../shared/configuration/variableAddress.ts';
import type { Configuration } from '../../../shared/configuration/configuration.ts';
import type { Monitor } from '../../../shared/station/monitor.ts';
import { useClient, useTopic } from '../../state/useAppState.ts';

/** Variables that the station says it can watch, as far as its configuration was read, and those that it watches. */
export function useMonitored(stationId: string, monitors: readonly Monitor[]): readonly string[] {
  const client = useClient();
  const readAt = useTopic('configurations')?.find((state) => state.stationId === stationId)?.readAt;
  const [read, setRead] = useState<readonly string[]>([]);
  useEffect(() => {
    if (client === undefined || readAt === undefined) return undefined;
    const controller = new AbortController();
    client
      .call('configuration.latest', { stationId }, { signal: controller.signal })
      .then(({ configuration }) => setRead(configuration === undefined ? [] : monitorable(configuration)))
      .catch(() => {
        // Without suggestions a variable is typed by hand.
      });
    return () => controller.abort();
  }, [client, stationId, readAt]);
  return useMemo(
    () => [...new Set([...read, ...monitors.map(({ address }) => address)])].sort(),
    [read, monitors],
  );
}

function monitorable({ items }: Configuration): string[] {
  return items.flatMap(({ address, characteristics }) => {
    const name = characteristics?.supportsMonitoring === true ? parseVariableAddress(address) : undefined;
    return name === undefined ? [] : formatVariableAddress({ ...name, attribute: 'Actual' });
  });
}
