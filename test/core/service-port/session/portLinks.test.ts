import { describe, expect, it } from 'vitest';
import type { PortState } from '../../../../shared/service-port/portState.ts';
import { portNotes, startPorts } from './startPorts.ts';

describe('the charger on a port that was a station on the network', () => {
  it('is not that station any more once another one has its number, or it tells another one', async () => {
    const stations = new Map([['SN-4711-A', ['CP-1']]]);
    const { recorder, ports, path, open } = await startPorts({ stations });
    await expect(open()).resolves.toMatchObject({ isLinked: true, stationId: 'CP-1' });
    stations.set('SN-4711-A', ['CP-1', 'CP-2']);
    ports.stationChanged({ id: 'CP-2', serialNumber: 'sn-4711-a' });
    expect(ports.state(path)).toMatchObject({ isLinked: false, stationId: 'cable:SN-4711-A' });
    expect(portNotes(recorder).at(-1)).toMatch(/2 stations tell its serial number SN-4711-A/);
    stations.set('SN-4711-A', ['CP-1']);
    ports.stationChanged({ id: 'CP-1', serialNumber: 'SN-4711-A' });
    expect(ports.state(path)).toMatchObject({ isLinked: true, stationId: 'CP-1' });
    stations.set('SN-4711-A', []);
    ports.stationChanged({ id: 'CP-1', serialNumber: 'SN-0815-B' });
    expect(ports.state(path)).toMatchObject({ isLinked: false, stationId: 'cable:SN-4711-A' });
    expect(portNotes(recorder).at(-1)).toMatch(/CP-1 does not tell its serial number SN-4711-A any more/);
  });

  it('is another charger once the device on the port tells another number, and the one from before when it is back', async () => {
    const stations = new Map([['SN-4711-A', ['CP-1']]]);
    const { device, known, recorder, ports, path, state, open } = await startPorts({ stations });
    await open();
    const swap = async (serial: string): Promise<PortState> => {
      known.set('serial', serial);
      const lost = state(({ phase }) => phase === 'lost');
      const back = lost.then(() =>
        state(({ identity, phase }) => phase === 'ready' && identity !== undefined),
      );
      device.unplug();
      return back;
    };
    await expect(swap('SN-0815-B')).resolves.toMatchObject({
      isLinked: false,
      stationId: 'cable:SN-0815-B',
    });
    await ports.send({ path, text: 'other' });
    await expect(swap('SN-4711-A')).resolves.toMatchObject({ isLinked: true, stationId: 'CP-1' });
    await ports.closePort(path);
    expect(recorder.records.find(({ raw }) => raw === 'other')?.stationId).toBe('cable:SN-0815-B');
  });

  it('is named by the stations of the session file that begins', async () => {
    const stations = new Map([['SN-4711-A', ['CP-1']]]);
    const { recorder, ports, path, open } = await startPorts({ stations });
    await open();
    stations.clear();
    ports.leaveFile('next');
    ports.sessionBegan();
    expect(ports.state(path)).toMatchObject({ isLinked: false, stationId: 'cable:SN-4711-A' });
    expect(recorder.records.slice(-2)).toMatchObject([
      { stationId: 'CP-1', raw: expect.stringContaining('goes on in “next”') },
      { stationId: 'cable:SN-4711-A', raw: expect.stringContaining('is open already') },
    ]);
  });
});
