import { PLAIN_EVENTS, type Detector, type Interest, type StationEvent } from './detector.ts';

const NOBODY: readonly number[] = [];

type ByAction = { byName: ReadonlyMap<string, readonly number[]>; others: readonly number[] };

/** Which detectors, by their place in the list, see an event. Made once for all stations. */
export interface DispatchPlan {
  wantedBy(event: StationEvent): readonly number[];
}

export function dispatchPlan(detectors: readonly Detector[]): DispatchPlan {
  const interests = detectors.map(({ interest }) => interest);
  const calls = byAction(interests, (interest) => interest.calls);
  const answered = byAction(interests, (interest) => interest.answered);
  const outcomes = byAction(interests, (interest) => interest.outcomes);
  const plain = new Map(
    PLAIN_EVENTS.map((type) => [
      type,
      indexesOf(interests, (interest) => interest.others?.includes(type) === true),
    ]),
  );
  return {
    wantedBy(event) {
      switch (event.type) {
        case 'call':
          return find(calls, event.action);
        case 'answered':
          return find(answered, event.action);
        case 'outcome':
          return find(outcomes, event.outcome.action);
        default:
          return plain.get(event.type) ?? NOBODY;
      }
    },
  };
}

function find({ byName, others }: ByAction, action: string): readonly number[] {
  return byName.get(action) ?? others;
}

function byAction(
  interests: readonly Interest[],
  actionsOf: (interest: Interest) => readonly string[] | 'all' | undefined,
): ByAction {
  const names = new Set(
    interests.flatMap((interest) => {
      const actions = actionsOf(interest);
      return actions === undefined || actions === 'all' ? [] : actions;
    }),
  );
  const wanting = (name: string | undefined): readonly number[] =>
    indexesOf(interests, (interest) => {
      const actions = actionsOf(interest);
      return actions === 'all' || (name !== undefined && actions?.includes(name) === true);
    });
  return { byName: new Map([...names].map((name) => [name, wanting(name)])), others: wanting(undefined) };
}

function indexesOf(
  interests: readonly Interest[],
  isWanted: (interest: Interest) => boolean,
): readonly number[] {
  return interests.flatMap((interest, index) => (isWanted(interest) ? [index] : []));
}
