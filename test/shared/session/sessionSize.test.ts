import { expect, it } from 'vitest';
import { parseSize } from '../../../shared/session/sessionSize.ts';

it('reads sizes as they are typed', () => {
  expect(['500MB', '1.5 GB', '2,5gb', ' 10 kb '].map(parseSize)).toEqual([5e8, 1.5e9, 2.5e9, 1e4]);
});

it('takes nothing for a size that is none', () => {
  const texts = ['', 'much', '5', '0MB', '-1GB', 'GB', '5 PB', '99999999999TB', '1e3MB'];
  expect(texts.map(parseSize)).toEqual(texts.map(() => undefined));
});
