import type { ChangeStep } from '../../../../shared/configuration/change.ts';
import { isCutShort, isSameMeaning } from '../../../../shared/ocpp/configuration/sameMeaning.ts';
import type { ValueShape } from '../../../../shared/ocpp/configuration/valueShape.ts';

export interface ReadValues {
  before: string | undefined;
  wanted: string | undefined;
  /** Absent where the station does not tell it. */
  after: string | undefined;
  shape: ValueShape | undefined;
}

/** What reading an item again told, with a sentence where it is odd. */
export interface ReadBack {
  readBack: NonNullable<ChangeStep['readBack']>;
  sentence?: string;
}

/** Holds what was wanted against what the station has now. */
export function compareReadBack(state: ChangeStep['state'], values: ReadValues): ReadBack {
  const { before, wanted, after, shape } = values;
  if (after === undefined || wanted === undefined) return { readBack: 'not-readable' };
  if (after === wanted) return { readBack: 'as-wanted', ...sentenceIf(heldAllTheSame(state)) };
  if (isSameMeaning(shape, wanted, after)) {
    return {
      readBack: 'same-meaning',
      sentence: `The charger writes it ${quoted(after)}, which means the same.`,
    };
  }
  if (after === before) return { readBack: 'unchanged', ...sentenceIf(unchangedWords(state)) };
  // What was refused and is something else now changes by itself, as a clock does.
  if (state === 'refused') return { readBack: 'different' };
  if (isCutShort(wanted, after)) {
    const sentence = `The charger cut the value short: of ${wanted.length} characters it kept ${after.length}.`;
    return { readBack: 'different', sentence };
  }
  return {
    readBack: 'different',
    sentence: `The charger has ${quoted(after)}, which is neither what it was nor what was wanted.`,
  };
}

function heldAllTheSame(state: ChangeStep['state']): string | undefined {
  if (state === 'unanswered') return 'The charger gave no answer, but it has the value.';
  return state === 'refused' ? 'The charger refused the change, yet it has the value.' : undefined;
}

function unchangedWords(state: ChangeStep['state']): string | undefined {
  switch (state) {
    case 'accepted':
      return 'The charger accepted the change but kept the old value.';
    case 'needs-restart':
      return 'The charger shows the old value until it is restarted.';
    case 'unanswered':
      return 'The charger gave no answer, and it still has the old value.';
    default:
      return undefined;
  }
}

function sentenceIf(sentence: string | undefined): { sentence?: string } {
  return sentence === undefined ? {} : { sentence };
}

function quoted(value: string): string {
  return value === '' ? 'an empty text' : `“${value.length > 80 ? `${value.slice(0, 80)}…` : value}”`;
}
