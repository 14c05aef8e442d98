import { afterEach, beforeEach, expect, it } from 'vitest';
import { ConsoleStream } from '../../../../electron/core/service-port/line/consoleStream.ts';
import type { ConsoleBatch } from '../../../../shared/service-port/consoleBatch.ts';

let stream: ConsoleStream;
beforeEach(() => {
  stream = new ConsoleStream({ ringBytes: 64, batchMs: 0 });
});
afterEach(() => stream.close());

const take = (text: string, secrets: Array<[number, number]> = [], direction: 'in' | 'out' = 'in'): void =>
  stream.take(direction, Buffer.from(text), performance.now(), secrets);
const text = ({ chunks }: ConsoleBatch): string =>
  chunks.map(({ data }) => Buffer.from(data, 'base64').toString()).join('|');

/** The next batch of one reader. */
function next(isRevealed = false): Promise<ConsoleBatch> {
  return new Promise((resolve) => {
    const stop = stream.listen((batch) => {
      stop();
      resolve(batch);
    }, isRevealed);
  });
}

it('keeps the latest bytes of both directions, and masks what is secret unless it is to be seen', async () => {
  take('x'.repeat(40));
  const batches = [next(), next(true)];
  take('password=hunter2', [[9, 7]]);
  take('ls', [], 'out');
  expect((await Promise.all(batches)).map(text)).toEqual(['password=*******|ls', 'password=hunter2|ls']);
  expect(text(stream.snapshot())).toBe(`${'x'.repeat(40)}|password=*******|ls`);
  take('y'.repeat(30));
  expect(text(stream.snapshot())).toBe(`password=*******|ls|${'y'.repeat(30)}`);
});

it('says which bytes that were told before are secret, and masks them for whoever comes later', async () => {
  const first = next();
  take('key: hun');
  expect(text(await first)).toBe('key: hun');
  const [second, revealed] = [next(), next(true)];
  take('>', [], 'out');
  take('ter2.', [[-3, 7]]);
  expect(await second).toMatchObject({ masks: [{ direction: 'in', offset: 5, length: 3 }] });
  expect(text(await second)).toBe('>|****.');
  expect(await revealed).not.toHaveProperty('masks');
  expect(text(await revealed)).toBe('>|ter2.');
  expect(text(stream.snapshot())).toBe('key: ***|>|****.');
  expect(text(stream.snapshot(true))).toBe('key: hun|>|ter2.');
  const later = next();
  take('ok');
  expect(await later).not.toHaveProperty('masks');
});

it('counts what a slow reader missed', async () => {
  const batch = next();
  for (let at = 0; at < 5; at += 1) take('z'.repeat(40));
  expect(await batch).toMatchObject({ chunks: [{ offset: 160 }], skippedBytes: 160 });
});
