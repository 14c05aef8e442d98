import { onTestFinished } from 'vitest';
import {
  ServicePorts,
  type ServicePortsOptions,
} from '../../../../electron/core/service-port/session/servicePorts.ts';
import type { PortState } from '../../../../shared/service-port/portState.ts';
import { MemoryRecorder } from '../../central/memoryRecorder.ts';
import { answer, ASKED_PROFILE, ASKING_DRIVERS } from './askingDriver.ts';
import { startCableDevice } from './cableDevice.ts';
import { onlyProfiles } from './onlyProfiles.ts';

/** Ports with one device that is asked and told; `stations` are those on the network by their serial number. */
export async function startPorts({
  stations = new Map<string, string[]>(),
  serial = 'SN-4711-A',
  profiles = onlyProfiles(ASKED_PROFILE),
  drivers = ASKING_DRIVERS,
}: Partial<Pick<ServicePortsOptions, 'profiles' | 'drivers'>> & {
  stations?: Map<string, string[]>;
  serial?: string;
} = {}) {
  const device = await startCableDevice();
  const known = new Map([
    ['serial', serial],
    ['car', 'no'],
  ]);
  answer(device, known);
  const recorder = new MemoryRecorder();
  const connected = new Set<string>();
  const troubles: Array<{ stationId: string; code: string; seq: number }> = [];
  const ports = new ServicePorts({
    recorder,
    profiles,
    stationsWithSerial: (serialNumber) => stations.get(serialNumber) ?? [],
    isConnected: (stationId) => connected.has(stationId),
    inspector: { inspect: ({ facts }) => facts.issues, fits: () => true },
    onTrouble: (stationId, { code }, _at, seq) => troubles.push({ stationId, code, seq }),
    folder: undefined,
    log: () => undefined,
    drivers,
    reattachMs: 10,
  });
  onTestFinished(async () => {
    await ports.close();
    await device.close();
  });
  const { path } = device;
  const state = (wanted: (state: PortState) => boolean): Promise<PortState> =>
    new Promise((resolve) => {
      const stop = ports.onChange((changed) => {
        if (!wanted(changed)) return;
        stop();
        resolve(changed);
      });
    });
  const open = (): Promise<PortState> => ports.open({ path, profileId: 'asked' });
  return { troubles, device, known, connected, recorder, ports, path, state, open };
}

/** The notes that were recorded. */
export const portNotes = ({ records }: MemoryRecorder): string[] =>
  records.flatMap(({ kind, raw }) => (kind === 'note' ? [String(raw)] : []));
