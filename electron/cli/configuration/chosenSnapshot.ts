import type { Snapshot } from '../../../shared/configuration/snapshot.ts';

/** The fewest letters of an id that stand for it: what is shorter is more likely a name. */
const FEWEST = 4;

/** A snapshot by its id, the first letters of it where they are of one only, or its name, of which the newest counts. */
export function chosenSnapshot(all: readonly Snapshot[], typed: string): Snapshot | undefined {
  const exact = all.find(({ id }) => id === typed) ?? all.findLast(({ name }) => name === typed);
  if (exact !== undefined || typed.length < FEWEST) return exact;
  const likely = all.filter(({ id }) => id.startsWith(typed));
  return likely.length === 1 ? likely[0] : undefined;
}
