import { expect, it } from 'vitest';
import { SUBPROTOCOLS } from '../../shared/ocpp/version.ts';
import { RawStation } from '../core/central/rawStation.ts';
import { endsWithTest, startQuirkCore } from './quirkCore.ts';
import { ROWS } from './section5Format.ts';

const ID = 'CP-1';

it.each(ROWS)('$row: $title', async ({ version, profile, sends, time, findings }) => {
  const core = await startQuirkCore();
  const station = await RawStation.connect(`${core.url}/${ID}`, [SUBPROTOCOLS[version]]);
  endsWithTest(async () => station.socket.terminate());
  if (profile !== undefined) await core.client.call('quirks.set', { stationId: ID, profile });
  const times: unknown[] = [];
  for (const frame of sends) {
    station.send(frame);
    // Errors are answered by nobody.
    if (frame[0] !== 2) continue;
    const [type, id, payload] = await station.nextFrame();
    expect([type, id]).toEqual([3, frame[1]]);
    const { currentTime } = payload as { currentTime?: string };
    if (currentTime !== undefined) times.push(currentTime);
  }
  expect(times.length).toBeGreaterThan(0);
  for (const one of times) expect(one).toMatch(time);
  const { proposals } = await core.client.call('quirks.get', { stationId: ID });
  expect(proposals.map(({ code, proposal }) => ({ code, change: proposal?.change }))).toEqual(findings);
  for (const { proof } of proposals) expect(proof.length).toBeGreaterThan(0);
  if (findings.length === 0) return;
  for (const { id } of proposals) await core.client.call('quirks.accept', { stationId: ID, findingId: id });
  const { currentTime } = await station.ask('Heartbeat', {}, 'last');
  expect(currentTime).toMatch(/:\d\dZ$/);
});
