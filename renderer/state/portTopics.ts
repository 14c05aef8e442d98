import type { ItemReading } from '../../shared/service-port/driverItem.ts';
import type { PortList } from '../../shared/service-port/portInfo.ts';
import type { PortProfileInfo } from '../../shared/service-port/portProfileInfo.ts';
import type { PortState } from '../../shared/service-port/portState.ts';
import type { RateDetection } from '../../shared/service-port/rateDetection.ts';
import { useTopic } from './useAppState.ts';
import { useFollowedTopic, type Followed } from './useFollowedTopic.ts';

const ofPath = (path: string): { path: string } => ({ path });
const ofNothing = (): Record<string, never> => ({});
const latest = <T>(_state: T, change: T): T => change;

function withReadings(state: readonly ItemReading[], changed: readonly ItemReading[]): ItemReading[] {
  const byKey = new Map(state.map((reading) => [reading.key, reading]));
  for (const reading of changed) byKey.set(reading.key, reading);
  return [...byKey.values()];
}

/** The ports of this computer, looked at again and again while a screen shows them. */
export function usePortList(): PortList | undefined {
  return useFollowedTopic('portList', '', ofNothing, latest<PortList>).state;
}

/** Live values of a device, read again and again while a screen shows them; not followed without a path. */
export function usePortValues(path: string | undefined): Followed<'portValues'> {
  return useFollowedTopic('portValues', path, ofPath, withReadings);
}

export function usePortDetection(path: string | undefined): Followed<'portDetection'> {
  return useFollowedTopic('portDetection', path, ofPath, latest<RateDetection>);
}

/** A port of this visit; nothing where it was never opened. */
export function usePort(path: string): PortState | undefined {
  return useTopic('ports')?.find(({ port }) => port.path === path);
}

export function usePortProfile(id: string | undefined): PortProfileInfo | undefined {
  const state = useTopic('portProfiles');
  return id === undefined ? undefined : state?.profiles.find((profile) => profile.id === id);
}
