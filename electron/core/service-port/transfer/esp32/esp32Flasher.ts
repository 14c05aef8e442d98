import type { FlashJob, FlashOutcome, Flasher } from '../flasher.ts';
import { outcomeOf } from '../flashRefusal.ts';
import { withFormat } from '../withFormat.ts';

/** How often it is reset and called before it is given up; each costs up to a second. */
const CONNECT_TRIES = 7;

/** Firmware into an ESP32 by the boot loader in its ROM, as `esptool` does it. */
export class Esp32Flasher implements Flasher {
  readonly isExperimental = true;
  readonly ifCut =
    'Once writing has begun, it has no whole firmware and does not charge until a push has ended; the boot loader in its ROM stays, and takes another try.';
  readonly #connectTries: number;

  constructor(connectTries = CONNECT_TRIES) {
    this.#connectTries = connectTries;
  }

  flash(job: FlashJob): Promise<FlashOutcome> {
    return outcomeOf(job, async () => {
      // It brings a program for each chip; most sessions need none.
      const { writeEsp32 } = await import('./writeEsp32.ts');
      return withFormat(job, '8N1', (answers) => writeEsp32(job, answers, this.#connectTries));
    });
  }
}
