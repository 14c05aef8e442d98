import { useEffect, useState } from 'react';
import type { DriverItem } from '../../../../shared/service-port/driverItem.ts';
import { isPortOpen } from '../../../state/portTone.ts';
import type { PortState } from '../../../../shared/service-port/portState.ts';
import { useAction } from '../../../state/useAction.ts';
import { useClient } from '../../../state/useAppState.ts';

/** What the driver of a port reads and writes; what was known stays while the port is away. */
export function usePortItems(port: PortState): readonly DriverItem[] {
  const { phase, profileId } = port;
  const { path } = port.port;
  const client = useClient();
  const [items, setItems] = useState<readonly DriverItem[]>([]);
  const { run } = useAction();
  const isReady = isPortOpen(phase) && phase !== 'identifying';
  useEffect(() => {
    if (client === undefined || !isReady || profileId === undefined) return;
    void run(async () => setItems(await client.call('port.items', { path })));
  }, [client, path, isReady, profileId, run]);
  return items;
}
