import { describe, expect, it, onTestFinished } from 'vitest';
import { ADDRESS_HINTS } from '../../shared/station/addressHints.ts';
import { RawStation } from '../core/central/rawStation.ts';
import { startTestCore, type TestCore } from '../core/central/testCore.ts';
import { RawPeer, upgradeHead } from './rawUpgrade.ts';
import { ROWS, type BytesRow, type HintRow, type PasswordRow, type UpgradeRow } from './section1.ts';
import { ROWS as LATER_ROWS } from './section10Door.ts';

async function start(...options: Parameters<typeof startTestCore>): Promise<TestCore> {
  const core = await startTestCore(...options);
  onTestFinished(() => core.close());
  return core;
}

async function playUpgrade({ head, stationId, version, issues }: UpgradeRow): Promise<void> {
  const core = await start();
  const peer = await RawPeer.open(core.port);
  peer.write(head);
  expect(await peer.until('\r\n\r\n')).toMatch(/^HTTP\/1\.1 101 /);
  const connected = await core.recorder.find(({ kind }) => kind === 'connect');
  expect(core.recorder.codesOf(connected)).toEqual(issues);
  expect(connected.stationId).toBe(stationId);
  if (version !== undefined) expect(connected.version).toBe(version);
  const attempt = await core.attempt(({ ok }) => ok);
  expect(attempt).toMatchObject({ stage: 'connected', stationId, head });
  expect(core.findings.list().map(({ code }) => code)).toEqual(issues);
  peer.socket.destroy();
}

async function playBytes({ bytes, attempt, head }: BytesRow): Promise<void> {
  const core = await start();
  const peer = await RawPeer.open(core.port);
  peer.socket.end(bytes);
  const seen = await core.attempt(() => true);
  expect(seen).toMatchObject({ ok: false, code: attempt });
  expect(seen.head).toContain(head);
  // The charger's next try is not spoilt by it.
  await RawStation.connect(`${core.url}/CP1`);
}

async function playHint({ hint }: HintRow): Promise<void> {
  const { title, text } = ADDRESS_HINTS.find(({ code }) => code === hint) ?? { title: '', text: '' };
  expect(text).not.toBe('');
  const core = await start();
  const headers = { 'user-agent': 'curl/8' };
  const page = await (await fetch(`http://127.0.0.1:${core.port}/`, { headers })).text();
  expect(page).toContain(`${title}: ${text}`);
}

async function playPassword(row: PasswordRow): Promise<void> {
  const { expected, credentials, subprotocol = 'ocpp1.6', refused, issues, fact } = row;
  const core = await start({}, { passwordOf: () => expected });
  const headers = [`Sec-WebSocket-Protocol: ${subprotocol}`];
  if (credentials !== undefined) headers.push(`Authorization: Basic ${credentials.toString('base64')}`);
  const peer = await RawPeer.open(core.port);
  peer.write(upgradeHead('/CP1', headers));
  const answer = await peer.until('\r\n\r\n');
  const attempt = await core.attempt(() => true);
  expect(attempt.details?.join(' ')).toMatch(fact);
  if (refused === undefined) {
    expect(answer).toMatch(/^HTTP\/1\.1 101 /);
    const connected = await core.recorder.find(({ kind }) => kind === 'connect');
    expect(core.recorder.codesOf(connected)).toEqual(issues);
    for (const issue of connected.issues) expect(issue.clause).toBeDefined();
  } else {
    expect(answer).toMatch(/^HTTP\/1\.1 401 [\s\S]*WWW-Authenticate: Basic/);
    expect(attempt).toMatchObject({ ok: false, code: refused, stage: 'upgrade', stationId: 'CP1' });
    expect(core.central.list()).toEqual([]);
  }
  const secret = credentials?.subarray(credentials.indexOf(':') + 1).toString('latin1');
  const told = JSON.stringify([core.attempts.list(), core.recorder.records, core.findings.list(), core.log]);
  if (secret !== undefined) expect(told).not.toContain(secret);
  expect(told).not.toContain(credentials?.toString('base64') ?? '\0');
  peer.socket.destroy();
}

describe('the door lets them in, and says what is wrong', () => {
  for (const row of [...ROWS, ...LATER_ROWS]) {
    it(`${row.row}: ${row.title}`, async () => {
      switch (row.kind) {
        case 'upgrade':
          return playUpgrade(row);
        case 'bytes':
          return playBytes(row);
        case 'hint':
          return playHint(row);
        case 'password':
          return playPassword(row);
      }
    });
  }
});

describe('2: a station without an identity', () => {
  const BOOT = { chargePointVendor: 'A', chargePointModel: 'B', chargePointSerialNumber: 'GIR-77' };

  it('goes by the serial number of its boot from then on, and is known by it when it comes back', async () => {
    const core = await start();
    const raw = await RawStation.connect(`${core.url}/`);
    await raw.ask('Heartbeat', {});
    await raw.ask('BootNotification', BOOT);
    await raw.ask('Heartbeat', {});
    const ids = core.recorder.records
      .filter(({ direction }) => direction === 'in')
      .map((one) => one.stationId);
    expect(ids).toEqual(['unnamed-127.0.0.1', 'unnamed-127.0.0.1', 'GIR-77', 'GIR-77', 'GIR-77']);
    const moved = core.recorder.records.filter(({ kind }) => kind === 'connect')[1];
    expect(moved === undefined ? [] : core.recorder.codesOf(moved)).toEqual(['identity-from-boot']);
    expect(core.central.find('GIR-77')).toMatchObject({ connected: true, serialNumber: 'GIR-77' });
    expect(core.central.find('unnamed-127.0.0.1')).toMatchObject({
      connected: false,
      disconnectReason: 'It is listed as GIR-77 now.',
    });
    expect(core.attempts.list()).toMatchObject([{ stationId: 'GIR-77', ok: true }]);
    expect((await core.central.call('GIR-77', 'ClearCache', '{}', { timeoutMs: 100 })).outcome).toBe(
      'timed-out',
    );

    raw.socket.terminate();
    await core.station(({ id, connected }) => id === 'GIR-77' && !connected);
    await RawStation.connect(`${core.url}/`);
    await core.station(({ id, connected }) => id === 'GIR-77' && connected);
  });

  it('stays unnamed where its boot gives no serial number', async () => {
    const core = await start();
    const raw = await RawStation.connect(`${core.url}/`);
    await raw.ask('BootNotification', { chargePointVendor: 'A', chargePointModel: 'B' });
    expect(core.central.find('unnamed-127.0.0.1')).toMatchObject({ connected: true, model: 'B' });
  });

  it('may be made of one whose path is not to be believed, and the whole path can be the identity', async () => {
    const core = await start({
      profileOf: (id) =>
        id === 'ALL-THE-SAME' ? { idRule: 'boot-serial' } : id === 'b' ? { idRule: 'whole-path' } : {},
    });
    const door = await RawStation.connect(`${core.url}/ALL-THE-SAME`);
    await door.ask('BootNotification', BOOT);
    expect(core.central.find('GIR-77')?.connected).toBe(true);
    await RawStation.connect(`${core.url}/a/b`);
    expect((await core.station(({ id }) => id === 'a/b')).connected).toBe(true);
  });
});

describe('13 and 14: versions', () => {
  const BOOT_2 = { reason: 'PowerUp', chargingStation: { model: 'A', vendorName: 'B' } };

  it('13: a short 1.6 connection and then 2.0.1 are one charger', async () => {
    const core = await start();
    const first = await RawStation.connect(`${core.url}/CP1`, ['ocpp1.6']);
    first.socket.close();
    await core.station(({ connected }) => !connected);
    await RawStation.connect(`${core.url}/CP1`, ['ocpp2.0.1']);
    await core.station(({ version }) => version === '2.0.1');
    expect(core.central.list()).toHaveLength(1);
    expect(core.findings.list()).toMatchObject([{ code: 'two-versions', severity: 'info' }]);
  });

  it('14: a boot of 2.0.1 over ocpp1.6 is told, and the version can be forced', async () => {
    const core = await start({
      profileOf: (id) => (id === 'FORCED' ? { forcedVersion: '2.0.1' } : {}),
    });
    const raw = await RawStation.connect(`${core.url}/CP1`, ['ocpp1.6']);
    raw.send([2, '1', 'BootNotification', BOOT_2]);
    await raw.nextFrame();
    const boot = await core.recorder.find(({ kind }) => kind === 'call');
    expect(core.recorder.codesOf(boot)).toContain('payload-other-version');
    expect(core.findings.list()).toMatchObject([
      { code: 'speaks-other-version', severity: 'error', proposal: { change: { forcedVersion: '2.0.1' } } },
    ]);
    const forced = await RawStation.connect(`${core.url}/FORCED`, ['ocpp1.6']);
    expect(forced.socket.protocol).toBe('ocpp1.6');
    expect(await forced.ask('BootNotification', BOOT_2)).toMatchObject({ status: 'Accepted' });
    const good = core.recorder.records.find((one) => one.stationId === 'FORCED' && one.kind === 'call');
    expect(good).toMatchObject({ version: '2.0.1', issues: [] });
  });
});

describe('150, 167: compression', () => {
  it.each([
    ['permessage-deflate', true],
    ['permessage-deflate; client_max_window_bits', true],
    ['permessage-deflate; server_max_window_bits=10', true],
    ['permessage-deflate; nonsense, permessage-deflate', true],
    ['permessage-deflate; server_max_window_bits=8', false],
    ['permessage-deflate; nonsense', false],
    ['x-webkit-deflate-frame', false],
  ])('offered as “%s” is agreed to: %s', async (offer, isAgreed) => {
    const core = await start();
    const peer = await RawPeer.open(core.port);
    peer.write(
      upgradeHead('/CP1', ['Sec-WebSocket-Protocol: ocpp2.0.1', `Sec-WebSocket-Extensions: ${offer}`]),
    );
    const answer = await peer.until('\r\n\r\n');
    expect(answer).toMatch(/^HTTP\/1\.1 101 /);
    if (isAgreed) {
      expect(answer).toMatch(/Sec-WebSocket-Extensions: permessage-deflate/);
      expect(answer).toContain('server_no_context_takeover');
    } else {
      expect(answer).not.toMatch(/Sec-WebSocket-Extensions/);
    }
    const { raw } = await core.recorder.find(({ kind }) => kind === 'connect');
    expect(String(raw).includes('was agreed')).toBe(isAgreed);
    peer.socket.destroy();
  });

  it('carries calls and answers both ways, and is off where the station cannot take it', async () => {
    const core = await start({ profileOf: (id) => (id === 'OFF' ? { compression: false } : {}) }, {});
    const deflate = { perMessageDeflate: { threshold: 0 } };
    const raw = await RawStation.connect(`${core.url}/CP1`, ['ocpp2.1'], deflate);
    expect(raw.socket.extensions).toBe('permessage-deflate');
    const data = 'x'.repeat(20_000);
    expect(await raw.ask('DataTransfer', { vendorId: 'A', data })).toHaveProperty('status');
    const call = await core.recorder.find(({ kind }) => kind === 'call');
    expect(String(call.raw)).toContain(data);
    expect((await RawStation.connect(`${core.url}/OFF`, ['ocpp2.1'], deflate)).socket.extensions).toBe('');
    const off = core.recorder.records.find((one) => one.stationId === 'OFF');
    expect(String(off?.raw)).toContain('Compression was offered and is off for this station.');
  });

  it('of 70 MB in a small frame ends the connection, and only that', async () => {
    const core = await start();
    const deflate = { perMessageDeflate: { threshold: 0 } };
    const other = await RawStation.connect(`${core.url}/OTHER`);
    const bomb = await RawStation.connect(`${core.url}/CP1`, ['ocpp2.1'], deflate);
    const closed = bomb.closed();
    bomb.socket.send(Buffer.alloc(70 * 1024 * 1024, 0x20), { binary: false });
    expect((await closed).code).toBe(1009);
    expect(await other.ask('Heartbeat', {})).toHaveProperty('currentTime');
  });
});
