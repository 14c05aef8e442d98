import { once } from 'node:events';
import { createServer, type Socket } from 'node:net';
import { describe, expect, it, onTestFinished } from 'vitest';
import { PortProfiles } from '../../../../electron/core/service-port/profiles/portProfiles.ts';
import { ServicePorts } from '../../../../electron/core/service-port/session/servicePorts.ts';
import { createPracticePort } from '../../../../electron/practice/port/createPracticePort.ts';
import type { PracticePortDevice } from '../../../../shared/practice/practiceCharger.ts';
import type { PortState } from '../../../../shared/service-port/portState.ts';
import { ModbusDriver } from '../../../../electron/core/service-port/drivers/modbus/modbusDriver.ts';
import { HEIDELBERG } from '../modbus/heidelberg.ts';
import { FAST, profileOf } from '../modbus/modbusFixture.ts';
import { MemoryRecorder } from '../../central/memoryRecorder.ts';

const PROFILES = {
  rapi: 'openevse-rapi',
  modbus: HEIDELBERG.id,
  console: 'linux-uboot-console',
};
const { signal } = new AbortController();

/** A port with a practice device, as the application has it. */
async function start(device: PracticePortDevice, habits: readonly string[]) {
  const cable = await createPracticePort({ device, habits });
  const recorder = new MemoryRecorder();
  const profiles = new PortProfiles(undefined);
  await profiles.ready();
  const wallbox = profileOf();
  const ports = new ServicePorts({
    recorder,
    // The same wallbox without its pauses.
    profiles: {
      find: (id) => (id === wallbox.id ? wallbox : profiles.find(id)),
      all: () => profiles.all(),
      follow: () => () => undefined,
    },
    drivers: {
      modbus: (line, profile, options) => new ModbusDriver(line, profile, { ...options, timing: FAST }),
    },
    stationsWithSerial: () => [],
    isConnected: () => false,
    inspector: { inspect: ({ facts }) => facts.issues, fits: () => true },
    folder: undefined,
    log: () => undefined,
    reattachMs: 10,
  });
  onTestFinished(async () => {
    await ports.close();
    await cable.stop();
    profiles.close();
  });
  const { path } = cable;
  const seen: PortState[] = [];
  const waiting = new Set<() => void>();
  ports.onChange((state) => {
    seen.push(state);
    for (const check of waiting) check();
  });
  const until = (isSo: (state: PortState) => boolean): Promise<PortState> =>
    new Promise((resolve) => {
      const check = (): void => {
        const found = seen.findIndex(isSo);
        const [state] = found === -1 ? [] : seen.splice(0, found + 1).slice(-1);
        if (state === undefined) return;
        waiting.delete(check);
        resolve(state);
      };
      waiting.add(check);
      check();
    });
  return { ports, path, recorder, until, open: () => ports.open({ path, profileId: PROFILES[device] }) };
}

describe.each(['rapi', 'modbus', 'console'] as const)('the cable of the practice device %s', (device) => {
  it('that is gone gives a named cause, and nothing is tried again by itself', async () => {
    const { ports, path, open } = await start(device, ['gone']);
    await expect(open()).rejects.toMatchObject({ code: 'unavailable' });
    expect(ports.state(path)).toMatchObject({
      phase: 'closed',
      failure: { cause: 'refused', sentence: expect.stringContaining('nothing takes connections') },
    });
    const plugs: Socket[] = [];
    const server = createServer((socket) => plugs.push(socket.on('error', () => undefined)));
    server.listen(Number(new URL(path).port), '127.0.0.1');
    await once(server, 'listening');
    onTestFinished(() => void server.close());
    // The retry is the technician's: had it been tried before, there were more connections than this one.
    const connected = once(server, 'connection');
    await ports.open({ path });
    await connected;
    expect(plugs).toHaveLength(1);
    expect(ports.state(path).phase).toBe('ready');
  });

  it('that another program has is lost at once, which is said', async () => {
    const { open, until } = await start(device, ['busy']);
    const opened = open().catch(() => undefined);
    const { failure } = await until(({ phase }) => phase === 'lost');
    expect(failure).toMatchObject({ cause: 'gone', remedy: expect.stringContaining('another program') });
    await opened;
  });
});

const quiet = ['fast', 'session=0'];

describe.each([
  { device: 'rapi', habits: quiet, question: '$GV', write: '$SC', state: 'A: not connected' },
  { device: 'modbus', habits: ['no-car'], question: 'FC4', write: 'FC6', state: 'A2' },
] as const)('the practice charger ($device)', ({ device, habits, question, write, state }) => {
  it('whose cable is pulled while nothing is asked is lost, comes back, and is asked who it is before a write', async () => {
    const { ports, path, open, until, recorder } = await start(device, [...habits, 'unplugs-idle=150']);
    // On a busy computer it may be pulled before all is asked.
    await open().catch(() => undefined);
    await until(({ phase }) => phase === 'lost');
    const before = recorder.records.length;
    await until(({ phase, identity }) => phase === 'ready' && identity?.confidence === 'certain');
    const written = await ports.write(path, 'maxCurrent', '8', { signal, isConfirmed: true });
    expect(written.verdict).toBe('written');
    const asked = recorder.records
      .slice(before)
      .flatMap(({ direction, action = '' }) => (direction === 'out' ? action : []));
    expect(asked.indexOf(question)).toBe(0);
    expect(asked.indexOf(write)).toBeGreaterThan(0);
  });

  it('that prints a log between answers is read all the same, and the password in it is masked', async () => {
    const { ports, path, open } = await start(device, [...habits, 'log-lines']);
    expect(await open()).toMatchObject({ identity: { confidence: 'certain' }, banners: [] });
    expect(await ports.read(path, ['state'], signal)).toMatchObject([{ value: state }]);
    const shown = ports
      .console(path)
      .chunks.map(({ data }) => Buffer.from(data, 'base64').toString('latin1'));
    expect(shown.join('')).toContain('password=****');
    expect(shown.join('')).not.toContain('hunter2');
  });
});

describe.each([
  { device: 'rapi', habits: [...quiet, 'charging'], writes: /^\$(SC|FR)/, key: 'maxCurrent' },
  { device: 'modbus', habits: [], writes: /^FC6/, key: 'maxCurrent' },
] as const)('a car that charges at the practice charger ($device)', ({ device, habits, writes, key }) => {
  it('is not touched by a risky write until it is confirmed', async () => {
    const { ports, path, open, recorder } = await start(device, habits);
    expect(await open()).toMatchObject({ isCharging: true });
    const sent = () => recorder.records.filter(({ action = '' }) => writes.test(action)).length;
    await expect(ports.write(path, key, '8', { signal })).rejects.toMatchObject({ code: 'conflict' });
    expect(sent()).toBe(0);
    expect(await ports.write(path, key, '8', { signal, isConfirmed: true })).toMatchObject({
      verdict: 'written',
    });
    expect(sent()).toBeGreaterThan(0);
  });
});

it('a restart is refused while a car charges, confirmed or not', async () => {
  const { ports, path, open, recorder } = await start('rapi', [...quiet, 'charging']);
  await open();
  await expect(ports.write(path, 'restart', 'now', { signal, isConfirmed: true })).rejects.toMatchObject({
    code: 'conflict',
  });
  expect(recorder.records.some(({ action }) => action === '$FR')).toBe(false);
});

it('a wallbox on the bus that starts anew is asked again who it is', async () => {
  const { ports, path, open, until } = await start('modbus', ['restart']);
  await open();
  await until(({ identity }) => identity?.confidence === 'certain');
  for (let turn = 0; turn < 5; turn += 1) await ports.read(path, ['state'], signal);
  await until(({ identity, phase }) => phase === 'ready' && identity === undefined);
  await until(({ identity }) => identity?.confidence === 'certain');
});

it('a password in the log of a Linux console is masked', async () => {
  const { ports, path, open } = await start('console', ['quick', 'logged-in', 'log-lines']);
  await open();
  const shown = () =>
    ports
      .console(path)
      .chunks.map(({ data }) => Buffer.from(data, 'base64').toString('latin1'))
      .join('');
  await expect.poll(shown).toContain('password=****');
  expect(shown()).not.toContain('hunter2');
});
