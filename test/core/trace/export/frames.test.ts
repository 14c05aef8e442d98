import { buffer } from 'node:stream/consumers';
import { expect, it } from 'vitest';
import { richVisit } from './richVisit.ts';

it('gives the JSON frames, one a line, and counts what is none', async () => {
  const trace = await richVisit();
  let result = {};
  const text = (await buffer(trace.export('frames', { onEnd: (end) => (result = end) }))).toString();
  const lines = text.trimEnd().split('\n');
  expect(lines.map((line) => (JSON.parse(line) as unknown[])[0])).toEqual([2, 2, 3, 3, 5, 6, 2, 4, 2, 2]);
  expect(lines).toContain('[2,"p1","Heartbeat",   {} ]');
  expect(lines.at(-1)).toContain('9223372036854775807');
  expect(result).toEqual({ records: 10, leftOut: 16 });
});
