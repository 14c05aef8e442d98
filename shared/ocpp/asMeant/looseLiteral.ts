import type { TextRepairCode } from './textRepairWords.ts';

export interface Literal {
  text: string;
  repair?: TextRepairCode;
}

const JSON_NUMBER = /^-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?$/;
const LOOSE_NUMBER = /^([+-]?)(\d*)(?:\.(\d*))?((?:[eE][+-]?\d+)?)$/;
const NAMES = new Map([
  ['true', 'true'],
  ['false', 'false'],
  ['null', 'null'],
  ['none', 'null'],
  ['nan', 'null'],
  ['undefined', 'null'],
]);

/** A word that stands outside quotation marks, as JSON. */
export function looseLiteral(word: string): Literal {
  if (JSON_NUMBER.test(word) || /^(?:true|false|null)$/.test(word)) return { text: word };
  const named = NAMES.get(word.toLowerCase());
  if (named !== undefined) return { text: named, repair: 'word' };
  const loose = LOOSE_NUMBER.exec(word);
  if (loose !== null && /\d/.test(word)) {
    const [, sign = '', whole = '', fraction = '', exponent = ''] = loose;
    const digits = whole.replace(/^0+(?=\d)/, '') || '0';
    const text = `${sign === '-' ? '-' : ''}${digits}${fraction === '' ? '' : `.${fraction}`}${exponent}`;
    if (JSON_NUMBER.test(text)) return { text, repair: 'number' };
  }
  return { text: JSON.stringify(word.toWellFormed()), repair: 'word' };
}

/** What is left of a literal that the end of the text cut; nothing where too little is. */
export function cutLiteral(word: string): string | undefined {
  if (JSON_NUMBER.test(word)) return word;
  const shorter = word.replace(/[.eE+-]+$/, '');
  return JSON_NUMBER.test(shorter) ? shorter : undefined;
}
