import { ContractError } from '../../../contract/failure.ts';
import { LONGEST_PATTERN } from './patternSchema.ts';

/** Where a pattern fitted, in characters, and its named groups; those that took no part are absent. */
export interface PatternMatch {
  start: number;
  end: number;
  groups: Readonly<Record<string, string>>;
}

export interface Pattern {
  readonly source: string;
  /** The first place in the text that fits, from `from` on. */
  find(text: string, from?: number): PatternMatch | undefined;
}

/** Longer texts are looked at up to here. */
export const LONGEST_TEXT = 8192;

/** Makes a pattern of a profile ready to run; fails with `invalid-params` and a sentence. */
export function compilePattern(source: string): Pattern {
  if (source.length > LONGEST_PATTERN) throw fault(`it is longer than ${LONGEST_PATTERN} characters`);
  let expression: RegExp;
  try {
    expression = new RegExp(source, 'dgu');
  } catch (error) {
    throw fault(error instanceof Error ? error.message : String(error));
  }
  return {
    source,
    find(text, from = 0) {
      expression.lastIndex = from;
      const match = expression.exec(text.slice(0, LONGEST_TEXT));
      if (match === null) return undefined;
      const named = Object.entries(match.groups ?? {}).filter(([, value]) => value !== undefined);
      return { start: match.index, end: match.index + match[0].length, groups: Object.fromEntries(named) };
    },
  };
}

function fault(why: string): ContractError {
  return new ContractError('invalid-params', `This regular expression cannot be used: ${why}.`);
}
