import { RE2JS, RE2JSException, RE2JSSyntaxException } from 're2js';
import { ContractError } from '../../../contract/failure.ts';

/** Where a pattern fitted, in characters, and its named groups; those that took no part are absent. */
export interface PatternMatch {
  start: number;
  end: number;
  groups: Readonly<Record<string, string>>;
}

export interface Pattern {
  readonly source: string;
  /** Names of its groups. */
  readonly names: readonly string[];
  /** The first place in the text that fits, from `from` on. */
  find(text: string, from?: number): PatternMatch | undefined;
}

/** Longer texts are looked at up to here. */
export const LONGEST_TEXT = 4096;
/** Of the compiled expression, in instructions: `(a{99}){99}` is short only to the eye. */
const MOST_INSTRUCTIONS = 3000;

/**
 * Makes a pattern of a profile ready to run. It is run by RE2, in a time that grows only with the text: a profile is
 * written by anybody, and what a device prints may be aimed at it. Fails with `invalid-params` and a sentence.
 */
export function compilePattern(source: string): Pattern {
  const compiled = compiledOf(source);
  if (typeof compiled === 'string') throw new ContractError('invalid-params', compiled);
  const names = Object.keys(compiled.namedGroups());
  return {
    source,
    names,
    find(text, from = 0) {
      const looked = text.slice(0, LONGEST_TEXT);
      if (from > looked.length) return undefined;
      const matcher = compiled.matcher(looked);
      if (!matcher.find(from)) return undefined;
      const groups: Record<string, string> = {};
      for (const name of names) {
        const value = matcher.group(name);
        if (value !== null) groups[name] = value;
      }
      return { start: matcher.start(), end: matcher.end(), groups };
    },
  };
}

/** Why a pattern cannot be used, as a sentence; nothing where it can. */
export function patternFault(source: string): string | undefined {
  const compiled = compiledOf(source);
  return typeof compiled === 'string' ? compiled : undefined;
}

function compiledOf(source: string): RE2JS | string {
  try {
    const compiled = RE2JS.compile(source);
    return compiled.programSize() > MOST_INSTRUCTIONS
      ? 'This regular expression cannot be used: it is too long once its repeats are written out.'
      : compiled;
  } catch (error) {
    if (!(error instanceof RE2JSException)) throw error;
    return `This regular expression cannot be used: ${whyNot(source, error)}.`;
  }
}

/** What JavaScript knows and RE2 does not has a name that people look for. */
function whyNot(source: string, error: RE2JSException): string {
  if (/\(\?<?[=!]/.test(source)) return 'looking ahead or behind could make it run for ever';
  if (/\\[1-9]|\\k</.test(source)) return 'what references back to a group could make it run for ever';
  if (!(error instanceof RE2JSSyntaxException)) return error.message;
  const part = error.getPattern();
  return part === null || part === '' ? error.getDescription() : `${error.getDescription()}: “${part}”`;
}
