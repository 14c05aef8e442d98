import { afterEach, beforeEach, expect, it } from 'vitest';
import { RawPeer } from '../../quirks/rawUpgrade.ts';
import { RawStation } from '../central/rawStation.ts';
import { startTestCore, type TestCore } from '../central/testCore.ts';

let core: TestCore;
const peers: RawPeer[] = [];
beforeEach(async () => {
  core = await startTestCore({}, { waiting: { usual: 50, graceMs: 0, most: 100 } });
});
afterEach(async () => {
  for (const peer of peers.splice(0)) peer.socket.destroy();
  await core.close();
});

async function crowd(count: number, bytes: string): Promise<RawPeer[]> {
  for (let opened = 0; opened < count; opened += 50) {
    const batch = await Promise.all(Array.from({ length: 50 }, () => RawPeer.open(core.port)));
    if (bytes !== '') for (const peer of batch) peer.write(bytes);
    peers.push(...batch);
  }
  return peers;
}

it.each([
  ['send nothing', ''],
  ['never finish their head', 'GET /CP1 HTTP/1.1\r\nX-Slow: '],
  ['never finish a TLS hello', '\u0016\u0003\u0001'],
])('a thousand connections that %s make room for those who speak, as one line', async (_name, bytes) => {
  const station = await RawStation.connect(`${core.url}/OTHER`);
  const [first] = await crowd(1000, bytes);
  await first?.toEnd();
  expect(await station.ask('Heartbeat', {})).toHaveProperty('currentTime');
  await RawStation.connect(`${core.url}/LATE`);
  await core.attempt(({ stationId }) => stationId === 'LATE');
  const failed = core.attempts.list().filter(({ ok }) => !ok);
  expect(failed).toMatchObject([{ code: 'too-many-waiting', count: expect.any(Number) as number }]);
  expect(failed[0]?.count).toBeGreaterThan(900);
  expect(core.log).toEqual([]);
});

it('heads without end are cut off, each with an answer', async () => {
  const endless = `GET /CP1 HTTP/1.1\r\n${'X: y\r\n'.repeat(4000)}`;
  const all = await crowd(50, endless);
  for (const peer of all) expect((await peer.toEnd()).toString('latin1')).toMatch(/^HTTP\/1\.1 431 /);
  expect(core.attempts.list()).toMatchObject([{ code: 'http-head-too-long', count: 50 }]);
});
