import { describe, expect, it } from 'vitest';
import {
  longIntegersAsText,
  markedDigits,
  markLongIntegers,
  markLongNumbers,
  writeLongNumbers,
} from '../../../shared/ocpp/longIntegers.ts';

describe('long numbers', () => {
  it.each([
    '{"transactionId":9223372036854775807}',
    '[-12345678901234567,0.12345678901234567,1e400,12345678901234567890e-3]',
    '{"a":"9223372036854775807","b\\"9223372036854775807":[1,2.5,true,null]}',
  ])('%s keeps its digits', (text) => {
    expect(writeLongNumbers(JSON.parse(markLongNumbers(text)))).toBe(text.replace('1e400', 'null'));
  });

  it('text that is no JSON is refused as ever', () => {
    expect(() => JSON.parse(markLongNumbers('{"a":9223372036854775807')) as unknown).toThrow(SyntaxError);
  });

  it('become text where they would be rounded, and only there', () => {
    const text =
      '{"a":9223372036854775807,"b":9007199254740991,"c":"12345678901234567890","d":1.2345678901234567}';
    expect(longIntegersAsText(text)).toBe(text.replace('9223372036854775807', '"9223372036854775807"'));
  });

  it('are told from text where they are marked', () => {
    const marked = JSON.parse(markLongIntegers('[9223372036854775807,"9223372036854775807"]')) as unknown[];
    expect(marked.map(markedDigits)).toEqual(['9223372036854775807', undefined]);
  });
});
