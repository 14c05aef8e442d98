import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { onTestFinished } from 'vitest';
import { FirmwareLibrary } from '../../../../electron/core/firmware-library/firmwareLibrary.ts';
import { PortRuns, type PortRunsOptions } from '../../../../electron/core/service-port/runs/portRuns.ts';
import {
  ServicePorts,
  type ServicePortsOptions,
} from '../../../../electron/core/service-port/session/servicePorts.ts';
import type { PortRun } from '../../../../shared/service-port/portRun.ts';
import { MemoryRecorder } from '../../central/memoryRecorder.ts';

export interface PortRunsFixture {
  recorder: MemoryRecorder;
  ports: ServicePorts;
  runs: PortRuns;
  folder: string;
  settled: (run: Pick<PortRun, 'id'>) => Promise<PortRun>;
}

/** Runs over real ports with their real drivers; what is recorded stays in memory. Ends with the test. */
export function startPortRuns(
  options: Pick<ServicePortsOptions, 'profiles' | 'drivers'>,
  times?: PortRunsOptions['times'],
): PortRunsFixture {
  const folder = mkdtempSync(join(tmpdir(), 'kerbside-port-runs-'));
  const recorder = new MemoryRecorder();
  const ports = new ServicePorts({
    ...options,
    recorder,
    stationsWithSerial: () => [],
    folder: undefined,
    log: () => undefined,
  });
  const library = new FirmwareLibrary({ folder: undefined, log: () => undefined });
  const runs = new PortRuns({
    ports,
    recorder,
    library,
    kept: { load: () => [], save: () => undefined },
    folder: () => join(folder, 'files'),
    log: (line) => process.stderr.write(`${line}\n`),
    ...(times === undefined ? {} : { times }),
    identifyAgainMs: 5,
  });
  onTestFinished(async () => {
    await runs.close();
    await ports.close();
    await library.close();
    rmSync(folder, { recursive: true, force: true });
  });
  const settled = ({ id }: Pick<PortRun, 'id'>): Promise<PortRun> =>
    new Promise((resolve) => {
      const look = (run: PortRun | undefined): boolean => {
        if (run?.id !== id || run.endedAt === undefined) return false;
        resolve(run);
        return true;
      };
      if (look(runs.list().find((run) => run.id === id))) return;
      const stop = runs.onChange((run) => {
        if (look(run)) stop();
      });
    });
  return { recorder, ports, runs, folder, settled };
}
