import { constants, verify, type X509Certificate } from 'node:crypto';
import type { JsonObject } from '../../../shared/json.ts';
import type { Charging } from './charging.ts';
import { diagnosticsText } from './diagnosticsText.ts';
import type { Registration } from './registration.ts';
import type { StationBase } from './stationBase.ts';
import { download, upload, type Transferred } from './transfer.ts';

export type StatusAction =
  | 'DiagnosticsStatusNotification'
  | 'FirmwareStatusNotification'
  | 'LogStatusNotification'
  | 'SignedFirmwareStatusNotification';

export interface FileJob {
  /** The message that reports this job. */
  statusAction: StatusAction;
  requestId?: number | undefined;
  location: string;
  retries: number;
  retryIntervalS: number;
}

export interface FirmwareJob extends FileJob {
  retrieveAt: number;
  installAt: number | undefined;
  signed: { certificate: X509Certificate; signature: string } | undefined;
  /** 1.6 has no word for the restart. */
  saysRebooting: boolean;
}

const INSTALL_S = 6;

/** Diagnostics up and firmware down, each job with its status messages. A new job of a kind ends the one before it. */
export class FileJobs {
  readonly #station: StationBase;
  readonly #registration: Registration;
  readonly #charging: Charging;
  readonly #running = new Map<'upload' | 'firmware', AbortController>();
  readonly #lastStatus = new Map<StatusAction, JsonObject>();
  #installed: FirmwareJob | undefined;

  constructor(station: StationBase, registration: Registration, charging: Charging) {
    this.#station = station;
    this.#registration = registration;
    this.#charging = charging;
  }

  isRunning(kind: 'upload' | 'firmware'): boolean {
    return this.#running.has(kind);
  }

  /** The last status, for TriggerMessage; `Idle` where nothing is going on. */
  lastStatus(action: StatusAction): JsonObject {
    return this.#lastStatus.get(action) ?? { status: 'Idle' };
  }

  upload(job: FileJob, fileName: string): void {
    const { signal } = this.#begin('upload');
    const failed = job.statusAction === 'DiagnosticsStatusNotification' ? 'UploadFailed' : 'UploadFailure';
    const send = (): Promise<Transferred> =>
      upload(job.location, fileName, diagnosticsText(this.#station), signal);
    this.#station.background('the upload', this.#upload(job, failed, send, signal));
  }

  update(job: FirmwareJob): void {
    const { signal } = this.#begin('firmware');
    this.#station.background('the firmware update', this.#update(job, signal));
  }

  /** The station is up again: tells how the installation ended. */
  onAccepted(): void {
    const job = this.#installed;
    this.#installed = undefined;
    if (job !== undefined) this.#report(job, 'Installed', true);
  }

  stop(): void {
    for (const controller of this.#running.values()) controller.abort();
    this.#running.clear();
  }

  #begin(kind: 'upload' | 'firmware'): AbortController {
    this.#running.get(kind)?.abort();
    const controller = new AbortController();
    this.#running.set(kind, controller);
    return controller;
  }

  #end(kind: 'upload' | 'firmware', signal: AbortSignal): void {
    if (this.#running.get(kind)?.signal === signal) this.#running.delete(kind);
  }

  /** A job that was ended by a newer one says nothing more. */
  #report(job: FileJob, status: string, isOver: boolean, signal?: AbortSignal): void {
    if (signal?.aborted === true) return;
    const payload: JsonObject =
      job.requestId === undefined ? { status } : { status, requestId: job.requestId };
    if (isOver) this.#lastStatus.delete(job.statusAction);
    else this.#lastStatus.set(job.statusAction, payload);
    if (this.#station.dialect.tellsFileStatus(status)) this.#station.notify(job.statusAction, payload);
  }

  async #upload(
    job: FileJob,
    failed: string,
    send: () => Promise<Transferred>,
    signal: AbortSignal,
  ): Promise<void> {
    this.#report(job, 'Uploading', false, signal);
    const sent = await this.#tryOften(job, send, signal);
    this.#report(job, sent.ok ? 'Uploaded' : failed, true, signal);
    this.#end('upload', signal);
  }

  async #update(job: FirmwareJob, signal: AbortSignal): Promise<void> {
    await this.#pause(Math.max(0, job.retrieveAt - this.#station.clock.now()));
    this.#report(job, 'Downloading', false, signal);
    const image = await this.#tryOften(job, () => download(job.location, signal), signal);
    this.#report(job, image.ok ? 'Downloaded' : 'DownloadFailed', !image.ok, signal);
    if (image.ok && this.#isGenuine(job, image.bytes, signal)) await this.#install(job, signal);
    this.#end('firmware', signal);
  }

  #isGenuine({ signed, ...job }: FirmwareJob, image: Buffer, signal: AbortSignal): boolean {
    if (signed === undefined) return true;
    const isGenuine = isSignedBy(signed.certificate, image, signed.signature);
    this.#report(job, isGenuine ? 'SignatureVerified' : 'InvalidSignature', !isGenuine, signal);
    return isGenuine;
  }

  async #install(job: FirmwareJob, signal: AbortSignal): Promise<void> {
    const station = this.#station;
    await this.#pause(Math.max(0, (job.installAt ?? 0) - station.clock.now()));
    // Installing while a car charges would cut its transaction: it waits (OCPP 1.6 §5.19).
    await new Promise<void>((resolve) => this.#charging.whenIdle(resolve));
    this.#report(job, 'Installing', false, signal);
    await this.#pause(INSTALL_S * 1000);
    if (signal.aborted) return;
    if (job.saysRebooting) this.#report(job, 'InstallRebooting', false, signal);
    this.#registration.reboot('FirmwareUpdate', () => {
      station.identity.firmwareVersion = nextVersion(station.identity.firmwareVersion, job.location);
      this.#installed = job;
    });
  }

  async #tryOften(
    job: FileJob,
    attempt: () => Promise<Transferred>,
    signal: AbortSignal,
  ): Promise<Transferred> {
    let outcome = await attempt();
    for (let left = job.retries; left > 0 && !outcome.ok && !signal.aborted; left -= 1) {
      this.#station.log(`the transfer came to nothing and is tried again: ${outcome.problem}`);
      await this.#pause(job.retryIntervalS * 1000);
      outcome = await attempt();
    }
    if (!outcome.ok) this.#station.log(`the transfer came to nothing: ${outcome.problem}`);
    return outcome;
  }

  /** In the station's time. Never ends when the station is switched off, and then nobody waits any more. */
  #pause(durationMs: number): Promise<void> {
    return new Promise((resolve) => {
      this.#station.clock.after(durationMs, resolve);
    });
  }
}

/** RSA with either padding, or ECDSA (security whitepaper L01). */
function isSignedBy(certificate: X509Certificate, image: Buffer, signature: string): boolean {
  const key = certificate.publicKey;
  const bytes = Buffer.from(signature, 'base64');
  const paddings =
    key.asymmetricKeyType === 'rsa'
      ? [constants.RSA_PKCS1_PADDING, constants.RSA_PKCS1_PSS_PADDING]
      : [undefined];
  return paddings.some((padding) =>
    verify('sha256', image, padding === undefined ? key : { key, padding }, bytes),
  );
}

/** The version in the file's name, or the next one. */
function nextVersion(current: string, location: string): string {
  const named = /(\d+\.\d+\.\d+)[^/]*$/.exec(location)?.[1];
  if (named !== undefined) return named;
  const [major = '1', minor = '0', patch = '0'] = current.split('.');
  return `${major}.${minor}.${Number(patch) + 1}`;
}
