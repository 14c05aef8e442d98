import { describe, expect, it } from 'vitest';
import type { ConsoleBatch } from '../../../../shared/service-port/consoleBatch.ts';
import type { ItemReading } from '../../../../shared/service-port/driverItem.ts';
import type { PortState } from '../../../../shared/service-port/portState.ts';
import { UNSAID } from './askingDriver.ts';
import { portNotes, startPorts } from './startPorts.ts';

const text = ({ chunks }: ConsoleBatch): string =>
  chunks.map(({ data }) => Buffer.from(data, 'base64').toString()).join('');

describe('ServicePorts without a profile', () => {
  it('opens a port, records what crosses it and shows it', async () => {
    const { device, recorder, ports, path } = await startPorts();
    const opened = await ports.open({ path });
    expect(opened).toMatchObject({ phase: 'ready', isLinked: false, line: { baud: 115_200, format: '8N1' } });
    expect(opened.cableId).toBe(`cable:${path.slice('tcp://'.length)}`);
    const batch = new Promise<ConsoleBatch>((resolve) => ports.onConsole(path, resolve));
    await device.write('login: ');
    const record = await recorder.find(({ kind }) => kind === 'serial');
    expect(record).toMatchObject({ direction: 'in', raw: 'login: ', stationId: opened.stationId });
    expect(text(await batch)).toBe('login: ');
    await expect(ports.send({ path, text: 'root', eol: 'cr' })).resolves.toEqual({ sentBytes: 5 });
    await device.until('root\r');
    expect(text(ports.console(path))).toBe('login: root\r');
    const closed = await ports.closePort(path);
    expect(closed).toMatchObject({ phase: 'closed', receivedBytes: 7, sentBytes: 5 });
    expect(recorder.records.map(({ kind, direction, raw }) => [kind, direction, raw])).toEqual([
      ['note', 'in', expect.stringContaining('opened')],
      ['serial', 'in', 'login: '],
      ['serial', 'out', 'root\r'],
      ['note', 'in', expect.stringContaining('closed')],
    ]);
  });

  it('masks secrets on the screen unless they are to be seen, and keeps them in the file', async () => {
    const { device, recorder, ports, path } = await startPorts();
    await ports.open({ path });
    await device.write('wifi password=hunter22 ok\n');
    const record = await recorder.find(({ kind }) => kind === 'serial');
    expect(record.raw).toBe('wifi password=hunter22 ok\n');
    expect(text(ports.console(path))).toBe('wifi password=******** ok\n');
    expect(text(ports.console(path, true))).toBe('wifi password=hunter22 ok\n');
  });

  it('tells what cannot be sent, and what needs a profile', async () => {
    const { ports, path } = await startPorts();
    await expect(ports.send({ path, text: 'x' })).rejects.toMatchObject({ code: 'not-found' });
    await ports.open({ path });
    await expect(ports.send({ path, hex: '01 0G' })).rejects.toMatchObject({ code: 'invalid-params' });
    await expect(ports.send({ path, hex: '123' })).rejects.toMatchObject({ code: 'invalid-params' });
    await expect(ports.send({ path, hex: '0x01, 3' })).resolves.toEqual({ sentBytes: 2 });
    await expect(ports.setSignals({ path, dtr: true })).rejects.toMatchObject({ code: 'unavailable' });
    expect(() => ports.items(path)).toThrow(expect.objectContaining({ code: 'conflict' }));
    expect(() => ports.forget(path)).toThrow(expect.objectContaining({ code: 'conflict' }));
    await ports.closePort(path);
    const told: PortState[] = [];
    ports.onChange((changed) => told.push(changed));
    ports.forget(path);
    expect(ports.states()).toEqual([]);
    // What had changed before is not told after the port is gone: it would come back into every list.
    await new Promise((resolve) => setImmediate(resolve));
    expect(told).toMatchObject([{ port: { path }, phase: 'closed', isForgotten: true }]);
  });

  it('says why a port does not open, and opens nothing by itself then', async () => {
    const { device, ports, path } = await startPorts();
    await device.close();
    await expect(ports.open({ path })).rejects.toMatchObject({ code: 'unavailable' });
    expect(ports.state(path)).toMatchObject({ phase: 'closed', failure: { sentence: expect.any(String) } });
    await ports.close();
  });

  it('loses nothing of a flood, and its readers are told what they missed', async () => {
    const { device, recorder, ports, path } = await startPorts();
    await ports.open({ path });
    const batches: ConsoleBatch[] = [];
    ports.onConsole(path, (batch) => batches.push(batch));
    const sent = Buffer.alloc(10_000_000, 'no line end ');
    await device.write(sent);
    await recorder.find(() => ports.state(path).receivedBytes === sent.length);
    await ports.closePort(path);
    const raw = recorder.records.filter(({ kind }) => kind === 'serial').map((record) => String(record.raw));
    expect(raw.join('') === sent.toString()).toBe(true);
    expect(Math.max(...raw.map(({ length }) => length))).toBeLessThanOrEqual(4096);
    const snapshot = ports.console(path);
    expect(text(snapshot).length).toBeLessThanOrEqual(256 * 1024);
    const shown = batches.reduce((sum, batch) => sum + batch.skippedBytes + text(batch).length, 0);
    expect(shown).toBeLessThanOrEqual(sent.length);
    expect(batches.some(({ skippedBytes }) => skippedBytes > 0)).toBe(true);
  });
});

describe('ServicePorts with a profile', () => {
  it('takes the line of the profile, asks the device who it is, and remembers the line for adapter and profile', async () => {
    const { ports, path, open } = await startPorts();
    await expect(open()).resolves.toMatchObject({
      phase: 'ready',
      profileId: 'asked',
      line: { baud: 9600, format: '8E1' },
      cableId: 'cable:SN-4711-A',
      stationId: 'cable:SN-4711-A',
      isLinked: false,
      identity: { serialNumber: 'SN-4711-A' },
      capabilities: { can: expect.arrayContaining(['write']) },
    });
    await ports.setLine(path, { baud: 19_200 });
    await ports.closePort(path);
    await expect(open()).resolves.toMatchObject({ line: { baud: 19_200, format: '8E1' } });
    await expect(ports.open({ path })).resolves.toMatchObject({ line: { baud: 19_200 } });
    expect(ports.state(path).identity).toBeUndefined();
    await expect(ports.open({ path, profileId: 'other' })).rejects.toMatchObject({ code: 'not-found' });
  });

  it('is the station on the network that has its serial number, also where that comes later', async () => {
    const stations = new Map<string, string[]>();
    const { recorder, ports, path, open } = await startPorts({ stations });
    await open();
    stations.set('SN-4711-A', ['CP-1']);
    ports.stationChanged({ id: 'CP-1', serialNumber: 'SN-4711-A' });
    ports.stationChanged({ id: 'CP-1', serialNumber: 'SN-4711-A' });
    expect(ports.state(path)).toMatchObject({
      isLinked: true,
      stationId: 'CP-1',
      cableId: 'cable:SN-4711-A',
    });
    await ports.send({ path, text: 'x' });
    await ports.closePort(path);
    expect(
      portNotes(recorder).filter((note) => note.includes('is the service port of this station')),
    ).toHaveLength(1);
    expect(recorder.records.findLast(({ kind }) => kind === 'serial')).toMatchObject({
      stationId: 'CP-1',
      raw: 'x',
    });
  });

  it.each(['0000', '00000000', 'unknown', '12', 'n/a', 'XXXXXX'])(
    'holds %s for no serial number that says who it is',
    async (serial) => {
      const stations = new Map([[serial, ['CP-1']]]);
      const { open } = await startPorts({ stations, serial });
      await expect(open()).resolves.toMatchObject({
        isLinked: false,
        cableId: expect.stringContaining('127.0.0.1'),
      });
    },
  );

  it('does not choose between two stations with the same serial number', async () => {
    const { open } = await startPorts({ stations: new Map([['SN-4711-A', ['CP-1', 'CP-2']]]) });
    await expect(open()).resolves.toMatchObject({ isLinked: false, stationId: 'cable:SN-4711-A' });
  });

  it('reads and writes one after the other', async () => {
    const { device, ports, path, open, known } = await startPorts();
    known.set('name', 'old');
    await open();
    const [read, written] = await Promise.all([
      ports.read(path, ['name'], AbortSignal.any([])),
      ports.write(path, 'name', 'fresh'),
    ]);
    expect(read).toMatchObject([{ key: 'name', value: 'old' }]);
    expect(written).toMatchObject({ readBack: 'fresh', verdict: 'written' });
    expect(device.received().toString()).toBe('?serial\n?car\n?name\nname=fresh\n');
    await expect(ports.read(path, ['nothing'], AbortSignal.any([]))).rejects.toMatchObject({
      code: 'not-found',
    });
    await expect(ports.write(path, 'serial', 'x')).rejects.toMatchObject({ code: 'conflict' });
    await expect(ports.send({ path, text: 'format c' })).rejects.toMatchObject({ code: 'conflict' });
  });

  it('cancels one command, and the next has the line', async () => {
    const { device, ports, path, open, known } = await startPorts();
    await open();
    const cancel = new AbortController();
    const silent = ports.read(path, ['name'], cancel.signal);
    await device.until('?name');
    const next = ports.read(path, ['amps'], AbortSignal.any([]));
    known.set('amps', '16');
    expect(ports.state(path).busyWith).toBe('Values are read.');
    cancel.abort();
    await expect(silent).rejects.toMatchObject({ code: 'cancelled' });
    await expect(next).resolves.toMatchObject([{ value: '16' }]);
    expect(ports.state(path).busyWith).toBeUndefined();
  });

  it('asks again before it changes what a car is charged with, and refuses a restart', async () => {
    const { device, ports, path, open, known } = await startPorts();
    known.set('car', 'yes');
    await open();
    await expect(ports.write(path, 'amps', '10')).rejects.toMatchObject({
      code: 'conflict',
      hint: expect.stringContaining('Confirm'),
    });
    await expect(ports.write(path, 'reset', '1', { isConfirmed: true })).rejects.toMatchObject({
      code: 'conflict',
    });
    expect(device.received().toString()).not.toMatch(/amps=|reset=/);
    expect(ports.state(path).isCharging).toBe(true);
    await expect(ports.write(path, 'amps', '10', { isConfirmed: true })).resolves.toMatchObject({
      verdict: 'written',
    });
    known.set('car', 'no');
    await expect(ports.write(path, 'reset', '1')).resolves.toMatchObject({ verdict: 'written' });
  });

  it('asks before anything risky where the device does not say whether a car charges', async () => {
    const { device, ports, path, open, known } = await startPorts();
    known.set('car', UNSAID);
    await open();
    for (const key of ['amps', 'reset']) {
      await expect(ports.write(path, key, '10')).rejects.toMatchObject({
        code: 'conflict',
        message: expect.stringContaining('Kerbside cannot see whether a car charges'),
      });
    }
    expect(device.received().toString()).not.toMatch(/amps=|reset=/);
    await expect(ports.write(path, 'name', 'x')).resolves.toMatchObject({ verdict: 'written' });
    await expect(ports.write(path, 'amps', '10', { isConfirmed: true })).resolves.toMatchObject({
      verdict: 'written',
    });
  });

  it('forgets that no car charged once the device does not say so any more', async () => {
    const { ports, path, open, known } = await startPorts();
    await open();
    expect(ports.state(path).isCharging).toBe(false);
    known.set('car', UNSAID);
    await expect(ports.write(path, 'amps', '10')).rejects.toMatchObject({ code: 'conflict' });
    expect(ports.state(path).isCharging).toBeUndefined();
  });

  it('reads live values only while somebody listens', async () => {
    const { device, ports, path, open, known } = await startPorts();
    known.set('car', 'no');
    await open();
    const before = device.received().length;
    const values = await new Promise<ItemReading[]>((resolve) => {
      const stop = ports.onValues(path, (readings) => {
        stop();
        resolve(readings);
      });
    });
    expect(values).toMatchObject([{ key: 'car', value: 'no' }]);
    expect(device.received().subarray(before).toString()).toBe('?car\n');
    expect(ports.state(path).isCharging).toBe(false);
  });

  it('asks a device that started anew who it is, and forgets what it said before', async () => {
    const { device, recorder, ports, path, open, known, state } = await startPorts();
    known.set('car', 'no');
    await open();
    await ports.read(path, ['car'], AbortSignal.any([]));
    known.set('serial', 'SN-4712-B');
    await device.write('BOOT\n');
    await state(({ identity }) => identity?.serialNumber === 'SN-4712-B');
    expect(ports.values(path)).toEqual([]);
    expect(ports.state(path)).toMatchObject({ phase: 'ready', stationId: 'cable:SN-4712-B' });
    expect(portNotes(recorder).some((note) => note.includes('started anew'))).toBe(true);
  });

  it('is lost at once when the cable is pulled, and asks again who is there before anything is written', async () => {
    const { device, ports, path, open, state, known } = await startPorts();
    await open();
    const pending = ports.read(path, ['name'], AbortSignal.any([]));
    await device.until('?name');
    const lost = state(({ phase }) => phase === 'lost');
    device.unplug();
    await expect(pending).rejects.toMatchObject({ code: 'unavailable' });
    await expect(lost).resolves.toMatchObject({ failure: { cause: 'gone' } });
    known.set('serial', 'SN-OTHER-1');
    await state(({ phase, identity }) => phase === 'ready' && identity?.serialNumber === 'SN-OTHER-1');
    expect(ports.state(path)).toMatchObject({ stationId: 'cable:SN-OTHER-1' });
    expect(device.received().toString()).toMatch(/\?name\n\?serial\n/);
  });

  it('gives the line to a run alone, and does not open it again where the run was cut', async () => {
    const { device, ports, path, open, state } = await startPorts();
    await open();
    const held = ports.hold(path, 'Firmware goes over the line.');
    expect(ports.state(path)).toMatchObject({ phase: 'transfer', busyWith: 'Firmware goes over the line.' });
    for (const refused of [
      ports.send({ path, text: 'x' }),
      ports.setLine(path, { baud: 9600 }),
      ports.closePort(path),
      ports.read(path, ['name'], AbortSignal.any([])),
      ports.write(path, 'name', 'x'),
    ]) {
      await expect(refused).rejects.toMatchObject({ code: 'busy' });
    }
    expect(() => ports.hold(path, 'Another.')).toThrow(expect.objectContaining({ code: 'busy' }));
    await held.line.write(Buffer.from('block'));
    await device.until('block');
    held.release();
    expect(ports.state(path).phase).toBe('ready');

    const cut = ports.hold(path, 'Firmware goes over the line.');
    const lost = state(({ phase }) => phase === 'lost');
    device.unplug();
    await lost;
    cut.release();
    expect(cut.line.lost.aborted).toBe(true);
    expect(ports.state(path).phase).toBe('lost');
    expect(() => ports.forget(path)).not.toThrow();
  });

  it('makes records of OCPP frames that the device prints, unless they came over the network as well', async () => {
    const stations = new Map([['SN-4711-A', ['CP-1']]]);
    const { device, recorder, connected, open } = await startPorts({ stations });
    await open();
    await device.write('[2,"m1","BootNotification",{"chargePointVendor":"V","chargePointModel":"M"}]\n');
    await device.write(
      '[3,"m1",{"status":"Accepted","currentTime":"2026-11-21T10:00:00Z","interval":300}]\n',
    );
    await device.write('[2,"m2","Reset",{"type":"Soft"}]\n');
    await recorder.find(({ action }) => action === 'Reset');
    const frames = recorder.records.filter(({ messageId }) => messageId !== undefined);
    expect(frames).toMatchObject([
      { kind: 'call', direction: 'in', action: 'BootNotification', stationId: 'CP-1' },
      { kind: 'result', direction: 'out', pairSeq: frames[0]?.seq },
      { kind: 'call', direction: 'out', action: 'Reset' },
    ]);
    expect(recorder.codesOf(frames[2] ?? expect.fail())).toContain('printed-in-log');
    connected.add('CP-1');
    await device.write('[2,"m3","Heartbeat",{}]\n');
    await recorder.find(({ raw }) => String(raw).includes('in the trace already'));
    expect(recorder.records.some(({ messageId }) => messageId === 'm3')).toBe(false);
  });

  it('says at each open port that the session file takes nothing', async () => {
    const { ports, path, open, state } = await startPorts();
    await open();
    const told = state(({ banners }) => banners.some(({ code }) => code === 'not-recorded'));
    ports.recordingChanged('The disk is full.');
    expect((await told).banners[0]).toMatchObject({ level: 'warning', sentence: 'The disk is full.' });
    ports.recordingChanged(undefined);
    expect(ports.state(path).banners).toEqual([]);
  });

  it('goes on in another session file, which begins with what is open', async () => {
    const { recorder, ports, path, open } = await startPorts();
    await open();
    ports.sessionBegan();
    expect(portNotes(recorder).at(-1)).toMatch(/is open already: 9600 8E1, Asked device\..*serial number/);
    expect(recorder.records.at(-1)?.stationId).toBe(ports.state(path).stationId);
  });
});
