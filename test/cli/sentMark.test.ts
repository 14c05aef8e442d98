import { expect, it } from 'vitest';
import { SentMark } from '../../electron/cli/serial/sentMark.ts';

const bytes = (text: string): Uint8Array => Buffer.from(text, 'latin1');

it('finds what was sent in pieces, among what drivers ask, and as asterisks', () => {
  const mark = new SentMark(bytes('$GG\r'));
  expect(mark.isIn(bytes('$GS :08^22\r$G'))).toBe(false);
  expect(mark.isIn(bytes('G'))).toBe(false);
  expect(mark.isIn(bytes('\r$GS'))).toBe(true);
  const secret = new SentMark(bytes('hunter2\r'));
  expect(secret.isIn(bytes('*******'))).toBe(false);
  expect(secret.isIn(bytes('\r'))).toBe(true);
});
