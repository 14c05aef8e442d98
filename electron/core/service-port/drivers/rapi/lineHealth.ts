import type { DriverEvents } from '../chargerDriver.ts';

const WINDOW = 40;
const LEAST = 10;
const BAD_SHARE = 0.3;
const GOOD_SHARE = 0.1;

/** Counts what arrives whole and what does not; of more than 30 % noise the technician is told. */
export class LineHealth {
  readonly #onBanner: DriverEvents['onBanner'];
  readonly #recent: boolean[] = [];
  #isNoisy = false;
  #hasEcho = false;
  #hasOther = false;
  damagedFrames = 0;

  constructor(onBanner: DriverEvents['onBanner']) {
    this.#onBanner = onBanner;
  }

  good(): void {
    this.#add(true);
  }

  bad(): void {
    this.damagedFrames += 1;
    this.#add(false);
  }

  /** What was sent came back. */
  echo(): void {
    if (this.#hasEcho) return;
    this.#hasEcho = true;
    this.#onBanner({
      code: 'echo',
      level: 'info',
      sentence:
        'What is sent comes back: the line is half-duplex, or the echo of the charger is on. It is left out, and a write counts only once its value was read back.',
      remedy: 'The echo of an OpenEVSE ends with its restart.',
    });
  }

  /** Commands or answers that nobody here asked for. */
  otherMaster(): void {
    if (this.#hasOther) return;
    this.#hasOther = true;
    this.#onBanner({
      code: 'other-master',
      level: 'warning',
      sentence:
        'Somebody else talks to this charger on the same line, most likely its network module. What is written here may be changed back by it.',
      remedy: 'Unplug the network module, or end the other program, before settings are changed.',
    });
  }

  #add(isGood: boolean): void {
    this.#recent.push(isGood);
    if (this.#recent.length > WINDOW) this.#recent.shift();
    const bad = this.#recent.filter((one) => !one).length / this.#recent.length;
    if (!this.#isNoisy && this.#recent.length >= LEAST && bad > BAD_SHARE) this.#setNoisy(true);
    else if (this.#isNoisy && bad < GOOD_SHARE) this.#setNoisy(false);
  }

  #setNoisy(isNoisy: boolean): void {
    this.#isNoisy = isNoisy;
    if (!isNoisy) {
      this.#onBanner({ code: 'noise', level: 'none' });
      return;
    }
    this.#onBanner({
      code: 'noise',
      level: 'warning',
      sentence: 'More than 30 % of what arrives is damaged.',
      remedy: 'Look for the line rate anew, and check the cable and its ground.',
    });
  }
}
