import { ContractError } from '../../../contract/failure.ts';
import { parsePattern } from './parsePattern.ts';
import { patternProgram, type PatternProgram } from './patternProgram.ts';
import { PatternFault } from './patternReader.ts';
import { runPattern } from './runPattern.ts';

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

/**
 * Makes a pattern of a profile ready to run. It is run by an engine of our own, in a time that grows only with the text: a profile is
 * written by anybody, and what a device prints may be aimed at it. Fails with `invalid-params` and a sentence.
 */
export function compilePattern(source: string): Pattern {
  const program = readPattern(source);
  if (typeof program === 'string') throw new ContractError('invalid-params', program);
  return {
    source,
    names: program.names,
    find(text, from = 0) {
      const run = runPattern(program, text.slice(0, LONGEST_TEXT), from);
      if (run === undefined) return undefined;
      const groups: Record<string, string> = {};
      for (const [index, name] of program.names.entries()) {
        const [start = -1, end = -1] = run.slots.subarray(index * 2, index * 2 + 2);
        if (start >= 0 && end >= start) groups[name] = text.slice(start, end);
      }
      return { start: run.start, end: run.end, groups };
    },
  };
}

/** Why a pattern cannot be used, as a sentence; nothing where it can. */
export function patternFault(source: string): string | undefined {
  const program = readPattern(source);
  return typeof program === 'string' ? program : undefined;
}

function readPattern(source: string): PatternProgram | string {
  try {
    return patternProgram(parsePattern(source));
  } catch (error) {
    if (error instanceof PatternFault) return `This regular expression cannot be used: ${error.message}.`;
    throw error;
  }
}
