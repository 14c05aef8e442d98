import { useMemo } from 'react';
import type { ExampleContext } from '../../../shared/ocpp/example/exampleContext.ts';
import type { Station } from '../../../shared/station/station.ts';
import { useTopic } from '../../state/useAppState.ts';
import type { CommandRun } from './commandRun.ts';
import { stationContext } from './stationContext.ts';

/** What is known of a station; its time is set where it is used. */
export function useStationContext(
  { connectors, recentIdTags }: Station,
  runs: readonly CommandRun[],
): ExampleContext {
  const listening = useTopic('listening');
  return useMemo(() => {
    const known = recentIdTags === undefined ? { connectors } : { connectors, recentIdTags };
    return stationContext(known, listening, 0, runs);
  }, [connectors, recentIdTags, listening, runs]);
}
