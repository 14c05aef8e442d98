import type { ChangeRun, ChangeState } from '../../../../shared/configuration/change.ts';

const WORDS: ReadonlyArray<readonly [ChangeState, string]> = [
  ['accepted', 'accepted'],
  ['needs-restart', 'kept until a restart'],
  ['refused', 'refused'],
  ['unanswered', 'without an answer'],
  ['not-sent', 'not sent'],
];

/** What became of the changes of a run, for the technician. `why` is what ended it early. */
export function runSentence({ steps, restartedByItself }: ChangeRun, why: string | undefined): string {
  const facts = WORDS.flatMap(([state, words]) => {
    const count = steps.filter((step) => step.state === state).length;
    return count === 0 ? [] : [`${count} ${words}`];
  });
  const total = `${steps.length} ${steps.length === 1 ? 'change' : 'changes'}`;
  const odd = steps.filter(
    ({ state, readBack }) => state === 'accepted' && (readBack === 'unchanged' || readBack === 'different'),
  ).length;
  const parts = [
    facts.length === 0 ? `${total}.` : `${total}: ${facts.join(', ')}.`,
    odd === 0 ? undefined : `${odd} of the accepted ${odd === 1 ? 'one does' : 'ones do'} not hold.`,
    restartedByItself ? 'The charger restarted by itself.' : undefined,
    why,
  ];
  return parts.filter((part) => part !== undefined).join(' ');
}
