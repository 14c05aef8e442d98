import type { QuirkState } from '../../../shared/station/quirkState.ts';
import { useTopic } from '../../state/useAppState.ts';

/** How a station is treated; nothing before the first word of the core. One that is treated as usual is in no list. */
export function useQuirkState(stationId: string): QuirkState | undefined {
  const all = useTopic('quirks');
  if (all === undefined) return undefined;
  return (
    all.find((state) => state.stationId === stationId) ?? {
      stationId,
      profile: {},
      pending: [],
      proposals: [],
    }
  );
}
