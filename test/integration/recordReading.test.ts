import { once } from 'node:events';
import { gzipSync } from 'node:zlib';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { makeAuthority } from '../../electron/core/security/certificateMaker.ts';
import { RawStation } from '../core/central/rawStation.ts';
import { startCoreFixture, type CoreFixture } from './coreFixture.ts';

/** What the core tells of one record: its exchange, what its texts hold, its bytes. */
let core: CoreFixture;
let station: RawStation;
let address: string;

beforeAll(async () => {
  core = await startCoreFixture(1);
  const { addresses, port } = await listening();
  address = `ws://${addresses[0] ?? '127.0.0.1'}:${port}`;
  station = await RawStation.connect(`${address}/READ-1`);
});

afterAll(async () => {
  station.socket.terminate();
  await core.close();
});

async function listening(): Promise<{ addresses: string[]; port: number }> {
  return new Promise((resolve) => {
    core.client.subscribe(
      'listening',
      {},
      {
        snapshot: ({ port }) => resolve({ addresses: ['127.0.0.1'], port }),
        change: () => undefined,
        ended: () => undefined,
      },
    );
  });
}

/** The newest record of a message id, as soon as it is there. */
async function seqOf(messageId: string, kind = 'call'): Promise<number> {
  const { view } = await core.client.call('view.open', { filter: {} });
  let found: number | undefined;
  await expect
    .poll(
      async () => {
        const { rows } = await core.client.call('view.rows', { view, from: 0, count: 500 });
        found = rows.findLast((row) => row.messageId === messageId && row.kind === kind)?.seq;
        return found;
      },
      { timeout: 10_000 },
    )
    .toBeDefined();
  await core.client.call('view.close', { view });
  return found ?? 0;
}

it('texts of a payload are unpacked, with the certificates in them', async () => {
  const { certificate } = await makeAuthority('Example Root');
  const data = JSON.stringify({ certificate, packed: gzipSync('{"a":1}').toString('base64') });
  await station.ask('DataTransfer', { vendorId: 'com.example', data }, 'packed').catch(() => undefined);
  const { parts } = await core.client.call('record.decoded', { seq: await seqOf('packed') });
  expect(parts.map(({ path, within, steps }) => [path, within, steps])).toEqual([
    ['/data', undefined, ['json']],
    ['/certificate', 0, ['pem']],
    ['/packed', 0, ['base64', 'gzip', 'json']],
  ]);
  expect(JSON.parse(parts[1]?.json ?? '')).toMatchObject({
    subject: 'CN=Example Root, O=Kerbside',
    issuer: 'CN=Example Root, O=Kerbside',
    notAfter: '2037-12-31T23:59:59.000Z',
  });
});

it('a protest is the third leg, in the row and in the exchange', async () => {
  await station.ask('Heartbeat', {}, 'legs');
  station.send('[4,"legs","FormationViolation","cannot read it",{}]');
  const protest = await seqOf('legs', 'error');
  expect((await core.client.call('record.get', { seq: protest })).isProtest).toBe(true);
  const call = await seqOf('legs');
  const answer = await seqOf('legs', 'result');
  for (const seq of [call, answer, protest]) {
    expect(await core.client.call('record.exchange', { seq })).toEqual({
      seqs: [call, answer, protest],
      isOpen: true,
    });
  }
});

it('the raw bytes of a large record are saved whole, and its row says how large it is', async () => {
  station.send(`[2,"large","DataTransfer",{"vendorId":"x","data":"${'y'.repeat(900_000)}"}]`);
  await station.nextFrame();
  const seq = await seqOf('large');
  const record = await core.client.call('record.get', { seq });
  expect(record.isRawCut).toBe(true);
  expect(record.summary).toBe('large: 900,053 bytes');
  const { ticket, fileName } = await core.client.call('record.saveRaw', { seq });
  expect(ticket).not.toBe('');
  expect(fileName).toBe(`visit record ${seq}.json`);
  await expect(core.client.call('record.saveRaw', { seq: 999_999 })).rejects.toMatchObject({
    code: 'not-found',
  });
});

it('a call whose connection ended before the answer names the record of the end', async () => {
  const leaving = await RawStation.connect(`${address}/READ-2`);
  await leaving.ask('BootNotification', { chargePointVendor: 'x', chargePointModel: 'y' });
  const outcome = core.client.call('command.call', {
    stationId: 'READ-2',
    action: 'ClearCache',
    payload: '{}',
  });
  const [, id] = await leaving.nextFrame();
  const seq = await seqOf(id);
  const open = await core.client.call('record.exchange', { seq });
  expect(open).toEqual({ seqs: [seq], isOpen: true });
  leaving.socket.close();
  await once(leaving.socket, 'close');
  expect(await outcome).toMatchObject({ outcome: 'disconnected' });
  await expect
    .poll(async () => (await core.client.call('record.exchange', { seq })).ended?.kind, { timeout: 10_000 })
    .toBe('disconnect');
});
