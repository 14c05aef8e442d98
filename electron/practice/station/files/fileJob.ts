import type { X509Certificate } from 'node:crypto';
import type { JsonObject } from '../../../../shared/json.ts';
import type { Charging } from '../charging.ts';
import type { Registration } from '../registration.ts';
import type { StationBase } from '../stationBase.ts';
import type { FileHabits } from './fileHabits.ts';
import type { LogWish } from './logs/logFile.ts';

export type StatusAction =
  | 'DiagnosticsStatusNotification'
  | 'FirmwareStatusNotification'
  | 'LogStatusNotification'
  | 'PublishFirmwareStatusNotification'
  | 'SignedFirmwareStatusNotification';

export interface FileJob {
  /** The message that reports this job. */
  statusAction: StatusAction;
  requestId?: number | undefined;
  location: string;
  /** How often a transfer that failed is tried again; where nothing was told, this station does not. */
  retries: number | undefined;
  retryIntervalS: number;
}

export interface UploadJob extends FileJob {
  fileName: string;
  log: LogWish;
}

export interface FirmwareJob extends FileJob {
  /** Epoch ms. */
  retrieveAt: number;
  installAt: number | undefined;
  signed: { certificate: X509Certificate; signature: string } | undefined;
  /** 1.5 and 1.6 have no words for what is scheduled, paused, verified and restarted (OCPP 1.6 §7.25). */
  hasManyStatuses: boolean;
}

/** What the work on a file has at hand. */
export interface JobDesk {
  station: StationBase;
  registration: Registration;
  charging: Charging;
  habits: FileHabits;
  /** A job that was ended by a newer one says nothing more. `more`: further fields of the message. */
  report(
    job: FileJob,
    status: string,
    end: 'goes-on' | 'is-over',
    signal: AbortSignal,
    more?: JsonObject,
  ): void;
  /** In the station's time. Rejects when the signal aborts. */
  pause(durationMs: number, signal: AbortSignal): Promise<void>;
  /** Resolves when the central system has taken the station in again after a restart. */
  restart(signal: AbortSignal): Promise<void>;
  /** The station starts up with what was installed, and then tells how that ended. */
  boot(job: FirmwareJob, version: string | undefined): void;
}
