import { Readable } from 'node:stream';
import { expect, it } from 'vitest';
import { Downloads } from '../../electron/core/downloads/downloads.ts';

const download = { fileName: 'a.jsonl', contentType: 'text/plain', open: () => Readable.from(['x']) };

it('gives what a ticket stands for once', () => {
  const downloads = new Downloads();
  const ticket = downloads.offer(download);
  expect(downloads.take(ticket)?.fileName).toBe('a.jsonl');
  expect(downloads.take(ticket)).toBeUndefined();
});

it('gives nothing for an unknown or an old ticket', () => {
  let now = 0;
  const downloads = new Downloads(() => now);
  const ticket = downloads.offer(download);
  now = 10 * 60_000 + 1;
  expect(downloads.take(ticket)).toBeUndefined();
  expect(downloads.take('no-such-ticket')).toBeUndefined();
});
