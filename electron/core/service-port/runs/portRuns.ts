import { randomUUID } from 'node:crypto';
import { ContractError } from '../../../../shared/contract/failure.ts';
import type { Params, Result } from '../../../../shared/contract/methods.ts';
import type { PortRun } from '../../../../shared/service-port/portRun.ts';
import type { PortState } from '../../../../shared/service-port/portState.ts';
import type { TransferTimes } from '../../../../shared/service-port/transfer/transferMachine.ts';
import { uploadFolder } from '../../diagnostics/prepareUpload.ts';
import { Sums } from '../../files/storage/sums.ts';
import { blockedBy } from '../../firmware/preChecks.ts';
import type { FirmwareLibrary } from '../../firmware-library/firmwareLibrary.ts';
import type { Recorder } from '../../trace/store/newRecord.ts';
import type { DiagnosticsChoice } from '../drivers/chargerDriver.ts';
import { brokenOff } from './brokenOff.ts';
import { PulledFiles } from './pulledFiles.ts';
import { pullRun } from './pullRun.ts';
import { planPush, type PlanMeans, type PushPlan } from './pushPlan.ts';
import { pushRun } from './pushRun.ts';
import { cannot, readyState, type RunPorts } from './runPorts.ts';
import { shownWay } from './pushParameters.ts';
import { followRecording, type RecordingState } from './recordingState.ts';
import { RunRecord } from './runRecord.ts';

export interface PortRunsOptions {
  ports: RunPorts;
  recorder: Recorder;
  /** Absent: it is not known whether the file takes what is recorded. */
  recording?: RecordingState;
  library: FirmwareLibrary;
  kept: { load(): PortRun[]; save(run: PortRun): void };
  /** Where pulled files go unless another folder is named: beside the session. */
  folder: () => string;
  /** Reads and keeps the configuration of a charger on a cable; absent where nothing can be kept. */
  keepConfiguration?: (cableId: string) => Promise<unknown>;
  log: (line: string) => void;
  /** For tests: how long to wait. */
  times?: Partial<TransferTimes>;
  identifyAgainMs?: number;
}

interface Active {
  record: RunRecord;
  stop: AbortController;
  over: Promise<void>;
}

const IDENTIFY_AGAIN_MS = 3_000;

/** Firmware pushed and logs pulled over ports. One run at a time on each port; each is kept in the session. */
export class PortRuns {
  readonly #options: PortRunsOptions;
  /** Oldest first. */
  readonly #runs = new Map<string, PortRun>();
  readonly #active = new Map<string, Active>();
  readonly #listeners = new Set<(run: PortRun) => void>();
  readonly #sums = new Sums();
  readonly #closing = new AbortController();

  constructor(options: PortRunsOptions) {
    this.#options = options;
    for (const kept of options.kept.load()) {
      const run = brokenOff(kept);
      this.#runs.set(run.id, run);
      if (run !== kept) options.kept.save(run);
    }
  }

  /** Runs that go on, as sentences: the session file is not exchanged under them. */
  awaited(): string[] {
    return this.#going().map(({ record: { run } }) =>
      run.kind === 'firmware'
        ? `Firmware goes to the device on ${run.path}.`
        : `A log is pulled from the device on ${run.path}.`,
    );
  }

  list(): PortRun[] {
    return [...this.#runs.values()];
  }

  /** What a run has pulled; nothing where it is no run, or has brought nothing. */
  pulledFile(id: string): { path: string; stationId: string } | undefined {
    const { file, stationId, kind } = this.#runs.get(id) ?? {};
    if (kind !== 'diagnostics' || file?.path === undefined || stationId === undefined) return undefined;
    return { path: file.path, stationId };
  }

  onChange(listener: (run: PortRun) => void): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }

  async plan(wish: Params<'port.planPush'>, signal: AbortSignal): Promise<Result<'port.planPush'>> {
    const { shown } = await planPush(wish, this.#planMeans(), signal);
    signal.throwIfAborted();
    return shown;
  }

  /** Fails with `conflict` where no firmware goes over this port. */
  firmwareWay(path: string): Result<'port.firmwareWay'> {
    const driver = this.#options.ports.driver(path);
    const way = driver.firmware();
    if (way === undefined) throw cannot(driver, 'firmware');
    return shownWay(way);
  }

  async push(wish: Params<'port.push'>): Promise<PortRun> {
    const plan = await planPush(wish, this.#planMeans(), this.#closing.signal);
    checkConfirmed(plan, wish.confirm);
    this.#closing.signal.throwIfAborted();
    const { state, file, shown } = plan;
    const { keepConfiguration } = this.#options;
    const { versionBefore } = shown;
    return this.#start(
      {
        ...newRun(state, 'firmware', plan.way.method, shown.isExperimental),
        file: { name: file.name, sizeBytes: file.sizeBytes, sha256: file.sha256 },
        ...(versionBefore === undefined ? {} : { versionBefore }),
        ...(file.version === undefined ? {} : { versionExpected: file.version }),
        ...(wish.parameters === undefined ? {} : { parameters: wish.parameters }),
        sentence: `${file.name} goes to the device.`,
      },
      (record, signal) =>
        pushRun({
          ports: this.#options.ports,
          record,
          plan,
          signal,
          sumOf: (path, sizeBytes) => this.#sums.of(path, sizeBytes),
          identifyAgainMs: this.#options.identifyAgainMs ?? IDENTIFY_AGAIN_MS,
          keepConfiguration: canKeepConfiguration(state, keepConfiguration)
            ? () => Promise.resolve(keepConfiguration?.(state.cableId))
            : undefined,
        }),
    );
  }

  async pull({ path, what, folder }: Params<'port.diagnostics'>): Promise<PortRun> {
    const { ports, times = {} } = this.#options;
    const state = readyState(ports, path);
    const choice = this.#choice(path, what);
    const wish = { stationId: state.stationId, folder };
    const files = new PulledFiles({
      folder: await uploadFolder(wish, this.#options.folder()),
      sums: this.#sums,
    });
    this.#closing.signal.throwIfAborted();
    const method = choice.method === 'command' ? `command ${choice.what}` : choice.method;
    return this.#start(
      { ...newRun(state, 'diagnostics', method, false), sentence: `“${choice.title}” is pulled.` },
      (record, signal) => pullRun({ ports, record, choice, files, signal, times }),
    );
  }

  choices(path: string): Result<'port.diagnosticsChoices'> {
    return this.#options.ports
      .driver(path)
      .diagnostics()
      .map(({ what, title, method }) => ({ what, title, method }));
  }

  async cancel(id: string): Promise<PortRun> {
    const run = this.#runs.get(id);
    if (run === undefined) throw new ContractError('not-found', `There is no run ${id} in this session.`);
    const active = this.#active.get(id);
    active?.stop.abort(new ContractError('cancelled', 'It was stopped here.'));
    await active?.over;
    return this.#runs.get(id) ?? run;
  }

  /** Stops what goes on: a session that ends cannot record it any more. */
  async close(): Promise<void> {
    this.#closing.abort(new ContractError('cancelled', 'The session ends.'));
    await Promise.all([...this.#active.keys()].map((id) => this.cancel(id)));
    await this.#sums.close();
  }

  #going(): Active[] {
    return [...this.#active.values()].filter(({ record }) => !record.isOver);
  }

  #planMeans(): PlanMeans {
    const { ports, library, keepConfiguration, times, recording } = this.#options;
    return {
      ports,
      library,
      recording,
      sums: this.#sums,
      times,
      canKeepConfiguration: (state) => canKeepConfiguration(state, keepConfiguration),
    };
  }

  #choice(path: string, what: string | undefined): DiagnosticsChoice {
    const driver = this.#options.ports.driver(path);
    const choices = driver.diagnostics();
    if (choices.length === 0) throw cannot(driver, 'diagnostics');
    const choice = what === undefined ? choices[0] : choices.find((one) => one.what === what);
    if (choice !== undefined) return choice;
    throw new ContractError('not-found', `The profile knows no log “${what ?? ''}”.`, {
      hint: `It knows: ${choices.map((one) => one.what).join(', ')}.`,
    });
  }

  #start(run: PortRun, work: (record: RunRecord, signal: AbortSignal) => Promise<void>): PortRun {
    const other = this.#going().find(({ record }) => record.run.path === run.path);
    if (other !== undefined) {
      throw new ContractError('busy', other.record.run.sentence, { hint: 'Wait for it, or stop it first.' });
    }
    const record = new RunRecord(run, {
      recorder: this.#options.recorder,
      save: (changed) => this.#options.kept.save(changed),
      onChange: (changed) => {
        this.#runs.set(changed.id, changed);
        for (const listener of this.#listeners) listener(changed);
      },
    });
    const stop = new AbortController();
    record.step({ code: 'begun', level: 'info', sentence: run.sentence });
    const unfollow = followRecording(this.#options.recording, record);
    const over = work(record, stop.signal)
      .catch((error: unknown) => this.#options.log(`Run ${run.id}: ${String(error)}`))
      .finally(() => {
        unfollow();
        this.#active.delete(run.id);
      });
    this.#active.set(run.id, { record, stop, over });
    return record.run;
  }
}

function canKeepConfiguration(
  { capabilities }: PortState,
  keepConfiguration: PortRunsOptions['keepConfiguration'],
): boolean {
  return keepConfiguration !== undefined && capabilities?.can.includes('configuration') === true;
}

/** Fails with `conflict`. */
function checkConfirmed({ shown: { checks, confirmWith } }: PushPlan, confirm: string): void {
  const block = blockedBy(checks);
  if (block !== undefined) {
    const { sentence, remedy } = block;
    throw new ContractError('conflict', sentence, remedy === undefined ? {} : { hint: remedy });
  }
  if (confirm.trim() === confirmWith) return;
  throw new ContractError('conflict', `To push firmware, type ${confirmWith}.`, {
    hint: 'Nothing was sent to the device.',
  });
}

function newRun(
  { port, stationId, profileId }: PortState,
  kind: PortRun['kind'],
  method: string,
  isExperimental: boolean,
): Omit<PortRun, 'sentence'> {
  return {
    id: randomUUID(),
    kind,
    path: port.path,
    stationId,
    ...(profileId === undefined ? {} : { profileId }),
    method,
    isExperimental,
    state: 'preparing',
    stage: 'checks',
    startedAt: Date.now(),
    bytes: 0,
    block: 0,
    retries: 0,
    steps: [],
  };
}
