import { describe, expect, it } from 'vitest';
import { changeMeaning } from '../../shared/ocpp/configuration/changeAnswer.ts';
import { ConfigurationStation, type ConfigurationHabit } from './configurationStation.ts';
import { endsWithTest, startQuirkCore, type QuirkCore } from './quirkCore.ts';
import { ROWS } from './section7Configuration.ts';

const ID = 'CP-1';
/** Short, since silence is what many of these stations answer. */
const TIMEOUT_MS = 150;

async function begin(habit: ConfigurationHabit): Promise<{ core: QuirkCore; station: ConfigurationStation }> {
  const core = await startQuirkCore();
  const station = await new ConfigurationStation(core.url, ID, habit).connect();
  endsWithTest(() => station.stop());
  return { core, station };
}

describe('reading the configuration', () => {
  it.each(ROWS)('$row: $title', async ({ habit, profile, expected, mostAsked, finding }) => {
    const { core, station } = await begin(habit);
    if (profile !== undefined) await core.client.call('quirks.set', { stationId: ID, profile });
    const reading = await core.client.call('configuration.read', { stationId: ID, timeoutMs: TIMEOUT_MS });
    const { values = {}, notes = {}, sentence = /./, ...facts } = expected;
    expect(reading).toMatchObject(facts);
    expect(reading.sentence).toMatch(sentence);
    const byKey = new Map(reading.items.map((item) => [item.address, item]));
    for (const [key, value] of Object.entries(values))
      expect([key, byKey.get(key)?.value]).toEqual([key, value]);
    for (const [key, note] of Object.entries(notes)) expect(byKey.get(key)?.note).toMatch(note);
    const sizes = station.asked.map((keys) => keys?.length ?? 0);
    expect(Math.max(...sizes)).toBe(mostAsked ?? 0);
    if (profile?.configurationChunk !== undefined) expect(station.asked).not.toContain(undefined);
    const { proposals } = await core.client.call('quirks.get', { stationId: ID });
    expect(proposals.map(({ code, proposal }) => ({ code, change: proposal?.change }))).toEqual(
      finding === undefined ? [] : [finding],
    );
    // Reading is all that it does.
    expect(new Set(station.actions)).toEqual(new Set(['GetConfiguration']));
  });

  it('113: the charger’s own spelling is used as soon as it is known', async () => {
    const { core, station } = await begin({
      all: 'answer',
      keys: { heartBeatInterval: '60', 'Maker.Own': '1' },
    });
    await core.client.call('configuration.read', { stationId: ID, timeoutMs: TIMEOUT_MS });
    await core.client.call('quirks.change', { stationId: ID, change: { configurationChunk: 4 } });
    const reading = await core.client.call('configuration.read', { stationId: ID, timeoutMs: TIMEOUT_MS });
    expect(station.asked.flat()).toContain('heartBeatInterval');
    expect(station.asked.flat()).not.toContain('HeartbeatInterval');
    expect(reading.items.map(({ address }) => address).sort()).toEqual(['Maker.Own', 'heartBeatInterval']);
  });

  it('116: NotSupported for WebSocketPingInterval is an answer, and no error', async () => {
    const { core } = await begin({ all: 'answer', keys: {} });
    const payload = JSON.stringify({ key: 'WebSocketPingInterval', value: '60' });
    const params = { stationId: ID, action: 'ChangeConfiguration', payload };
    const outcome = await core.client.call('command.call', params);
    expect(outcome).toMatchObject({ outcome: 'answered', payload: { status: 'NotSupported' } });
    expect(changeMeaning('WebSocketPingInterval', outcome.payload)).toMatchObject({ isTrouble: false });
    expect(changeMeaning('MeterValueSampleInterval', outcome.payload)).toMatchObject({ isTrouble: true });
  });
});

describe('a reading', () => {
  it('tells how far it has come, is the only one of its station, and can be given up', async () => {
    const { core } = await begin({ all: 'silence', keys: {} });
    const reading = core.client.call(
      'configuration.read',
      { stationId: ID, timeoutMs: 60_000 },
      { timeoutMs: 0 },
    );
    await core.reading(ID, 'all-at-once');
    await expect(core.client.call('configuration.read', { stationId: ID })).rejects.toMatchObject({
      code: 'busy',
    });
    core.client.close();
    await expect(reading).rejects.toMatchObject({ code: 'disconnected' });
  });

  it('needs a station that is there and has a GetConfiguration', async () => {
    const { core, station } = await begin({ all: 'answer', keys: {} });
    const nobody = core.client.call('configuration.read', { stationId: 'CP-9' });
    await expect(nobody).rejects.toMatchObject({ code: 'not-found' });
    await station.stop();
    await core.gone(ID);
    const away = core.client.call('configuration.read', { stationId: ID });
    await expect(away).rejects.toMatchObject({ code: 'unavailable' });
  });
});
