import type { PreCheck } from '../../../../shared/files/firmwareUpdate.ts';
import type { ProfileFirmware } from '../../../../shared/service-port/profile/profileFirmware.ts';
import type { FirmwareWay } from '../drivers/chargerDriver.ts';
import type { PortLine } from '../line/portLine.ts';

/** A file of firmware that is read by blocks; it stays as it was when its sum was made. */
export interface FirmwareSource {
  name: string;
  sizeBytes: number;
  read(offset: number, length: number): Promise<Uint8Array>;
}

/** `bytes` of `blocks` are at the device; `part`: with boot loaders that erase, write and check, which of it. */
export interface FlashProgress {
  bytes: number;
  block: number;
  blocks: number;
  retries: number;
}

export interface FlashJob {
  line: PortLine;
  file: FirmwareSource;
  chip: ProfileFirmware['chip'];
  signal: AbortSignal;
  onProgress: (progress: FlashProgress) => void;
  /** Something worth a line in the log: chip found, erased, compared. */
  onStep: (sentence: string) => void;
}

/** `read-back`: every byte was compared with what the device holds; the other two as of X/YMODEM. */
export type FlashProof = 'read-back' | 'acknowledged' | 'probable';

export type FlashOutcome =
  | { kind: 'done'; proof: FlashProof }
  | {
      kind: 'failed';
      isCancelled: boolean;
      sentence: string;
      remedy?: string;
      /** The device surely has its old firmware. */
      isUntouched?: true;
    };

/**
 * One way of firmware into a device that waits for it. Rejects with the reason of `line.lost`, or where the file cannot be read; what the
 * device refuses is an outcome.
 */
export interface Flasher {
  /** It was never seen on hardware with this way. */
  readonly isExperimental: boolean;
  /** What a push that ends early leaves behind, as a sentence. */
  readonly ifCut: string;
  /** What can be said of a file before the device is disturbed. */
  look?(file: FirmwareSource, chip: FlashJob['chip']): Promise<PreCheck[]>;
  flash(job: FlashJob): Promise<FlashOutcome>;
}

export type FlashMethod = FirmwareWay['method'];
