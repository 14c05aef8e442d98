import type { Change, Snapshot, TopicParams } from '../../shared/contract/events.ts';
import { useFollowedTopic } from './useFollowedTopic.ts';

/** Topics about one station, followed only while a screen shows them. */
export type StationTopic = 'events' | 'monitors';

const paramsOf = <T extends StationTopic>(stationId: string): TopicParams<T> =>
  ({ stationId }) as TopicParams<T>;

/** The state of such a topic, live; nothing before it is there. `reduce` has to be the same function at each call. */
export function useStationTopic<T extends StationTopic>(
  topic: T,
  stationId: string,
  reduce: (state: Snapshot<T>, change: Change<T>) => Snapshot<T>,
): Snapshot<T> | undefined {
  return useFollowedTopic(topic, stationId, paramsOf<T>, reduce).state;
}
