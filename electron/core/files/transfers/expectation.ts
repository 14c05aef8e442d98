import { rm } from 'node:fs/promises';
import { IncomingFile, tooLarge, type IncomingRules } from '../storage/incomingFile.ts';
import { partMark } from '../storage/partFiles.ts';
import { safeFileName } from '../storage/safeFileName.ts';
import { RefusedError, type Refusal } from './refusal.ts';
import { RunningUpload } from './runningUpload.ts';
import type { SilenceTimes } from './silenceWatch.ts';
import { Transfer, type TransferEnd, type TransferWish } from './transfer.ts';
import type { Upload, UploadStart } from './upload.ts';
import type { ReceivedFile, UploadEvent } from './uploadEvents.ts';
import {
  noRoom,
  protocolNotOffered,
  takenOver,
  uploadBusy,
  uploadGap,
  uploadOver,
  uploadTwice,
} from './uploadRefusals.ts';

/** A connection that has been silent for so long gives way to a new one of the same file. */
const GIVES_WAY_MS = 5000;

export interface UploadWish extends TransferWish {
  /** What the file is for, in a word of the caller's: `diagnostics`, `security log`. */
  purpose: string;
}

/**
 * A file that a station was asked for. It may come in several tries; the first whole one ends the waiting. What has
 * come of an unfinished one is kept until then, so that a station can go on.
 */
export class Expectation extends Transfer<UploadEvent> {
  override readonly direction = 'upload';
  readonly purpose: string;
  /** In the names of its parts, as long as they are not whole. */
  readonly partMark = partMark();
  readonly #rules: IncomingRules;
  readonly #times: SilenceTimes;
  #file: IncomingFile | undefined;
  #running: RunningUpload | undefined;
  #isBeginning = false;
  /** Of the connection that said last that its file is whole: summing up and naming take a moment. */
  #completing: Promise<unknown> = Promise.resolve();
  #received: ReceivedFile | undefined;
  #lastName = '';

  constructor(wish: UploadWish, rules: IncomingRules, times: SilenceTimes) {
    super(wish);
    this.purpose = wish.purpose;
    this.#rules = { ...rules, partMark: this.partMark };
    this.#times = times;
  }

  get received(): ReceivedFile | undefined {
    return this.#received;
  }

  /** What the file is called that is here, in part or whole. */
  get heldName(): string {
    return this.#received?.name ?? safeFileName(this.#lastName);
  }

  /** How much of the file is here without a hole, of this try or an earlier one. */
  get heldBytes(): number {
    return this.#received?.sizeBytes ?? this.#file?.wholeBytes ?? 0;
  }

  /** What a server may say before it has read a byte; nothing where the upload may begin. */
  refusalOf({
    caller,
    announcedBytes,
    takesOver = false,
  }: Pick<UploadStart, 'caller' | 'announcedBytes' | 'takesOver'>): Refusal | undefined {
    if (this.#received !== undefined) return uploadTwice();
    if (!this.isOpen) return uploadOver();
    if (!this.protocols.includes(caller.protocol)) return protocolNotOffered(caller.protocol);
    const { limitBytes } = this.#rules;
    if (announcedBytes !== undefined && announcedBytes > limitBytes) return tooLarge(limitBytes);
    const isHeld = !takesOver && this.#running !== undefined && this.#running.silentMs < GIVES_WAY_MS;
    return this.#isBeginning || isHeld ? uploadBusy() : undefined;
  }

  /** A station begins to send. Rejects with `RefusedError`, which the listeners were told. */
  async begin(start: UploadStart): Promise<Upload> {
    await this.#completing.catch(() => undefined);
    const refusal = this.refusalOf(start);
    if (refusal !== undefined) throw this.#refused(start, new RefusedError(refusal));
    this.#isBeginning = true;
    try {
      const old = this.#running;
      if (old !== undefined) {
        const interrupted = old.interrupt(takenOver());
        old.hangUp();
        await interrupted;
      }
      return await this.#start(start);
    } catch (error) {
      throw this.#refused(start, error);
    } finally {
      this.#isBeginning = false;
    }
  }

  protected override onEnd(end: TransferEnd): void {
    if (end === 'done') return;
    const file = this.#file;
    const running = this.#running;
    this.#file = undefined;
    this.#running = undefined;
    void (running?.stop() ?? Promise.resolve()).then(() => file?.discard());
  }

  async #start(start: UploadStart): Promise<Upload> {
    await this.#checkRoom(start.announcedBytes);
    this.#file ??= await IncomingFile.create(this.#rules);
    const file = this.#file;
    const fromBytes = positionOf(start.at, file);
    if (fromBytes > file.lengthBytes) throw new RefusedError(uploadGap(fromBytes, file.lengthBytes));
    await file.cutAt(fromBytes);
    if (!this.isOpen) throw new RefusedError(uploadOver());
    const { caller, sentName, announcedBytes } = start;
    this.#lastName = sentName;
    const letGo = this.hold(caller, start.hangUp);
    const size = announcedBytes === undefined ? {} : { announcedBytes };
    this.feed.tell({ kind: 'started', at: Date.now(), caller, sentName, fromBytes, ...size });
    this.#running = new RunningUpload(start, file, fromBytes, {
      times: this.#times,
      tell: (event) => this.feed.tell(event),
      letGo,
      onRest: (running) => {
        if (this.#running === running) this.#running = undefined;
      },
      onLost: () => this.#dropFile(file),
      onReceived: (received) => this.#keep(received),
      whileCompleting: (completing) => {
        this.#completing = completing;
        return completing;
      },
    });
    return this.#running;
  }

  #keep(file: ReceivedFile): void {
    if (!this.isOpen) {
      // Cancelled while the last bytes went to the disk.
      void rm(file.path, { force: true });
      return;
    }
    this.#received = file;
    this.#file = undefined;
    this.feed.tell({ kind: 'received', at: file.receivedAt, file });
    this.finish('done');
  }

  async #dropFile(file: IncomingFile): Promise<void> {
    if (this.#file === file) this.#file = undefined;
    await file.discard();
  }

  async #checkRoom(announcedBytes = 0): Promise<void> {
    const { folder, freeBytes, reserveBytes } = this.#rules;
    const free = await freeBytes(folder);
    // What is held already is part of what was announced, and is on the disk.
    const needed = Math.max(0, announcedBytes - this.heldBytes) + reserveBytes;
    if (free !== undefined && free < needed) {
      throw new RefusedError(noRoom(announcedBytes, { freeBytes: free, reserveBytes }, folder));
    }
  }

  #refused(start: UploadStart, error: unknown): unknown {
    if (error instanceof RefusedError) this.refuse(start.caller, error.refusal);
    return error;
  }
}

function positionOf(at: UploadStart['at'], file: IncomingFile): number {
  if (at === 'start') return 0;
  return at === 'end' ? file.wholeBytes : at;
}
