import { expect, it } from 'vitest';
import { LongNumbers } from '../../shared/longNumbers.ts';

it.each([
  '{"transactionId":9223372036854775807}',
  '[-12345678901234567,0.12345678901234567,1e400,12345678901234567890e-3]',
  '{"a":"9223372036854775807","b\\"9223372036854775807":[1,2.5,true,null]}',
])('%s keeps its digits', (text) => {
  const numbers = new LongNumbers();
  expect(numbers.stringify(numbers.parse(text))).toBe(text.replace('1e400', 'null'));
});

it('text that is no JSON is refused as ever', () => {
  expect(() => new LongNumbers().parse('{"a":9223372036854775807')).toThrow(SyntaxError);
});
