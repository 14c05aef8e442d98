import {
  REDACTION_CATEGORIES,
  type RedactionCategory,
  type RedactionChoice,
} from '../../shared/trace/redaction/redactionChoice.ts';
import type { Arguments, Flag } from './args.ts';
import { choice } from './choice.ts';
import { UsageError } from './usageError.ts';

const KEPT = REDACTION_CATEGORIES.filter((category) => category !== 'stations');

/** Which secrets are replaced, where a redaction is wanted. */
export const REDACTION_FLAGS: Readonly<Record<string, Flag>> = {
  keep: {
    value: 'CATEGORY',
    isRepeatable: true,
    about: `Do not replace these: ${KEPT.join(', ')}.`,
  },
  'redact-stations': { about: 'Replace ids and serial numbers of stations and meters, too.' },
};

export function redactionChoice(args: Arguments): RedactionChoice {
  const kept = args.texts('keep').map((typed): RedactionCategory => choice('keep', typed, KEPT));
  return {
    ...Object.fromEntries(kept.map((category) => [category, false])),
    ...(args.has('redact-stations') ? { stations: true } : {}),
  };
}

/** Nothing where no redaction is asked for. */
export function wantedRedaction(args: Arguments): RedactionChoice | undefined {
  const isWanted = args.has('redact');
  if (isWanted && args.has('no-redact')) {
    throw new UsageError('--redact and --no-redact say opposite things: give one of them.');
  }
  const detail = Object.keys(REDACTION_FLAGS).find((flag) => args.has(flag));
  if (!isWanted && detail !== undefined) {
    throw new UsageError(`--${detail} says how to redact: give --redact, too.`);
  }
  return isWanted ? redactionChoice(args) : undefined;
}
