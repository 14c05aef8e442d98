import type { Readable } from 'node:stream';
import type { Upload } from './upload.ts';

/** The disk gets big pieces: each costs the same, whatever its size. */
const PIECE_BYTES = 512 * 1024;
/** What comes slowly is written all the same, so that its progress shows and little is lost with this computer. */
const LONGEST_HOLD_MS = 100;

/**
 * Carries what comes on a connection to its upload, in pieces. Whatever came is written, also where the connection
 * breaks off behind it: a station that goes on later begins at what is here.
 */
export class UploadIntake {
  readonly #source: Readable;
  readonly #upload: Upload;
  readonly #over = Promise.withResolvers<boolean>();
  #held: Buffer[] = [];
  #heldBytes = 0;
  #writing: Promise<void> | undefined;
  #timer: NodeJS.Timeout | undefined;
  #isClosed = false;

  constructor(source: Readable, upload: Upload) {
    this.#source = source;
    this.#upload = upload;
    upload.drainBy(() => this.#drain());
    source.on('data', this.#take);
    source.once('end', () => this.#close(true));
    source.once('error', () => this.cut());
    source.once('close', () => this.cut());
    if (source.destroyed) this.cut();
    // Who made it may have left it paused.
    else source.resume();
  }

  /**
   * Whether the source came to its end, once all that came is written. Rejects with what writing fails with; the source
   * stays open then, and what still comes is dropped.
   */
  get over(): Promise<boolean> {
    return this.#over.promise;
  }

  /** The source will not end as it should. */
  cut(): void {
    this.#close(false);
  }

  readonly #take = (chunk: Buffer): void => {
    if (this.#isClosed) return;
    this.#held.push(chunk);
    this.#heldBytes += chunk.length;
    if (this.#heldBytes < PIECE_BYTES) {
      this.#timer ??= setTimeout(() => this.#write(), LONGEST_HOLD_MS);
      return;
    }
    if (this.#writing === undefined) this.#write();
    else this.#source.pause();
  };

  #close(isWhole: boolean): void {
    if (this.#isClosed) return;
    this.#isClosed = true;
    this.#drain().then(
      () => this.#over.resolve(isWhole),
      (error: unknown) => this.#over.reject(error),
    );
  }

  async #drain(): Promise<void> {
    while (this.#writing !== undefined || this.#heldBytes > 0) {
      this.#write();
      await this.#writing;
    }
  }

  #write(): void {
    clearTimeout(this.#timer);
    this.#timer = undefined;
    if (this.#writing !== undefined || this.#heldBytes === 0) return;
    const chunks = this.#held;
    this.#held = [];
    this.#heldBytes = 0;
    this.#writing = this.#upload.write(chunks).then(
      () => this.#written(),
      (error: unknown) => this.#fail(error),
    );
  }

  #written(): void {
    this.#writing = undefined;
    if (this.#heldBytes >= PIECE_BYTES) this.#write();
    if (!this.#isClosed) this.#source.resume();
  }

  /** Nothing more is written; the client may go on sending until it reads why. */
  #fail(error: unknown): void {
    this.#writing = undefined;
    this.#held = [];
    this.#heldBytes = 0;
    this.#isClosed = true;
    this.#over.reject(error);
    this.#source.resume();
  }
}
