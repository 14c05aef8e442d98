import type { Repair } from './repair.ts';

/** What can be done to a text so that it is JSON. */
const WORDS = {
  bom: 'The byte order mark before the JSON was left out.',
  nul: 'NUL characters were left out.',
  control: 'Line breaks and other control characters inside a text were escaped.',
  escape: 'A backslash that escapes nothing was taken as a backslash.',
  'before-start': 'What stands before the JSON was left out.',
  'after-end': 'What stands after the end of the JSON was left out.',
  'stray-comma': 'A comma that separates nothing was left out.',
  'missing-comma': 'A missing comma was put in.',
  'missing-bracket': 'A missing bracket was put in.',
  'stray-bracket': 'A bracket that closes nothing was left out.',
  'cut-off': 'The text ends in the middle; what was open was closed.',
  'cut-value': 'The last value is cut off; its beginning was kept.',
  'cut-name': 'The last field has no value any more and was left out.',
  'missing-value': 'A field without a value was taken as null.',
  word: 'A word without quotation marks was taken as text.',
  number: 'A number that JSON does not know was rewritten.',
} as const;

export type TextRepairCode = keyof typeof WORDS;

export function textRepair(code: TextRepairCode): Repair {
  return { path: '', code, why: WORDS[code] };
}
