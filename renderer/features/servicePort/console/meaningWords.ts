import type { ConsoleMeaning } from '../../../../shared/service-port/consoleBatch.ts';

/** What was understood, with its action where the words do not begin with it. */
export function meaningWords({ action, meaning }: Pick<ConsoleMeaning, 'action' | 'meaning'>): string {
  return action === undefined || meaning.startsWith(action) ? meaning : `${action}: ${meaning}`;
}
