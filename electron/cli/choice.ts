import { nearestName } from './nearestName.ts';
import { UsageError } from './usageError.ts';

/** One of a few words, in any case of its letters. Throws `UsageError` with the nearest word, or all of them. */
export function choice<T extends string>(flag: string, typed: string, words: readonly T[]): T {
  return chosenWord(`--${flag}`, typed, words);
}

/** The same for a word that belongs to no flag. */
export function chosenWord<T extends string>(what: string, typed: string, words: readonly T[]): T {
  const wanted = typed.toLowerCase();
  const found = words.find((word) => word.toLowerCase() === wanted);
  if (found !== undefined) return found;
  const near = nearestName(
    wanted,
    words.map((word) => word.toLowerCase()),
  );
  const meant = words.find((word) => word.toLowerCase() === near);
  const guess = meant === undefined ? '' : ` Did you mean ${meant}?`;
  throw new UsageError(`${what} has no "${typed}".${guess} It takes ${words.join(', ')}.`);
}
