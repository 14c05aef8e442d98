import type { Detector, Interest, StationEvent } from './detector.ts';

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
  const plain = new Map<string, readonly number[]>();
  return {
    wantedBy(event) {
      switch (event.type) {
        case 'call':
          return find(calls, event.action);
        case 'answered':
          return find(answered, event.action);
        case 'outcome':
          return find(outcomes, event.outcome.action);
        default: {
          const { type } = event;
          const known = plain.get(type);
          if (known !== undefined) return known;
          const wanting = indexesOf(interests, (interest) => interest.others?.includes(type) === true);
          plain.set(type, wanting);
          return wanting;
        }
      }
    },
  };
}

function find({ byName, others }: ByAction, action: string): readonly number[] {
  return byName.get(action) ?? others;
}

function byAction(
  interests: ReadonlyArray<Interest | undefined>,
  actionsOf: (interest: Interest) => readonly string[] | 'all' | undefined,
): ByAction {
  const names = new Set(
    interests.flatMap((interest) => {
      const actions = interest === undefined ? undefined : actionsOf(interest);
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

/** One that names no interest is interested in everything. */
function indexesOf(
  interests: ReadonlyArray<Interest | undefined>,
  isWanted: (interest: Interest) => boolean,
): readonly number[] {
  return interests.flatMap((interest, index) =>
    interest === undefined || isWanted(interest) ? [index] : [],
  );
}
