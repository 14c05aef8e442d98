import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DEFAULT_LINE } from '../../../../shared/service-port/lineSettings.ts';
import type { PortRun } from '../../../../shared/service-port/portRun.ts';
import type { PortState } from '../../../../shared/service-port/portState.ts';
import { FirmwareLibrary } from '../../../../electron/core/firmware-library/firmwareLibrary.ts';
import type { FirmwareWay } from '../../../../electron/core/service-port/drivers/chargerDriver.ts';
import { PortRuns, type PortRunsOptions } from '../../../../electron/core/service-port/runs/portRuns.ts';
import type { RunPorts } from '../../../../electron/core/service-port/runs/runPorts.ts';
import { openSession, type SessionFile } from '../../../../electron/core/trace/file/sessionFile.ts';
import { Trace } from '../../../../electron/core/trace/trace.ts';
import { openLine, type OpenedLine } from '../transfer/openLine.ts';
import { startBootDevice, type BootDevice, type BootHabits } from './bootDevice.ts';
import { BootDriver } from './bootDriver.ts';

export interface RunBenchOptions extends Pick<PortRunsOptions, 'keepConfiguration'> {
  habits?: BootHabits;
  way?: Partial<FirmwareWay>;
  state?: Partial<PortState>;
}

/** Runs over a real port with a device that has a boot loader, kept in a real session file. */
export class RunBench {
  readonly folder = mkdtempSync(join(tmpdir(), 'kerbside-runs-'));
  readonly trace: Trace;
  readonly file: SessionFile;
  readonly device: BootDevice;
  readonly runs: PortRuns;
  state: PortState;
  holders = 0;
  onLookForCar: () => void = () => undefined;
  readonly #opened: OpenedLine;
  readonly #library: FirmwareLibrary;

  static async start(options: RunBenchOptions = {}): Promise<RunBench> {
    const device = await startBootDevice(options.habits);
    const folder = mkdtempSync(join(tmpdir(), 'kerbside-session-'));
    const file = openSession(join(folder, 'visit.kerbside'));
    const trace = new Trace(file, { retryMs: 5 });
    const opened = await openLine(device.cable.path, trace.store);
    await device.cable.plugged();
    return new RunBench(device, { file, trace }, opened, options);
  }

  private constructor(
    device: BootDevice,
    { file, trace }: { file: SessionFile; trace: Trace },
    opened: OpenedLine,
    options: RunBenchOptions,
  ) {
    this.device = device;
    this.file = file;
    this.trace = trace;
    this.#opened = opened;
    const driver = new BootDriver(opened.line, options.way);
    this.state = {
      ...readyState(device.cable.path),
      capabilities: { can: [...driver.capabilities.can], cannot: [] },
      ...options.state,
    };
    this.#library = new FirmwareLibrary({ folder: undefined, log: () => undefined });
    const ports: RunPorts = {
      state: () => this.state,
      driver: () => driver,
      lookForCar: async () => this.onLookForCar(),
      read: () => driver.read(),
      hold: () => {
        this.holders += 1;
        return {
          line: opened.line,
          driver,
          state: () => this.state,
          identify: async (signal) => {
            this.state = { ...this.state, identity: await driver.identify({ signal }) };
            return this.state;
          },
          release: () => {
            this.holders -= 1;
          },
        };
      },
    };
    const { keepConfiguration } = options;
    this.runs = new PortRuns({
      ports,
      recorder: trace.store,
      recording: trace.store,
      library: this.#library,
      kept: trace.portRuns,
      folder: () => join(this.folder, 'visit files'),
      ...(keepConfiguration === undefined ? {} : { keepConfiguration }),
      log: (line) => process.stderr.write(`${line}\n`),
      times: { answerMs: 500, askAgainMs: 100, settleMs: 5, secondAnswerMs: 50 },
      identifyAgainMs: 5,
    });
  }

  /** A firmware whose first bytes are the version that the device has with it. */
  firmware(version: string, sizeBytes = 5000, name = 'new.img'): string {
    const path = join(this.folder, name);
    const bytes = Buffer.from(Array.from({ length: sizeBytes }, (_, at) => (at * 31) & 0xff));
    bytes.write(version);
    writeFileSync(path, bytes);
    return path;
  }

  push(filePath: string, version?: string): Promise<PortRun> {
    const wish = { path: this.state.port.path, filePath, confirm: 'B-77' };
    return this.runs.push(version === undefined ? wish : { ...wish, version });
  }

  /** The file may grow by so many pages: SQLite reports a full disk then, as the real one would. */
  leaveRoom(pages: number): void {
    const { database } = this.file;
    const now = Number(database.prepare('PRAGMA page_count').get()?.['page_count']);
    database.exec(`PRAGMA max_page_count = ${now + pages}`);
  }

  /** Resolves once the run is as it is wanted. */
  until(id: string, isSo: (run: PortRun) => boolean): Promise<PortRun> {
    const now = this.runs.list().find((run) => run.id === id);
    if (now !== undefined && isSo(now)) return Promise.resolve(now);
    return new Promise((resolve) => {
      const stop = this.runs.onChange((run) => {
        if (run.id !== id || !isSo(run)) return;
        stop();
        resolve(run);
      });
    });
  }

  settled(id: string): Promise<PortRun> {
    return this.until(id, ({ endedAt }) => endedAt !== undefined);
  }

  async close(): Promise<void> {
    await this.runs.close();
    await this.#opened.close();
    await this.device.close();
    await this.#library.close();
    await this.trace.close();
    rmSync(this.folder, { recursive: true, force: true });
  }
}

function readyState(path: string): PortState {
  return {
    port: { path, origin: 'typed', name: 'Boot', deviceKey: path, isGone: false },
    phase: 'ready',
    line: DEFAULT_LINE,
    signals: {},
    profileId: 'boot',
    cableId: 'cable:B-77',
    stationId: 'cable:B-77',
    isLinked: false,
    identity: {
      model: 'Boot 1',
      serialNumber: 'B-77',
      firmwareVersion: '1.0.0',
      confidence: 'certain',
      sentence: '',
      facts: [],
    },
    isCharging: false,
    banners: [],
    receivedBytes: 0,
    sentBytes: 0,
  };
}
