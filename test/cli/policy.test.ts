import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { RawStation } from '../core/central/rawStation.ts';
import { runKerbside, startServe, type Ran, type ServeProcess } from '../processes/kerbside.ts';

interface Shown {
  station: string;
  policy: object;
  effective: object;
  faults: object[];
  faultsOfAll: object[];
  seenTags: object[];
}

let home: string;
let session: string;
let serve: ServeProcess;
let station: RawStation;

const kerbside = (...args: string[]): Promise<Ran> => runKerbside(home, ['policy', ...args]);
const connect = (): Promise<RawStation> => RawStation.connect(`${serve.ocpp}/CP-1`);

async function shown(...args: string[]): Promise<Shown> {
  const { code, stdout, stderr } = await kerbside(...args, '--json');
  expect([code, stderr]).toEqual([0, '']);
  return JSON.parse(stdout) as Shown;
}

beforeAll(async () => {
  home = mkdtempSync(join(tmpdir(), 'kerbside-policy-'));
  session = join(home, 'visit.kerbside');
  serve = await startServe({ home, session });
  station = await connect();
  await station.ask('Heartbeat', {});
});

afterAll(async () => {
  station.socket.terminate();
  await serve.stop();
  rmSync(home, { recursive: true, force: true });
});

describe('kerbside policy', () => {
  it('shows that nothing is set', async () => {
    expect(await shown('CP-1')).toEqual({
      station: 'CP-1',
      policy: {},
      effective: {},
      faults: [],
      faultsOfAll: [],
      seenTags: [],
    });
    const { stdout } = await kerbside('CP-1');
    expect(stdout).toMatch(/^ANSWER +AS\nboot +Accepted\nid tags +all accepted\n/);
  });

  it('sets the boot, whose interval is that until the next boot while it is pending', async () => {
    const { policy } = await shown('CP-1', '--boot', 'pending', '--interval', '9');
    expect(policy).toEqual({ boot: { status: 'Pending', retryIntervalS: 9 } });
    const boot = { chargePointVendor: 'V', chargePointModel: 'M' };
    expect(await station.ask('BootNotification', boot)).toMatchObject({ status: 'Pending', interval: 9 });
    const ran = await kerbside('CP-1', '--boot', 'accepted', '--interval', '60', '--json');
    expect(ran.stderr).toContain('CP-1 waited as Pending and was asked to boot again.');
    const [, id, action] = await station.nextFrame();
    expect(action).toBe('TriggerMessage');
    station.send([3, id, { status: 'Accepted' }]);
    expect(await station.ask('BootNotification', boot)).toMatchObject({ status: 'Accepted', interval: 60 });
    expect((await shown('CP-1', '--reset')).policy).toEqual({});
  });

  it('lists tags, for the station and for all, and tells which were shown', async () => {
    const ofAll = await shown('default', '--tags', 'list', '--tag', '04AB=Accepted', '--tag', '04FF=blocked');
    expect(ofAll.policy).toEqual({
      idTags: { mode: 'list', tags: { '04AB': { status: 'Accepted' }, '04FF': { status: 'Blocked' } } },
    });
    const rule = 'X=1=Expired,expiry=2020-01-01T00:00:00Z,parent=G';
    const own = await shown('CP-1', '--tag', rule, '--concurrent', 'on');
    expect(own.policy).toEqual({
      idTags: {
        concurrent: true,
        tags: { 'X=1': { status: 'Expired', expiryDate: '2020-01-01T00:00:00Z', parent: 'G' } },
      },
    });
    const answers = ['04ab', '04FF', 'x=1', 'other'].map(
      async (idTag) => (await station.ask('Authorize', { idTag }))['idTagInfo'],
    );
    expect(await Promise.all(answers)).toMatchObject([
      { status: 'Accepted' },
      { status: 'Blocked' },
      { status: 'Expired', parentIdTag: 'G' },
      { status: 'Invalid' },
    ]);
    const { seenTags } = await shown('CP-1', '--remove-tag', 'x=1', '--concurrent', 'off');
    expect(seenTags).toHaveLength(4);
    expect(seenTags[0]).toMatchObject({ tag: 'other', count: 1, answered: 'Invalid' });
    const people = await kerbside('CP-1');
    expect(people.stdout).toMatch(/LISTED TAG +STATUS[^\n]*\n04AB +Accepted/);
    expect(people.stdout).toMatch(/SHOWN TAG[^\n]*\nother +1 /);
    await shown('default', '--reset');
  });

  it('sets transaction numbers and DataTransfer answers', async () => {
    await shown('CP-1', '--transaction-id', '500+', '--start-status', 'Blocked');
    const start = { connectorId: 1, idTag: 'A', meterStart: 0, timestamp: '2026-11-21T10:00:00Z' };
    expect(await station.ask('StartTransaction', start)).toEqual({
      transactionId: 500,
      idTagInfo: { status: 'Blocked' },
    });
    await shown('CP-1', '--transaction-id', 'usual', '--start-status', 'usual');
    await shown('CP-1', '--data-transfer', 'Rejected');
    const rule = ['--data-transfer', 'accepted', '--vendor', 'V', '--message', 'M', '--data', '{"a": 1}'];
    const { policy } = await shown('CP-1', ...rule);
    expect(policy).toEqual({
      idTags: expect.any(Object) as object,
      dataTransfer: {
        status: 'Rejected',
        rules: [{ vendorId: 'V', messageId: 'M', status: 'Accepted', data: '{"a": 1}' }],
      },
    });
    const known = await station.ask('DataTransfer', { vendorId: 'v', messageId: 'm' });
    expect(known).toEqual({ status: 'Accepted', data: '{"a": 1}' });
    expect(await station.ask('DataTransfer', { vendorId: 'W' })).toEqual({ status: 'Rejected' });
    const gone = await shown('CP-1', '--data-transfer', 'usual', '--vendor', 'v', '--message', 'm');
    expect(gone.policy).toMatchObject({ dataTransfer: { status: 'Rejected' } });
  });

  it('takes a whole policy from a file, and the other flags on top', async () => {
    const file = join(home, 'policy.json');
    writeFileSync(file, JSON.stringify({ boot: { status: 'Rejected', retryIntervalS: 5 } }));
    expect((await shown('CP-1', '--file', file, '--interval', '6')).policy).toEqual({
      boot: { status: 'Rejected', retryIntervalS: 6 },
    });
    writeFileSync(file, JSON.stringify({ boot: { status: 'Perhaps' } }));
    const wrong = await kerbside('CP-1', '--file', file);
    expect([wrong.code, wrong.stderr]).toEqual([2, expect.stringContaining('boot.status')]);
    expect((await kerbside('CP-1', '--file', join(home, 'none.json'))).code).toBe(1);
    await shown('CP-1', '--reset');
  });

  it('sets faults, which count down and can be cleared', async () => {
    const args = ['--fault', 'heartbeat', '--no-answer', '--next', '2'];
    expect((await shown('CP-1', ...args)).faults).toEqual([
      { id: expect.any(Number) as number, done: 0, action: 'Heartbeat', answer: { kind: 'none' }, next: 2 },
    ]);
    station.send([2, 'silent', 'Heartbeat', {}]);
    await station.ask('StatusNotification', {});
    expect((await kerbside('CP-1')).stdout).toMatch(/FAULT[^\n]*\n\d+ +Heartbeat +none +1 more\n/);
    expect((await shown('CP-1', '--clear')).faults).toEqual([]);
    const error = [
      '--fault',
      'any',
      '--error',
      'internalerror',
      '--description',
      'on purpose',
      '--next',
      '1',
    ];
    await shown('default', ...error);
    expect((await shown('CP-1')).faultsOfAll).toMatchObject([{ answer: { code: 'InternalError' } }]);
    station.send([2, 'refused', 'Heartbeat', {}]);
    expect(await station.nextFrame()).toEqual([4, 'refused', 'InternalError', 'on purpose', {}]);
    await shown(
      'CP-1',
      '--fault',
      'Heartbeat',
      '--payload',
      '{"currentTime":7}',
      '--delay',
      '5',
      '--next',
      '1',
    );
    expect(await station.ask('Heartbeat', {})).toEqual({ currentTime: 7 });
    expect((await shown('CP-1')).faults).toEqual([]);
  });

  it('says what is wrong with the words, and changes nothing then', async () => {
    const before = await shown('CP-1');
    const cases: [string[], RegExp][] = [
      [['--boot', 'acepted'], /--boot has no "acepted". Did you mean Accepted\?/],
      [['--tags', 'whitelist'], /It takes accept, list, reject, usual/],
      [['--tag', '04AB'], /--tag takes TAG=STATUS/],
      [['--tag', '04AB=NoCredit'], /--tag has no "NoCredit"/],
      [['--tag', '04AB=Accepted,expiry=tomorrow'], /expiryDate/],
      [['--fault', 'Hartbeat', '--no-answer'], /Did you mean Heartbeat\?/],
      [['--fault', 'Heartbeat'], /needs what is wrong/],
      [['--fault', 'Heartbeat', '--error', 'InternalEror'], /Did you mean InternalError\?/],
      [['--fault', 'Heartbeat', '--error', 'RpcFrameworkError'], /--error has no/],
      [['--fault', 'Heartbeat', '--payload', '{'], /not JSON/],
      [['--fault', 'Heartbeat', '--payload', '[]'], /a JSON object/],
      [['--fault', 'Heartbeat', '--no-answer', '--error', 'X'], /exclude each other/],
      [['--fault', 'Heartbeat', '--no-answer', '--delay', '5'], /cannot be late/],
      [['--boot', 'pending', '--next', '3'], /add --fault ACTION/],
      [['--transaction-id', 'x'], /500\+/],
      [['--data', 'x'], /goes with --data-transfer/],
      [['--data-transfer', 'Accepted', '--message', 'M'], /add --vendor/],
      [['--bot', 'pending'], /Did you mean --boot\?/],
      [['--interval', '-1'], /whole number/],
    ];
    for (const [args, message] of cases) {
      const { code, stdout, stderr } = await kerbside('CP-1', ...args);
      expect([code, stdout, stderr], args.join(' ')).toEqual([2, '', expect.stringMatching(message)]);
    }
    expect(await shown('CP-1')).toEqual(before);
    const unknown = await kerbside('CP-2', '--json');
    expect([unknown.code, unknown.stderr]).toEqual([0, expect.stringContaining('Did you mean CP-1?')]);
  }, 60_000);

  it('survives a restart of Kerbside, but no fault does', async () => {
    await shown('default', '--boot', 'pending', '--interval', '77');
    await shown('CP-1', '--tags', 'reject', '--fault', 'any', '--no-answer');
    station.socket.terminate();
    await serve.stop();
    serve = await startServe({ home, session });
    const after = await shown('CP-1');
    expect(after).toMatchObject({
      policy: { idTags: { mode: 'reject' } },
      effective: { boot: { status: 'Pending', retryIntervalS: 77 } },
      faults: [],
    });
    expect(after.seenTags.length).toBeGreaterThan(3);
    station = await connect();
    const boot = { chargePointVendor: 'V', chargePointModel: 'M' };
    expect(await station.ask('BootNotification', boot)).toMatchObject({ status: 'Pending', interval: 77 });
  });
});
