import { afterAll, beforeAll, expect, it } from 'vitest';
import { createPracticeCharger } from '../../electron/practice/createPracticeCharger.ts';
import type { LeftPointing } from '../../shared/configuration/backend/backend.ts';
import type { OcppVersion } from '../../shared/ocpp/version.ts';
import type { PracticeCharger } from '../../shared/practice/practiceCharger.ts';
import { startCoreFixture, type CoreFixture } from './coreFixture.ts';

/** Where chargers are pointed to, over real sockets. */
let fixture: CoreFixture;
let url: string;
const chargers: PracticeCharger[] = [];

beforeAll(async () => {
  fixture = await startCoreFixture(20);
  const port = await new Promise<number>((resolve) => {
    const look = (listening: { port: number }): void => resolve(listening.port);
    fixture.client.subscribe('listening', {}, { snapshot: look, change: look });
  });
  url = `ws://127.0.0.1:${port}`;
});

afterAll(async () => {
  for (const charger of chargers) await charger.stop();
  await fixture.close();
});

async function connect(stationId: string, version: OcppVersion): Promise<void> {
  chargers.push(createPracticeCharger({ url, stationId, version, speed: 20 }));
  await connected(stationId);
}

function connected(stationId: string): Promise<void> {
  return new Promise((resolve) => {
    const look = ({ id, connected: isHere }: { id: string; connected: boolean }): void => {
      if (id === stationId && isHere) resolve();
    };
    fixture.client.subscribe('stations', {}, { snapshot: (all) => all.forEach(look), change: look });
  });
}

function leftUntil(isEnough: (left: LeftPointing[]) => boolean): Promise<LeftPointing[]> {
  return new Promise((resolve) => {
    const look = (left: LeftPointing[]): void => {
      if (isEnough(left)) resolve(left);
    };
    fixture.client.subscribe('leftPointing', {}, { snapshot: look, change: look });
  });
}

it('a 1.6 charger is known to lead here once it was read, and is told on leaving', async () => {
  const { client } = fixture;
  await connect('BACK-16', '1.6');
  const before = await client.call('backend.read', { stationId: 'BACK-16', isLatest: true });
  expect(before).toMatchObject({ leads: 'unknown', items: [], isConnected: true });
  expect(await client.call('backends.left', {})).toEqual([]);
  const left = leftUntil((all) => all.length === 1);
  const read = await client.call('backend.read', { stationId: 'BACK-16' });
  expect(read.leads).toBe('here');
  expect(read.items).toContainEqual(
    expect.objectContaining({
      address: 'Kerbside.BackendUrl',
      role: 'backend-url',
      value: url,
      leadsHere: true,
    }),
  );
  const [told] = await left;
  expect(told?.sentence).toBe(
    `BACK-16 still points to this laptop (Kerbside.BackendUrl is ${url}). What was there before is not known: ask the operator for the address of the back end.`,
  );
});

it('what the address was before it led here is remembered, and one change puts it back', async () => {
  const { client } = fixture;
  const stationId = 'BACK-16';
  const address = 'Kerbside.BackendUrl';
  const set = async (value: string): Promise<void> => {
    const run = await client.call('configuration.change', {
      stationId,
      changes: [{ address, value }],
      origin: 'edit',
    });
    await new Promise<void>((resolve) => {
      const look = ({ id, state }: { id: string; state: string }): void => {
        if (id === run.id && state !== 'running') resolve();
      };
      client.subscribe('changeRuns', {}, { snapshot: (all) => all.forEach(look), change: look });
    });
  };
  const nobody = leftUntil((all) => all.length === 0);
  await set('wss://csms.example/ocpp');
  await nobody;
  expect(await client.call('backend.read', { stationId, isLatest: true })).toMatchObject({
    leads: 'elsewhere',
  });
  const again = leftUntil((all) => all.length === 1);
  await set(url);
  const [left] = await again;
  expect(left?.before).toMatchObject({
    value: 'wss://csms.example/ocpp',
    address,
    changes: [{ address, value: 'wss://csms.example/ocpp' }],
  });
  expect(left?.sentence).toContain('It was wss://csms.example/ocpp; put it back.');
});

it('the practice charger of Kerbside itself ends with it, so that nobody is reminded of it', async () => {
  const { client } = fixture;
  const { stationId } = await client.call('practice.start', { stationId: 'OWN-1', version: '1.6' });
  await connected(stationId);
  expect((await client.call('backend.read', { stationId })).leads).toBe('here');
  expect((await client.call('backends.left', {})).map((left) => left.stationId)).toEqual(['BACK-16']);
  await client.call('practice.stop', { stationId });
});

it('SetNetworkProfile fills a slot, with its outcome in words', async () => {
  const { client } = fixture;
  await connect('BACK-201', '2.0.1');
  const profile = {
    slot: 2,
    url: 'wss://csms.example/ocpp',
    ocppInterface: 'Wired0',
    securityProfile: 2,
    messageTimeoutS: 30,
  } as const;
  const filled = await client.call('backend.setProfile', { stationId: 'BACK-201', profile });
  expect(filled).toMatchObject({
    isDone: true,
    status: 'Accepted',
    requestSeq: expect.any(Number) as number,
  });
  expect(filled.sentence).toContain('Slot 2 is filled.');
  const { slots } = await client.call('backend.read', { stationId: 'BACK-201', isLatest: true });
  expect(slots).toMatchObject([{ slot: 2, url: profile.url, isFromProfile: true, leadsHere: false }]);

  const refused = await client.call('backend.setProfile', {
    stationId: 'BACK-201',
    profile: { ...profile, slot: 99 },
  });
  expect(refused).toMatchObject({ isDone: false, status: 'Rejected' });
  expect(refused.sentence).toContain('It says: InvalidSlot');
  for (const wrong of [
    { ...profile, url: 'http://csms.example' },
    { ...profile, url: 'ws://csms.example' },
    { ...profile, identity: 'X' },
  ]) {
    await expect(
      client.call('backend.setProfile', { stationId: 'BACK-201', profile: wrong }),
    ).rejects.toMatchObject({ code: 'invalid-params' });
  }
  await expect(client.call('backend.setProfile', { stationId: 'BACK-16', profile })).rejects.toMatchObject({
    code: 'conflict',
  });
});

it('the practice charger goes where its order of slots leads, after a restart', async () => {
  const { client } = fixture;
  const other = await startCoreFixture(20);
  const port = await new Promise<number>((resolve) => {
    const look = (listening: { port: number }): void => resolve(listening.port);
    other.client.subscribe('listening', {}, { snapshot: look, change: look });
  });
  const arrived = new Promise<void>((resolve) => {
    const look = ({ id, connected }: { id: string; connected: boolean }): void => {
      if (id === 'BACK-201' && connected) resolve();
    };
    other.client.subscribe('stations', {}, { snapshot: (all) => all.forEach(look), change: look });
  });
  const stationId = 'BACK-201';
  await client.call('backend.setProfile', {
    stationId,
    profile: {
      slot: 3,
      url: `ws://127.0.0.1:${port}`,
      ocppInterface: 'Wired0',
      securityProfile: 1,
      messageTimeoutS: 30,
    },
  });
  const call = (action: string, payload: object): Promise<unknown> =>
    client.call('command.call', { stationId, action, payload: JSON.stringify(payload) });
  await call('SetVariables', {
    setVariableData: [
      {
        component: { name: 'OCPPCommCtrlr' },
        variable: { name: 'NetworkConfigurationPriority' },
        attributeValue: '3,1',
      },
    ],
  });
  await call('Reset', { type: 'Immediate' });
  await arrived;
  await other.close();
});
