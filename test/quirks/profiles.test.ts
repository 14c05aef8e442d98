import { describe, expect, it } from 'vitest';
import { RawStation } from '../core/central/rawStation.ts';
import { endsWithTest, startQuirkCore, type QuirkCore } from './quirkCore.ts';

const ID = 'CP-1';
const BOOT = { chargePointVendor: 'Example', chargePointModel: 'Wallbox', firmwareVersion: '1.2' };

async function connect(core: QuirkCore, boot: object = BOOT): Promise<RawStation> {
  const station = await RawStation.connect(`${core.url}/${ID}`);
  endsWithTest(async () => station.socket.terminate());
  await station.ask('BootNotification', boot);
  return station;
}

const change = (core: QuirkCore, settings: object) =>
  core.client.call('quirks.change', { stationId: ID, change: settings });

describe('a profile', () => {
  it('is changed setting by setting, replaced, and set back', async () => {
    const core = await startQuirkCore();
    await connect(core);
    const { client } = core;
    expect(await client.call('quirks.get', { stationId: ID })).toEqual({
      stationId: ID,
      profile: {},
      pending: [],
      proposals: [],
    });
    await change(core, { timeFormat: 'whole', configurationChunk: 4 });
    const changed = await change(core, { timeFormat: null, validate: false });
    expect(changed.profile).toEqual({ configurationChunk: 4, validate: false });
    const replaced = await client.call('quirks.set', { stationId: ID, profile: { closeBy: 'drop' } });
    expect(replaced.profile).toEqual({ closeBy: 'drop' });
  });

  it('is refused for a station never seen, and with a setting or a value that is none', async () => {
    const core = await startQuirkCore();
    await connect(core);
    const { client } = core;
    const nobody = client.call('quirks.set', { stationId: 'CP-9', profile: {} });
    await expect(nobody).rejects.toMatchObject({
      code: 'not-found',
      hint: expect.stringContaining(ID) as string,
    });
    for (const wrong of [{ configurationChunk: 0 }, { colour: 'blue' }, { pingIntervalS: 1.5 }]) {
      await expect(change(core, wrong)).rejects.toMatchObject({ code: 'invalid-params' });
    }
    const none = client.call('quirks.accept', { stationId: ID, findingId: 'no-such' });
    await expect(none).rejects.toMatchObject({ code: 'not-found' });
  });

  it('is kept over a restart, with what was dismissed', async () => {
    const core = await startQuirkCore();
    await connect(core, { ...BOOT, chargePointVendor: 'Entratek' });
    const { proposals } = await core.client.call('quirks.get', { stationId: ID });
    expect(proposals).toMatchObject([
      { code: 'known-make', proposal: { change: { configurationChunk: 4 } } },
    ]);
    const findingId = proposals[0]?.id ?? '';
    expect((await core.client.call('quirks.dismiss', { stationId: ID, findingId })).proposals).toEqual([]);
    await change(core, { timeFormat: 'whole' });
    const again = await core.restart();
    const station = await connect(again, { ...BOOT, chargePointVendor: 'Entratek' });
    const state = await again.client.call('quirks.get', { stationId: ID });
    expect(state).toMatchObject({ profile: { timeFormat: 'whole' }, proposals: [] });
    expect((await station.ask('Heartbeat', {}))['currentTime']).toMatch(/:\d\dZ$/);
    expect(again.log).toEqual([]);
  });

  it('is told to whoever follows, and waits where only a new connection can bring it', async () => {
    const core = await startQuirkCore();
    const station = await connect(core);
    await change(core, { compression: false, timeFormat: 'whole' });
    const waiting = await core.state(ID, ({ pending }) => pending.length > 0);
    expect(waiting.pending).toEqual(['compression']);
    expect((await change(core, { compression: null })).pending).toEqual([]);
    await change(core, { compression: false });
    station.socket.terminate();
    await core.gone(ID);
    await connect(core);
    const state = await core.state(ID, ({ pending }) => pending.length === 0);
    expect(state.profile).toEqual({ compression: false, timeFormat: 'whole' });
  });
});

describe('a station that is not to be checked', () => {
  it('has no schema issues, and its connect record says why', async () => {
    const core = await startQuirkCore();
    const first = await connect(core);
    const wrong = { connectorId: 'one', errorCode: 'Oops', status: 'Chargingg' };
    await first.ask('StatusNotification', wrong);
    const before = await core.records(ID);
    expect(before.flatMap(({ issues }) => issues.map(({ code }) => code))).toContain('schema-enum');
    await change(core, { validate: false });
    await first.ask('StatusNotification', wrong);
    first.socket.terminate();
    await core.gone(ID);
    const second = await connect(core);
    await second.ask('StatusNotification', wrong);
    const after = (await core.records(ID)).slice(before.length);
    const codes = after.flatMap(({ kind, issues }) => issues.map(({ code }) => `${kind} ${code}`));
    expect(codes).toEqual(['call notification-doubled', 'connect validation-off']);
  });

  it('gets commands that break the schema, but none that is no JSON', async () => {
    const core = await startQuirkCore();
    const station = await connect(core);
    const call = (payload: string) =>
      core.client.call('command.call', { stationId: ID, action: 'Reset', payload, timeoutMs: 60_000 });
    await expect(call('{"type":"Sft"}')).rejects.toMatchObject({ code: 'invalid-params' });
    await change(core, { validate: false });
    await expect(call('{"type":')).rejects.toMatchObject({ code: 'invalid-params' });
    const outcome = call('{"type":"Sft"}');
    const [, id] = await station.nextFrame();
    station.send([3, id, { status: 'Maybe' }]);
    expect(await outcome).toMatchObject({ outcome: 'answered', payload: { status: 'Maybe' } });
    const issues = (await core.records(ID))
      .filter(({ action }) => action === 'Reset')
      .flatMap((row) => row.issues);
    expect(issues).toEqual([]);
  });
});

describe('the file of a profile', () => {
  it('goes out and comes in, without the address of this one charger', async () => {
    const core = await startQuirkCore();
    await connect(core);
    const callbackUrl = 'http://192.168.1.9:8080/';
    await change(core, { callbackUrl, validate: false });
    const { text, fileName } = await core.client.call('quirks.export', { stationId: ID });
    expect(fileName).toBe('Example-Wallbox.quirks.json');
    expect(JSON.parse(text)).toEqual({
      kerbside: 'quirk-profile',
      version: 1,
      about: { vendor: 'Example', model: 'Wallbox', firmware: '1.2' },
      profile: { validate: false },
    });
    await change(core, { validate: null, timeFormat: 'whole' });
    const { state, note } = await core.client.call('quirks.import', { stationId: ID, text: `\uFEFF${text}` });
    expect([state.profile, note]).toEqual([{ callbackUrl, validate: false }, undefined]);
  });

  it('of another make is taken with a note', async () => {
    const core = await startQuirkCore();
    await connect(core);
    const text = JSON.stringify({
      kerbside: 'quirk-profile',
      version: 1,
      about: { vendor: 'Other' },
      profile: {},
    });
    const { note } = await core.client.call('quirks.import', { stationId: ID, text });
    expect(note).toContain('made for Other');
  });

  it.each([
    ['{', 'not valid JSON'],
    ['[]', 'no charger profile'],
    ['{"kerbside":"quirk-profile","version":2}', 'newer Kerbside'],
    ['{"kerbside":"quirk-profile","version":1,"profile":[]}', 'not a JSON object'],
    ['{"kerbside":"quirk-profile","version":1,"profile":{"colour":1}}', '“colour”'],
    ['{"kerbside":"quirk-profile","version":1,"profile":{"validate":"no"}}', '“validate”'],
  ])('that is wrong is refused with what is wrong: %s', async (text, words) => {
    const core = await startQuirkCore();
    await connect(core);
    const failed = core.client.call('quirks.import', { stationId: ID, text });
    await expect(failed).rejects.toMatchObject({
      code: 'invalid-params',
      message: expect.stringContaining(words) as string,
      hint: expect.any(String) as string,
    });
    expect((await core.client.call('quirks.get', { stationId: ID })).profile).toEqual({});
  });
});
