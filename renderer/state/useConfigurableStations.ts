import { useMemo } from 'react';
import { cableStation } from '../../shared/service-port/cableStation.ts';
import type { Station } from '../../shared/station/station.ts';
import { isPortOpen } from './portTone.ts';
import { useTopic } from './useAppState.ts';

/** The chargers whose configuration there may be: those of the network, and those behind open ports. */
export function useConfigurableStations(): readonly Station[] {
  const stations = useTopic('stations');
  const ports = useTopic('ports');
  return useMemo(() => {
    const onCable = (ports ?? []).filter(
      ({ phase, capabilities }) => isPortOpen(phase) && capabilities?.can.includes('configuration') === true,
    );
    return [
      ...(stations ?? []).filter(({ version }) => version !== undefined),
      ...onCable.map((port) => cableStation(port)),
    ];
  }, [stations, ports]);
}
