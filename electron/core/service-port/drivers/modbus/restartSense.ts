import type { Exchange } from './question.ts';

/** A device that answered, did not answer so many requests in a row, and answers again was off in between, or is another one. */
const MOST_SILENT = 2;

/** Boot messages come line by line. */
const QUIET_MS = 3000;

/** Notices that a device started anew. Modbus has no message for it, so it is told by what the device prints and by its silence. */
export class RestartSense {
  readonly #onRestart: () => void;
  readonly #now: () => number;
  #hasAnswered = false;
  #silent = 0;
  #toldAt = Number.NEGATIVE_INFINITY;

  constructor(onRestart: () => void, now: () => number = () => performance.now()) {
    this.#onRestart = onRestart;
    this.#now = now;
  }

  exchanged({ kind }: Exchange): void {
    if (kind === 'silent') {
      this.#silent += 1;
      return;
    }
    if (kind === 'unreadable') return;
    const wasSilent = this.#silent >= MOST_SILENT;
    this.#silent = 0;
    if (wasSilent && this.#hasAnswered) this.#tell();
    this.#hasAnswered = true;
  }

  /** Text in the place of frames; before the first answer it is only the start of a device that was just powered. */
  bootText(): void {
    if (this.#hasAnswered) this.#tell();
  }

  /** Something was written that restarts the device. */
  expected(): void {
    this.#tell();
  }

  #tell(): void {
    if (this.#now() - this.#toldAt < QUIET_MS) return;
    this.#toldAt = this.#now();
    this.#onRestart();
  }
}
