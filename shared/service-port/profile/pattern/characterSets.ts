import type { CharacterSet } from './patternNode.ts';
import type { PatternReader } from './patternReader.ts';

type Range = readonly [number, number];

const DIGITS: readonly Range[] = [[48, 57]];
const WORD: readonly Range[] = [
  [48, 57],
  [65, 90],
  [95, 95],
  [97, 122],
];
/** As JavaScript's `\s`. */
const SPACE: readonly Range[] = [
  [9, 13],
  [32, 32],
  [0xa0, 0xa0],
  [0x1680, 0x1680],
  [0x2000, 0x200a],
  [0x2028, 0x2029],
  [0x202f, 0x202f],
  [0x205f, 0x205f],
  [0x3000, 0x3000],
  [0xfeff, 0xfeff],
];
const LINE_ENDS: readonly Range[] = [
  [10, 10],
  [13, 13],
  [0x2028, 0x2029],
];

const CONTROL: Readonly<Record<string, string>> = {
  t: '\t',
  n: '\n',
  r: '\r',
  f: '\f',
  v: '\v',
  0: '\0',
};

export function dot(): CharacterSet {
  return { ranges: LINE_ENDS, isNegated: true };
}

export function singleCharacter(char: string): CharacterSet {
  const code = char.charCodeAt(0);
  return { ranges: [[code, code]], isNegated: false };
}

/** The set that `\d` and the like mean, by the letter. */
export function escapedSet(letter: string): CharacterSet | undefined {
  switch (letter) {
    case 'd':
    case 'D':
      return { ranges: DIGITS, isNegated: letter === 'D' };
    case 'w':
    case 'W':
      return { ranges: WORD, isNegated: letter === 'W' };
    case 's':
    case 'S':
      return { ranges: SPACE, isNegated: letter === 'S' };
    default:
      return undefined;
  }
}

/** One character written as `\n`, `\x1b`, `\u00e9` or `\.`; stands after the backslash. */
export function readEscape(reader: PatternReader): string {
  const hex = reader.takesMatch(/x([0-9a-fA-F]{2})|u([0-9a-fA-F]{4})/y);
  if (hex !== undefined) return String.fromCharCode(parseInt(hex[1] ?? hex[2] ?? '', 16));
  const letter = reader.take();
  const control = CONTROL[letter];
  if (control !== undefined) return control;
  if (letter === '' || /[A-Za-z0-9]/.test(letter)) throw reader.fault(`“\\${letter}” is not known`);
  return letter;
}

export function isInSet({ ranges, isNegated }: CharacterSet, code: number): boolean {
  for (const [first, last] of ranges) {
    if (code >= first && code <= last) return !isNegated;
  }
  return isNegated;
}

export function isWordCode(code: number): boolean {
  return isInSet({ ranges: WORD, isNegated: false }, code);
}
