import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { event, start, startPolicyCore, token, type PolicyCore } from './policyCore.ts';

let core: PolicyCore;

beforeEach(async () => {
  core = await startPolicyCore();
});
afterEach(() => core.close());

const BOOT_16 = { chargePointVendor: 'V', chargePointModel: 'M' };
const BOOT_2 = { reason: 'PowerUp', chargingStation: { vendorName: 'V', model: 'M' } };

describe('BootNotification', () => {
  it('of 1.6 waits as Pending until the policy lets it in, and is helped along', async () => {
    core.set('CP-1', { boot: { status: 'Pending', retryIntervalS: 7, heartbeatIntervalS: 33 } });
    const station = await core.connect('CP-1');
    expect(await station.ask('BootNotification', BOOT_16)).toMatchObject({ status: 'Pending', interval: 7 });
    expect(core.central.find('CP-1')?.heartbeatIntervalS).toBeUndefined();
    // Another change while it waits asks for nothing.
    expect(core.set('CP-1', { idTags: { mode: 'list' } })).toEqual([]);
    expect(core.set('CP-1', { boot: { status: 'Accepted' } })).toEqual(['CP-1']);
    const [type, id, action, payload] = await station.nextFrame();
    expect([type, action, payload]).toEqual([2, 'TriggerMessage', { requestedMessage: 'BootNotification' }]);
    station.send([3, id, { status: 'Accepted' }]);
    expect(await station.ask('BootNotification', BOOT_16)).toMatchObject({
      status: 'Accepted',
      interval: 33,
    });
    expect(core.policies.states().find(({ stationId }) => stationId === 'CP-1')?.lastBoot).toBe('Accepted');
  });

  it.each(['2.0.1', '2.1'] as const)(
    'of %s may be rejected, with the reason, by the policy for all',
    async (version) => {
      const statusInfo = { reasonCode: 'NotYet', additionalInfo: 'Come back tomorrow' };
      core.set(undefined, { boot: { status: 'Rejected', retryIntervalS: 0, statusInfo } });
      const station = await core.connect('CP-2', version);
      expect(await station.ask('BootNotification', BOOT_2)).toMatchObject({
        status: 'Rejected',
        interval: 0,
        statusInfo,
      });
      // A rejected station takes no commands (B03).
      expect(core.set(undefined, { boot: null })).toEqual([]);
      expect(await station.ask('BootNotification', BOOT_2)).toMatchObject({
        status: 'Accepted',
        interval: 300,
      });
    },
  );

  it('the record of an answer that is not the usual one says whose wish it was', async () => {
    core.set('CP-1', { boot: { status: 'Pending' } });
    const station = await core.connect('CP-1');
    await station.ask('BootNotification', BOOT_16);
    const answer = await core.recorder.find(({ kind }) => kind === 'result');
    expect(answer.issues).toEqual([expect.objectContaining({ severity: 'info', code: 'answer-as-set' })]);
  });
});

describe('id tags', () => {
  it('of 1.6 are accepted, listed or rejected, whatever the case of their letters', async () => {
    const station = await core.connect('CP-1');
    const status = async (idTag: string): Promise<unknown> =>
      ((await station.ask('Authorize', { idTag }))['idTagInfo'] as { status: string }).status;
    expect(await status('Nobody')).toBe('Accepted');
    core.set(undefined, {
      idTags: { tags: { 'AB-1': { status: 'Blocked' }, 'AB-2': { status: 'Accepted' } } },
    });
    expect([await status('ab-1'), await status('Nobody')]).toEqual(['Blocked', 'Accepted']);
    core.set('CP-1', { idTags: { mode: 'list', tags: { 'ab-1': { status: 'Expired' } } } });
    expect([await status('AB-1'), await status('Ab-2'), await status('Nobody')]).toEqual([
      'Expired',
      'Accepted',
      'Invalid',
    ]);
    core.set('CP-1', { idTags: { tags: { 'AB-1': null } } });
    expect(core.policies.policy('CP-1')).toEqual({ idTags: { mode: 'list' } });
    expect(await status('AB-1')).toBe('Blocked');
    core.set('CP-1', { idTags: { mode: 'reject' } });
    expect(await status('AB-2')).toBe('Invalid');
  });

  it('of 1.6 answer with expiry and parent in all three actions', async () => {
    const rule = { status: 'Blocked', expiryDate: '2027-01-01T00:00:00Z', parent: 'GROUP' };
    core.set('CP-1', { idTags: { tags: { A: rule } } });
    const idTagInfo = { status: 'Blocked', expiryDate: '2027-01-01T00:00:00Z', parentIdTag: 'GROUP' };
    const station = await core.connect('CP-1');
    expect(await station.ask('Authorize', { idTag: 'a' })).toEqual({ idTagInfo });
    expect(await station.ask('StartTransaction', start('a'))).toMatchObject({ idTagInfo });
    const stop = { idTag: 'a', transactionId: 1, meterStop: 1, timestamp: '2026-11-21T10:00:00Z' };
    expect(await station.ask('StopTransaction', stop)).toEqual({ idTagInfo });
    expect(await station.ask('StopTransaction', { ...stop, idTag: undefined })).toEqual({});
  });

  it.each(['2.0.1', '2.1'] as const)('of %s have the whole list of statuses', async (version) => {
    const rule = { status: 'NotAtThisTime', expiryDate: '2027-01-01T00:00:00Z', parent: 'GROUP' };
    core.set('CP-2', { idTags: { mode: 'list', tags: { A: rule } } });
    const idTokenInfo = {
      status: 'NotAtThisTime',
      cacheExpiryDateTime: '2027-01-01T00:00:00Z',
      groupIdToken: { idToken: 'GROUP', type: 'Central' },
    };
    const station = await core.connect('CP-2', version);
    expect(await station.ask('Authorize', token('a'))).toEqual({ idTokenInfo });
    expect(await station.ask('TransactionEvent', event('Started', 'T', token('A')))).toEqual({ idTokenInfo });
    expect(await station.ask('TransactionEvent', event('Updated', 'T'))).toEqual({});
    expect(await station.ask('Authorize', token('B'))).toMatchObject({ idTokenInfo: { status: 'Invalid' } });
    const nobody = { idTokenInfo: { status: 'Accepted' } };
    expect(await station.ask('Authorize', token('', 'NoAuthorization'))).toEqual(nobody);
  });

  it('that were shown are remembered, with what they were answered', async () => {
    core.set('CP-1', { idTags: { mode: 'list' } });
    const station = await core.connect('CP-1');
    await station.ask('Authorize', { idTag: 'AB' });
    await station.ask('Authorize', { idTag: 'CD' });
    await station.ask('Authorize', { idTag: 'ab' });
    expect(core.policies.seenTags('CP-1')).toMatchObject([
      { stationId: 'CP-1', tag: 'AB', count: 2, answered: 'Invalid' },
      { stationId: 'CP-1', tag: 'CD', count: 1, answered: 'Invalid' },
    ]);
    expect(core.policies.seenTags('CP-7')).toEqual([]);
    const other = await core.connect('CP-2', '2.1');
    await other.ask('Authorize', token('EF', 'MacAddress'));
    expect(core.policies.seenTags(undefined)).toHaveLength(3);
    expect(core.policies.seenTags('CP-2')).toMatchObject([{ tag: 'EF', type: 'MacAddress' }]);
  });
});

describe('a tag that runs a transaction already', () => {
  it('gets ConcurrentTx elsewhere, until that transaction ends', async () => {
    const [one, two] = [await core.connect('CP-1'), await core.connect('CP-2', '2.0.1')];
    const started = await one.ask('StartTransaction', start('TAG'));
    expect(await one.ask('StartTransaction', start('TAG', 2))).toMatchObject({
      idTagInfo: { status: 'Accepted' },
    });
    core.set(undefined, { idTags: { concurrent: true } });
    const begin = event('Started', 'T-1', token('tag'));
    expect(await two.ask('TransactionEvent', begin)).toEqual({ idTokenInfo: { status: 'ConcurrentTx' } });
    expect(await two.ask('Authorize', token('tag'))).toEqual({ idTokenInfo: { status: 'Accepted' } });
    // What connector 2 ran before has ended, though nobody told; connector 1 goes on.
    const again = await one.ask('StartTransaction', start('TAG', 2));
    expect(again).toMatchObject({ idTagInfo: { status: 'ConcurrentTx' } });
    const stop = (transactionId: unknown): object => ({
      transactionId,
      meterStop: 1,
      timestamp: '2026-11-21T10:00:00Z',
    });
    await one.ask('StopTransaction', stop(started['transactionId']));
    expect(await one.ask('StartTransaction', start('TAG', 2))).toMatchObject({
      idTagInfo: { status: 'Accepted' },
    });
    expect(await two.ask('TransactionEvent', begin)).toEqual({ idTokenInfo: { status: 'ConcurrentTx' } });
  });

  it('in 2.x goes on with its own transaction', async () => {
    core.set('CP-2', { idTags: { concurrent: true } });
    const station = await core.connect('CP-2', '2.1');
    const accepted = { idTokenInfo: { status: 'Accepted' } };
    const elsewhere = { evse: { id: 2, connectorId: 1 } };
    expect(await station.ask('TransactionEvent', event('Started', 'T-1', token('A')))).toEqual(accepted);
    expect(await station.ask('TransactionEvent', event('Updated', 'T-1', token('A')))).toEqual(accepted);
    const second = event('Started', 'T-2', { ...token('A'), ...elsewhere });
    expect(await station.ask('TransactionEvent', second)).toEqual({
      idTokenInfo: { status: 'ConcurrentTx' },
    });
    expect(await station.ask('TransactionEvent', event('Ended', 'T-1', token('A')))).toEqual(accepted);
    const third = event('Started', 'T-3', { ...token('A'), ...elsewhere });
    expect(await station.ask('TransactionEvent', third)).toEqual(accepted);
  });
});

describe('transactions', () => {
  it('of 1.6 get numbers from one on, or always the same, or automatic ones again', async () => {
    const station = await core.connect('CP-1');
    const next = async (): Promise<unknown> =>
      (await station.ask('StartTransaction', start('A')))['transactionId'];
    core.set(undefined, { transactions: { nextId: 41 } });
    expect([await next(), await next()]).toEqual([41, 42]);
    expect(core.policies.policy(undefined)).toEqual({ transactions: { nextId: 43 } });
    core.set('CP-1', { transactions: { fixedId: 0 } });
    expect([await next(), await next()]).toEqual([0, 0]);
    core.set('CP-1', { transactions: null });
    expect(await next()).toBe(43);
    core.set(undefined, { transactions: { nextId: null } });
    expect(await next()).toBeGreaterThan(1000);
  });

  it('a retry of StartTransaction gets the number that it had', async () => {
    core.set('CP-1', { transactions: { nextId: 7 } });
    const station = await core.connect('CP-1');
    expect((await station.ask('StartTransaction', start('A'), 'same'))['transactionId']).toBe(7);
    expect((await station.ask('StartTransaction', start('A'), 'same'))['transactionId']).toBe(7);
    expect((await station.ask('StartTransaction', start('A'), 'other'))['transactionId']).toBe(8);
  });

  it('may be refused at their start although the tag was accepted', async () => {
    core.set('CP-1', { transactions: { startStatus: 'Blocked', stopStatus: 'Invalid' } });
    const station = await core.connect('CP-1');
    expect(await station.ask('Authorize', { idTag: 'A' })).toEqual({ idTagInfo: { status: 'Accepted' } });
    expect(await station.ask('StartTransaction', start('A'))).toMatchObject({
      idTagInfo: { status: 'Blocked' },
    });
    const stop = { idTag: 'A', transactionId: 1, meterStop: 1, timestamp: '2026-11-21T10:00:00Z' };
    expect(await station.ask('StopTransaction', stop)).toEqual({ idTagInfo: { status: 'Invalid' } });
  });

  it.each(['2.0.1', '2.1'] as const)('of %s have cost, priority and message', async (version) => {
    core.set(undefined, {
      transactions: { totalCost: 12.5, chargingPriority: -3, personalMessage: 'Hello' },
    });
    const station = await core.connect('CP-2', version);
    const told = { chargingPriority: -3, updatedPersonalMessage: { format: 'UTF8', content: 'Hello' } };
    expect(await station.ask('TransactionEvent', event('Updated', 'T'))).toEqual(told);
    expect(await station.ask('TransactionEvent', event('Ended', 'T'))).toEqual({ ...told, totalCost: 12.5 });
  });
});

describe('DataTransfer', () => {
  const rules = [
    { vendorId: 'com.example', messageId: 'Known', status: 'Accepted', data: { price: 3 } },
    { vendorId: 'org.other', status: 'Rejected' },
  ];

  it.each(['1.6', '2.0.1', '2.1'] as const)('of %s is answered by vendor and message', async (version) => {
    const station = await core.connect('CP-1', version);
    const ask = (vendorId: string, messageId?: string): Promise<object> =>
      station.ask('DataTransfer', { vendorId, messageId });
    expect(await ask('com.example', 'Known')).toEqual({ status: 'UnknownVendorId' });
    core.set('CP-1', { dataTransfer: { rules } });
    const data = version === '1.6' ? '{"price":3}' : { price: 3 };
    expect(await ask('COM.example', 'known')).toEqual({ status: 'Accepted', data });
    expect(await ask('com.example', 'Other')).toEqual({ status: 'UnknownMessageId' });
    expect(await ask('org.other', 'Any')).toEqual({ status: 'Rejected' });
    expect(await ask('net.third')).toEqual({ status: 'UnknownVendorId' });
    core.set(undefined, { dataTransfer: { status: 'Accepted', data: 'ok' } });
    expect(await ask('net.third')).toEqual({ status: 'Accepted', data: 'ok' });
  });
});

describe('a change', () => {
  it('that makes no policy changes nothing, and says where it is wrong', () => {
    core.set('CP-1', { boot: { status: 'Pending' } });
    expect(() => core.set('CP-1', { boot: { status: 'Maybe' }, idTags: { mode: 'list' } })).toThrow(
      /boot\.status/,
    );
    expect(() => core.set('CP-1', { boots: {} })).not.toThrow();
    expect(() => core.set('CP-1', { boots: { status: 'Pending' } })).toThrow(/boots/);
    expect(core.policies.policy('CP-1')).toEqual({ boot: { status: 'Pending' } });
  });

  it('is told to those who listen, once for many', async () => {
    const told = new Promise((resolve) => {
      core.policies.onChange(resolve);
    });
    core.set('CP-1', { boot: { status: 'Pending' } });
    core.set('CP-1', { boot: { retryIntervalS: 5 } });
    expect(await told).toEqual({
      stationId: 'CP-1',
      policy: { boot: { status: 'Pending', retryIntervalS: 5 } },
      faults: [],
      tagsShown: 0,
    });
  });
});
