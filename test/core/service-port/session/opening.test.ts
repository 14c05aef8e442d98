import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it, onTestFinished } from 'vitest';
import { ComPortServer } from '../transport/comPortServer.ts';
import { createAskingDriver } from './askingDriver.ts';
import { startPorts } from './startPorts.ts';

describe('opening and closing at once', () => {
  it('two who open a port at the same time make one connection', async () => {
    const { device, ports, path } = await startPorts();
    const results = await Promise.allSettled([ports.open({ path }), ports.open({ path })]);
    expect(results.map(({ status }) => status)).toEqual(['fulfilled', 'rejected']);
    expect(results[1]).toMatchObject({ reason: { code: 'busy' } });
    await device.plugged();
    expect(device.plugs()).toBe(1);
  });

  it('a port that is closed while it opens, or is asked who is there, is closed and free again', async () => {
    const { ports, path, known, state } = await startPorts();
    // A converter that takes the connection and negotiates nothing.
    const slow = path.replace('tcp:', 'rfc2217:');
    const begun = state(({ phase }) => phase === 'opening');
    const opening = expect(ports.open({ path: slow })).rejects.toMatchObject({ code: 'cancelled' });
    await begun;
    expect((await ports.closePort(slow)).phase).toBe('closed');
    await opening;
    expect(ports.state(slow)).toMatchObject({ phase: 'closed' });
    expect(ports.state(slow).failure).toBeUndefined();
    known.delete('serial');
    const asked = state(({ phase }) => phase === 'identifying');
    const identifying = expect(ports.open({ path, profileId: 'asked' })).rejects.toMatchObject({
      code: 'unavailable',
    });
    await asked;
    await ports.closePort(path);
    await identifying;
    expect(await ports.open({ path })).toMatchObject({ phase: 'ready' });
    expect(ports.state(path).busyWith).toBeUndefined();
  });

  it('a port that is opened again while it closes is open', async () => {
    const { ports, path } = await startPorts();
    await ports.open({ path });
    const closing = ports.closePort(path);
    const opening = ports.open({ path });
    await Promise.all([closing, opening]);
    expect(ports.state(path)).toMatchObject({ phase: 'ready' });
    await expect(ports.send({ path, text: 'x' })).resolves.toEqual({ sentBytes: 1 });
  });

  it('a port that is opened again with its profile asks the device from before on its bus, not the usual one', async () => {
    const units: Array<number | undefined> = [];
    const { ports, path } = await startPorts({
      drivers: {
        'json-lines': (line, profile, options) => {
          units.push(options.unit);
          return createAskingDriver(line, profile, options);
        },
      },
    });
    await expect(ports.open({ path, profileId: 'asked', unit: 7 })).resolves.toMatchObject({ unit: 7 });
    await ports.closePort(path);
    await expect(ports.open({ path, profileId: 'asked' })).resolves.toMatchObject({ unit: 7 });
    await ports.open({ path, profileId: 'asked', line: { baud: 1200 } });
    expect((await ports.open({ path })).unit).toBeUndefined();
    await ports.open({ path, profileId: 'asked' });
    expect(units).toEqual([7, 7, 7, undefined]);
  });

  it('DTR stays as it was set, also where the rate is set later', async () => {
    const server = await ComPortServer.start();
    const { ports } = await startPorts();
    onTestFinished(() => server.stop());
    const { path } = server;
    await ports.open({ path });
    const levels: boolean[] = [];
    server.onDtr = (isHigh) => levels.push(isHigh);
    await expect(ports.setSignals({ path, dtr: false })).resolves.toMatchObject({ line: { dtr: false } });
    await expect(ports.setLine(path, { baud: 9600 })).resolves.toMatchObject({
      line: { dtr: false, rts: true },
    });
    expect(levels).toEqual([false, false]);
  });

  it('why a port did not open stays to be read after a close, and nothing opens once all is closed', async () => {
    const { ports, path } = await startPorts();
    const nowhere = join(tmpdir(), 'kerbside-no-such-port');
    await expect(ports.open({ path: nowhere })).rejects.toMatchObject({ code: 'not-found' });
    expect((await ports.closePort(nowhere)).failure).toMatchObject({ cause: 'gone' });
    await ports.close();
    await expect(ports.open({ path })).rejects.toMatchObject({ code: 'unavailable' });
  });

  it('leave nothing behind, however often, and however often the cable is pulled', async () => {
    const { device, ports, path, state, open } = await startPorts();
    const timers = (): number => process.getActiveResourcesInfo().filter((kind) => kind === 'Timeout').length;
    await open();
    await ports.closePort(path);
    const before = timers();
    for (let times = 0; times < 100; times++) {
      await open();
      await ports.closePort(path);
    }
    await open();
    for (let times = 0; times < 20; times++) {
      const lost = state(({ phase }) => phase === 'lost');
      device.unplug();
      await lost;
      await state(({ phase, identity }) => phase === 'ready' && identity !== undefined);
    }
    await ports.closePort(path);
    expect(device.plugs()).toBe(122);
    expect(timers()).toBeLessThanOrEqual(before + 2);
  });
});
