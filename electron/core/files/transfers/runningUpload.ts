import type { IncomingFile } from '../storage/incomingFile.ts';
import { Pacer } from './pacer.ts';
import { RefusedError, type Refusal } from './refusal.ts';
import { SilenceWatch, type SilenceTimes } from './silenceWatch.ts';
import type { Upload, UploadStart } from './upload.ts';
import type { ReceivedFile, TransferRemark, UploadEvent } from './uploadEvents.ts';
import { transferStalled, uploadHoles, uploadOver, uploadShort } from './uploadRefusals.ts';

/** What an upload tells the expectation that it belongs to. */
export interface UploadLinks {
  times: SilenceTimes;
  tell: (event: UploadEvent) => void;
  /** The connection is no longer to be hung up. */
  letGo: () => void;
  /** It is not running any more. */
  onRest: (upload: RunningUpload) => void;
  /** The disk could not take the file: what there is of it is of no use. */
  onLost: () => Promise<void>;
  onReceived: (file: ReceivedFile) => void;
  /** Whoever comes meanwhile waits: the file is neither whole nor to be gone on with. */
  whileCompleting: <T>(completing: Promise<T>) => Promise<T>;
}

/** One connection on which a file comes. Writes follow each other in the order in which they were asked for. */
export class RunningUpload implements Upload {
  readonly fromBytes: number;
  readonly #start: UploadStart;
  readonly #file: IncomingFile;
  readonly #links: UploadLinks;
  readonly #watch: SilenceWatch;
  readonly #pacer = new Pacer();
  readonly #startedAt = Date.now();
  #position: number;
  #last: Promise<void> = Promise.resolve();
  #drain: () => Promise<void> = () => Promise.resolve();
  #reason: Refusal | undefined;
  #isOver = false;
  #isStopped = false;

  constructor(start: UploadStart, file: IncomingFile, fromBytes: number, links: UploadLinks) {
    this.#start = start;
    this.#file = file;
    this.fromBytes = fromBytes;
    this.#position = fromBytes;
    this.#links = links;
    this.#watch = new SilenceWatch(
      links.times,
      (silentMs) =>
        links.tell({
          kind: 'stalled',
          at: Date.now(),
          bytes: file.lengthBytes,
          silentMs: Math.round(silentMs),
        }),
      () => this.#giveUp(),
    );
  }

  get silentMs(): number {
    return this.#watch.silentMs;
  }

  hangUp(): void {
    this.#start.hangUp();
  }

  /** The waiting is over: nothing more is told. Resolves when nothing is being written any more. */
  async stop(): Promise<void> {
    this.#isStopped = true;
    this.#rest();
    await this.#last.catch(() => undefined);
  }

  drainBy(drain: () => Promise<void>): void {
    this.#drain = drain;
  }

  write(chunks: readonly Buffer[]): Promise<void> {
    const position = this.#position;
    this.#position += chunks.reduce((sum, chunk) => sum + chunk.length, 0);
    return this.#inTurn(() => this.#store(position, chunks));
  }

  writeAt(position: number, chunk: Buffer): Promise<void> {
    return this.#inTurn(() => this.#store(position, [chunk]));
  }

  restart(): Promise<void> {
    return this.#inTurn(async () => {
      try {
        await this.#file.cutAt(0);
      } catch (error) {
        throw await this.#lost(error);
      }
    });
  }

  complete(more: readonly TransferRemark[] = []): Promise<ReceivedFile> {
    return this.#links.whileCompleting(this.#complete(more));
  }

  async #complete(more: readonly TransferRemark[]): Promise<ReceivedFile> {
    await this.#last;
    if (this.#isOver) throw new RefusedError(uploadOver());
    const { announcedBytes, caller, sentName, remarks = [] } = this.#start;
    const { lengthBytes, wholeBytes, hasHoles } = this.#file;
    const missing = hasHoles
      ? uploadHoles(wholeBytes, lengthBytes)
      : announcedBytes !== undefined && lengthBytes < announcedBytes
        ? uploadShort(lengthBytes, announcedBytes)
        : undefined;
    if (missing !== undefined) {
      await this.interrupt(missing);
      throw new RefusedError(missing);
    }
    this.#rest();
    try {
      const stored = await this.#file.finish(sentName);
      const empty = stored.sizeBytes === 0 ? [EMPTY] : [];
      const received: ReceivedFile = {
        ...stored,
        sentName,
        caller,
        startedAt: this.#startedAt,
        receivedAt: Date.now(),
        remarks: [...remarks, ...more, ...empty],
      };
      this.#links.onReceived(received);
      return received;
    } catch (error) {
      throw await this.#lost(error);
    }
  }

  async pause(): Promise<void> {
    await this.#last;
    this.#rest();
  }

  async interrupt(refusal: Refusal): Promise<void> {
    // The first reason is the one: a connection that is hung up is cut as well.
    this.#reason ??= refusal;
    // What came counts, also where it is not written yet; a write that failed has been told.
    if (!this.#isOver) await this.#drain().catch(() => undefined);
    await this.#last.catch(() => undefined);
    if (this.#isOver) return;
    this.#rest();
    const { wholeBytes } = this.#file;
    this.#links.tell({ kind: 'interrupted', at: Date.now(), bytes: wholeBytes, refusal: this.#reason });
  }

  #inTurn(work: () => Promise<void>): Promise<void> {
    const turn = this.#last.then(work);
    this.#last = turn;
    // Whoever asked for it hears of the failure; the chain alone must not count as unheard.
    turn.catch(() => undefined);
    return turn;
  }

  async #store(position: number, chunks: readonly Buffer[]): Promise<void> {
    if (this.#isOver) throw new RefusedError(uploadOver());
    this.#watch.moved();
    try {
      await this.#file.write(position, chunks);
    } catch (error) {
      throw await this.#lost(error);
    }
    this.#watch.moved();
    if (!this.#pacer.isDue() || this.#isOver) return;
    const { announcedBytes } = this.#start;
    const size = announcedBytes === undefined ? {} : { announcedBytes };
    this.#links.tell({ kind: 'progress', at: Date.now(), bytes: this.#file.lengthBytes, ...size });
  }

  /** Nothing of the file is kept: the disk needs its room, and the charger begins again. */
  async #lost(error: unknown): Promise<unknown> {
    if (this.#isStopped) return error;
    this.#rest();
    const refusal = error instanceof RefusedError ? error.refusal : undefined;
    await this.#links.onLost();
    if (refusal !== undefined) this.#links.tell({ kind: 'interrupted', at: Date.now(), bytes: 0, refusal });
    return error;
  }

  #giveUp(): void {
    void this.interrupt(transferStalled(this.#watch.silentMs));
    this.hangUp();
  }

  #rest(): void {
    this.#isOver = true;
    this.#watch.stop();
    this.#links.letGo();
    this.#links.onRest(this);
  }
}

const EMPTY = {
  code: 'upload-empty',
  sentence: 'The file is empty: the charger sent no byte of it.',
};
