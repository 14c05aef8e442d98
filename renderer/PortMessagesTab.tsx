import { useMemo, type JSX } from 'react';
import { cableStation } from '../shared/service-port/cableStation.ts';
import type { PortState } from '../shared/service-port/portState.ts';
import { MessagesScreen } from './features/messages/MessagesScreen.tsx';
import { useTopic } from './state/useAppState.ts';

/** The messages of the charger on a cable: those of its station where it is on the network, too. */
export function PortMessagesTab({ port }: { port: PortState }): JSX.Element {
  const { stationId } = port;
  const known = (useTopic('stations') ?? []).find(({ id }) => id === stationId);
  const cable = useMemo(() => ({ ...cableStation(port), id: port.stationId }), [port]);
  return <MessagesScreen key={stationId} station={known ?? cable} />;
}
