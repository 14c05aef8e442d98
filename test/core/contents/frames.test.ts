import { expect, it } from 'vitest';
import { looking, testFile } from './lookingAt.ts';

const LINES = '2026-11-21T10:00:00Z INFO ocpp TX [2,"h1","Heartbeat",{}]\n';

it('frames in a log that a charger has sent are those of the charger, whatever the file is called', async () => {
  const { contents } = looking();
  const signal = new AbortController().signal;
  const path = testFile('ocpp.log', LINES);
  const fetched = await contents.frames(contents.open({ source: { fetch: path } }), signal);
  expect(fetched.stations.map(({ id }) => id)).toEqual(['CP-1']);
  const named = await contents.frames(contents.open({ source: { path } }), signal);
  expect(named.stations.map(({ id }) => id)).toEqual(['ocpp']);
});
