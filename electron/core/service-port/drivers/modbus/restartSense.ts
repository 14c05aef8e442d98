import { isBootLine } from '../../../../../shared/service-port/lines/bootLine.ts';
import type { Exchange } from './question.ts';

/** A device that answered, did not answer so many requests in a row, and answers again was off in between, or is another one. */
const MOST_SILENT = 2;

/** Boot messages come line by line. */
const QUIET_MS = 3000;

/**
 * Notices that a device started anew. Modbus has no message for it, so it is told by what the device prints and by its silence. Text that is no
 * boot message is one of a start only where a question is lost with it: a device may print a log between its answers.
 */
export class RestartSense {
  readonly #onRestart: () => void;
  readonly #now: () => number;
  #hasAnswered = false;
  #hasPrinted = false;
  #silent = 0;
  #toldAt = Number.NEGATIVE_INFINITY;

  constructor(onRestart: () => void, now: () => number = () => performance.now()) {
    this.#onRestart = onRestart;
    this.#now = now;
  }

  /** A question is settled, after `failedTries` that were not answered. */
  exchanged({ kind }: Exchange, failedTries: number): void {
    if (kind === 'silent') {
      this.#silent += 1;
      return;
    }
    if (kind === 'unreadable') return;
    const wasLost = this.#hasPrinted && (failedTries > 0 || this.#silent > 0);
    const wasOff = wasLost || this.#silent >= MOST_SILENT;
    this.#silent = 0;
    this.#hasPrinted = false;
    if (wasOff && this.#hasAnswered) this.#tell();
    this.#hasAnswered = true;
  }

  /** Text in the place of frames; before the first answer it is only the start of a device that was just powered. */
  text(text: string): void {
    if (!this.#hasAnswered) return;
    if (text.split(/[\r\n]+/).some((line) => isBootLine(line))) this.#tell();
    else this.#hasPrinted = true;
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
