import type { JsonObject } from '../../../../shared/json.ts';
import { isOcpp1 } from '../../../../shared/ocpp/version.ts';
import type { Charging } from '../charging.ts';
import type { Registration } from '../registration.ts';
import type { StationBase } from '../stationBase.ts';
import { reachable } from './clientContext.ts';
import { protocolList, type FileHabits } from './fileHabits.ts';
import type { FileJob, FirmwareJob, JobDesk, StatusAction, UploadJob } from './fileJob.ts';
import { runFirmware } from './firmwareRun.ts';
import { FirmwareShelf } from './firmwareShelf.ts';
import { runPublish, type PublishJob } from './publishRun.ts';
import { TransferProblem } from './transferProblem.ts';
import { runUpload } from './uploadRun.ts';

type JobKind = 'upload' | 'firmware' | 'publish';

interface Running {
  job: FileJob;
  controller: AbortController;
  isInstalling: boolean;
}

export interface FileJobsOptions {
  station: StationBase;
  registration: Registration;
  charging: Charging;
  habits: FileHabits;
}

/** Logs up and firmware down, each job with its status messages. A new job of a kind ends the one before it. */
export class FileJobs {
  readonly habits: FileHabits;
  readonly #station: StationBase;
  readonly #registration: Registration;
  readonly #desk: JobDesk;
  readonly #running = new Map<JobKind, Running>();
  readonly #lastStatus = new Map<StatusAction, JsonObject>();
  readonly #shelf = new FirmwareShelf();
  readonly #whenAccepted: Array<() => void> = [];

  constructor({ station, registration, charging, habits }: FileJobsOptions) {
    this.#station = station;
    this.#registration = registration;
    this.habits = habits;
    this.#desk = {
      station,
      registration,
      charging,
      habits,
      report: (job, status, end, signal, more) => {
        if (!signal.aborted) this.#report(job, status, end === 'is-over', more);
      },
      pause: (durationMs, signal) => this.#pause(durationMs, signal),
      restart: (signal) => this.#restart(signal),
      boot: (job, version) => this.#boot(job, version),
    };
    station.settings.configuration.set('SupportedFileTransferProtocols', protocolList(habits));
    station.settings.deviceModel.set('OCPPCommCtrlr.FileTransferProtocols', protocolList(habits));
  }

  isRunning(kind: JobKind): boolean {
    return this.#running.has(kind);
  }

  /** An installation cannot be called back (OCPP 2.0.1 part 2, L01.FR.27). */
  get isInstalling(): boolean {
    return this.#running.get('firmware')?.isInstalling === true;
  }

  /** Whether the answer to a request says already that its address cannot be used. */
  refuses(location: string): boolean {
    if (this.habits.refusesOtherProtocols !== true) return false;
    try {
      reachable(location, this.habits);
      return false;
    } catch (error) {
      if (error instanceof TransferProblem) return true;
      throw error;
    }
  }

  /** The last status, for TriggerMessage; `Idle` where nothing is going on. */
  lastStatus(action: StatusAction): JsonObject {
    return this.#lastStatus.get(action) ?? { status: 'Idle' };
  }

  upload(job: UploadJob): void {
    const before = this.#running.get('upload');
    const { signal } = this.#begin('upload', job);
    if (before?.job.statusAction === 'LogStatusNotification' && !isOcpp1(this.#station.version)) {
      // OCPP 2.0.1 part 2, N01.FR.20; 1.6 has no such status.
      const status = 'AcceptedCanceled';
      this.#send('LogStatusNotification', status, messageOf(before.job, status));
    }
    this.#station.background('the upload', this.#toEnd('upload', runUpload(this.#desk, job, signal), signal));
  }

  update(job: FirmwareJob): void {
    const running = this.#begin('firmware', job);
    const { signal } = running;
    const run = runFirmware(this.#desk, job, () => (running.isInstalling = true), signal);
    this.#station.background('the firmware update', this.#toEnd('firmware', run, signal));
  }

  publish(job: PublishJob): void {
    const { signal } = this.#begin('publish', job);
    const run = runPublish(this.#desk, job, this.#shelf, signal);
    this.#station.background('the publication', this.#toEnd('publish', run, signal));
  }

  /** Whether there was firmware of that checksum. */
  unpublish(checksum: string): boolean {
    const isThere = this.#shelf.has(checksum);
    this.#station.background('the end of a publication', this.#shelf.remove(checksum));
    return isThere;
  }

  /** The station is up again. */
  onAccepted(): void {
    for (const run of this.#whenAccepted.splice(0)) run();
  }

  /** A restart ends what was being uploaded, and nobody hears of it any more; firmware goes on where it was. */
  onReboot(): void {
    this.#running.get('upload')?.controller.abort();
    this.#lastStatus.delete('DiagnosticsStatusNotification');
    this.#lastStatus.delete('LogStatusNotification');
  }

  async stop(): Promise<void> {
    for (const { controller } of this.#running.values()) controller.abort();
    this.#running.clear();
    await this.#shelf.clear();
  }

  #begin(kind: JobKind, job: FileJob): Running & { signal: AbortSignal } {
    this.#running.get(kind)?.controller.abort();
    const controller = new AbortController();
    const running = { job, controller, isInstalling: false, signal: controller.signal };
    this.#running.set(kind, running);
    return running;
  }

  async #toEnd(kind: JobKind, run: Promise<void>, signal: AbortSignal): Promise<void> {
    try {
      await run;
    } catch (error) {
      if (!signal.aborted) throw error;
    } finally {
      if (this.#running.get(kind)?.controller.signal === signal) this.#running.delete(kind);
    }
  }

  #report(job: FileJob, status: string, isOver: boolean, more: JsonObject = {}): void {
    const message = { ...messageOf(job, status), ...more };
    if (isOver) this.#lastStatus.delete(job.statusAction);
    else this.#lastStatus.set(job.statusAction, message);
    this.#send(job.statusAction, status, message);
  }

  #send(action: StatusAction, status: string, message: JsonObject): void {
    const isHidden = this.habits.hides?.includes(status) === true;
    if (!isHidden && this.#station.dialect.tellsFileStatus(status)) this.#station.notify(action, message);
  }

  #pause(durationMs: number, signal: AbortSignal): Promise<void> {
    return new Promise((resolve, reject) => {
      signal.throwIfAborted();
      const onAbort = (): void => {
        cancel();
        reject(new TransferProblem('failed', 'the job was ended'));
      };
      const cancel = this.#station.clock.after(durationMs, () => {
        signal.removeEventListener('abort', onAbort);
        resolve();
      });
      signal.addEventListener('abort', onAbort, { once: true });
    });
  }

  #restart(signal: AbortSignal): Promise<void> {
    return new Promise((resolve, reject) => {
      signal.addEventListener('abort', () => reject(new TransferProblem('failed', 'the job was ended')), {
        once: true,
      });
      this.#whenAccepted.push(resolve);
      this.#registration.reboot('ApplicationReset');
    });
  }

  #boot(job: FirmwareJob, version: string | undefined): void {
    this.#registration.reboot('FirmwareUpdate', () => {
      if (version !== undefined) this.#station.identity.firmwareVersion = version;
      this.#whenAccepted.push(() => this.#report(job, 'Installed', true));
    });
  }
}

function messageOf({ requestId }: FileJob, status: string): JsonObject {
  return requestId === undefined ? { status } : { status, requestId };
}
