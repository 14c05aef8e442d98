import type { Params, Result } from '../../../../shared/contract/methods.ts';
import type { PortRun } from '../../../../shared/service-port/portRun.ts';
import type { FirmwareLibrary } from '../../firmware-library/firmwareLibrary.ts';
import type { Recorder } from '../../trace/store/newRecord.ts';
import type { ServicePorts } from '../session/servicePorts.ts';
import { unbuilt } from '../unbuilt.ts';

export interface PortRunsOptions {
  ports: ServicePorts;
  recorder: Recorder;
  library: FirmwareLibrary;
  /** Where pulled files go unless another folder is named: beside the session. */
  folder: () => string;
  log: (line: string) => void;
}

/** Firmware pushed and logs pulled over ports. */
export class PortRuns {
  readonly options: PortRunsOptions;

  constructor(options: PortRunsOptions) {
    this.options = options;
  }

  /** Runs that go on, as sentences: the session file is not exchanged under them. */
  awaited(): string[] {
    return [];
  }
  list(): PortRun[] {
    return [];
  }
  onChange(_listener: (run: PortRun) => void): () => void {
    return () => undefined;
  }
  plan(_wish: Params<'port.planPush'>, _signal: AbortSignal): Promise<Result<'port.planPush'>> {
    return unbuilt();
  }
  push(_wish: Params<'port.push'>): Promise<PortRun> {
    return unbuilt();
  }
  pull(_wish: Params<'port.diagnostics'>): Promise<PortRun> {
    return unbuilt();
  }
  choices(_path: string): Result<'port.diagnosticsChoices'> {
    return unbuilt();
  }
  cancel(_id: string): Promise<PortRun> {
    return unbuilt();
  }
  close(): Promise<void> {
    return Promise.resolve();
  }
}
