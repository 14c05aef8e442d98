import { existsSync } from 'node:fs';
import { setImmediate as nextTurn } from 'node:timers/promises';
import { describe, expect, it } from 'vitest';
import { RawStation } from '../core/central/rawStation.ts';
import { BOOT, frames, notes, recordsIn, startWithFolder, stationsOf } from './sessionFiles.ts';

describe('another session while stations are connected', () => {
  it('has every frame in exactly one of the files, in order, while a station sends all the time', async () => {
    const { core, client, first, url } = await startWithFolder();
    const station = await RawStation.connect(`${url}/CP1`);
    await station.ask('BootNotification', BOOT, 'boot');
    const sent: string[] = [];
    const answers: string[] = [];
    const enough = new AbortController();
    station.socket.on('message', (data: Buffer) => answers.push(data.toString('utf8')));
    const sending = (async () => {
      for (let n = 0; !enough.signal.aborted; n += 1) {
        for (let burst = 0; burst < 5; burst += 1) {
          const frame = JSON.stringify([2, `m${n}-${burst}`, 'Heartbeat', {}]);
          sent.push(frame);
          station.send(frame);
        }
        await nextTurn();
      }
    })();
    const paths = [first];
    for (let change = 0; change < 5; change += 1) {
      while (answers.length < (change + 1) * 200) await nextTurn();
      paths.push((await client.call('session.begin', { title: `Visit ${change}` })).path);
    }
    while (answers.length < 1200) await nextTurn();
    enough.abort();
    await sending;
    while (answers.length < sent.length) await nextTurn();
    expect(core.sessionPath).toBe(paths.at(-1));
    expect(station.socket.readyState).toBe(station.socket.OPEN);
    await core.close();

    expect(new Set(paths).size).toBe(6);
    const all = paths.flatMap((path) => frames(recordsIn(path)));
    const calls = all.filter((raw) => raw.startsWith('[2,"m'));
    expect(calls).toEqual(sent);
    const answered = all.filter((raw) => raw.startsWith('[3,"m'));
    expect(answered).toEqual(answers);
    for (const path of paths) {
      expect(existsSync(`${path}-wal`)).toBe(false);
      expect(existsSync(`${path}-lock`)).toBe(false);
      const records = recordsIn(path);
      expect(records.map(({ seq }) => seq)).toEqual(records.map((_, index) => index + 1));
      expect(frames(records).length).toBeGreaterThan(2);
      // Calls are answered in the turn in which they come: no pair is torn apart.
      for (const record of records) if (record.kind === 'result') expect(record.pairSeq).toBeDefined();
    }
  });

  it('begins with what is connected, its boot and its open calls; both files explain a torn pair', async () => {
    const { core, client, first, url } = await startWithFolder();
    const station = await RawStation.connect(`${url}/CP1`);
    await station.ask('BootNotification', BOOT, 'boot');
    const command = client.call('command.call', { stationId: 'CP1', action: 'ClearCache', payload: '{}' });
    const [, id] = await station.nextFrame();
    const { path } = await client.call('session.begin', { title: 'Second', site: 'Harbour' });
    station.send([3, id, { status: 'Accepted' }]);
    const outcome = await command;
    expect(outcome).toMatchObject({
      outcome: 'answered',
      action: 'ClearCache',
      payload: { status: 'Accepted' },
    });
    expect(await station.ask('Heartbeat', {}, 'after')).toHaveProperty('currentTime');
    await core.close();

    const before = recordsIn(first);
    expect(before.at(-1)).toMatchObject({ kind: 'note', stationId: '' });
    expect(notes(before)).toEqual([
      expect.stringMatching(
        /Without an answer when the session ended: ClearCache to the station .*record \d+/,
      ),
      expect.stringMatching(/^The session ends here: .*Connections go on there: CP1\.$/),
    ]);
    expect(frames(before).at(-1)).toContain('"ClearCache"');

    const after = recordsIn(path);
    expect(after[0]).toMatchObject({ kind: 'note', raw: expect.stringContaining('“first”') as string });
    expect(after[1]).toMatchObject({
      kind: 'connect',
      stationId: 'CP1',
      issues: [{ code: 'connection-goes-on', message: expect.stringContaining('“first”') as string }],
    });
    expect(after[2]?.raw).toMatch(/Known from before: Acme One, firmware 1\.2, last BootNotification at/);
    expect(after[2]?.raw).toMatch(/Open from before: ClearCache to the station/);
    expect(after[3]).toMatchObject({
      kind: 'result',
      action: 'ClearCache',
      issues: [{ code: 'call-in-earlier-session', severity: 'info' }],
    });
    expect(outcome.requestSeq).toBe(2);
    expect(outcome.responseSeq).toBe(4);
    expect(outcome.latencyMs).toBeGreaterThanOrEqual(0);
    expect(frames(after)).toHaveLength(3);
  });

  it('an answer that is held back leaves in the session that runs by then, which says what it answers', async () => {
    const { core, client, first, url } = await startWithFolder();
    const station = await RawStation.connect(`${url}/CP1`);
    await station.ask('BootNotification', BOOT, 'boot');
    await client.call('policy.addFault', {
      stationId: 'CP1',
      fault: { action: 'Heartbeat', delayMs: 400, next: 1 },
    });
    station.send([2, 'held', 'Heartbeat', {}]);
    while (recordsIn(first).every(({ messageId }) => messageId !== 'held')) await nextTurn();
    const { path } = await client.call('session.begin', {});
    expect(await station.nextFrame()).toMatchObject([3, 'held', {}]);
    await core.close();
    expect(notes(recordsIn(first))[0]).toMatch(/Heartbeat of the station at .*id held/);
    const answer = recordsIn(path).find(({ messageId }) => messageId === 'held');
    expect(answer).toMatchObject({ kind: 'result', direction: 'out', action: 'Heartbeat' });
    expect(answer?.issues.map(({ code }) => code)).toContain('call-in-earlier-session');
  });

  it('a station that speaks SOAP goes on, too', async () => {
    const { core, client, first } = await startWithFolder();
    const { stationId } = await client.call('practice.start', {
      version: '1.6',
      transport: 'soap',
      plug: false,
    });
    const records = (path: string): number =>
      recordsIn(path).filter((record) => record.stationId === stationId && record.kind === 'result').length;
    while (records(first) < 2) await nextTurn();
    const { path } = await client.call('session.begin', {});
    const outcome = await client.call('command.call', { stationId, action: 'ClearCache', payload: '{}' });
    expect(outcome.outcome).toBe('answered');
    await core.close();
    const after = recordsIn(path).filter((record) => record.stationId === stationId);
    expect(after[0]).toMatchObject({ kind: 'connect', issues: [{ code: 'connection-goes-on' }] });
    expect(after.find(({ seq }) => seq === outcome.responseSeq)).toMatchObject({
      kind: 'result',
      pairSeq: outcome.requestSeq,
    });
  });

  it('goes on to be treated as before; what was set for all begins anew', async () => {
    const { client, url } = await startWithFolder();
    const station = await RawStation.connect(`${url}/CP1`);
    const gone = await RawStation.connect(`${url}/GONE`);
    await station.ask('BootNotification', BOOT);
    await gone.ask('BootNotification', BOOT);
    await client.call('policy.set', { policy: { boot: { heartbeatIntervalS: 77 } }, mode: 'merge' });
    await client.call('quirks.set', { stationId: 'CP1', profile: { pingIntervalS: 9 } });
    await client.call('quirks.set', { stationId: 'GONE', profile: { pingIntervalS: 9 } });
    gone.socket.close();
    await gone.closed();
    while ((await stationsOf(client)).some(({ id, connected }) => id === 'GONE' && connected))
      await nextTurn();
    await client.call('session.begin', {});
    expect((await stationsOf(client)).map(({ id, vendor }) => [id, vendor])).toEqual([['CP1', 'Acme']]);
    expect(await station.ask('BootNotification', BOOT)).toMatchObject({ interval: 77 });
    expect((await client.call('quirks.get', { stationId: 'CP1' })).profile).toEqual({ pingIntervalS: 9 });
    const other = await RawStation.connect(`${url}/GONE`);
    expect(await other.ask('BootNotification', BOOT)).toMatchObject({ interval: 300 });
    expect((await client.call('quirks.get', { stationId: 'GONE' })).profile).toEqual({});
  });
});
