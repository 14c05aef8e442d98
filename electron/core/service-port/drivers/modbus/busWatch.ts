import type { DriverEvents } from '../chargerDriver.ts';

/** Of this many of the latest frames the damaged ones are counted. */
const WINDOW = 30;
const FEWEST = 6;
/** SERVICE-PORT §4.5: more damaged ones than this, and the rate is in doubt. */
const BAD_SHARE = 0.3;
const GOOD_SHARE = 0.1;
/** Among noise a second frame within so many ms is no chance: one in 65,536 has a right CRC. */
const NO_CHANCE_MS = 5000;

/** Watches what goes over a bus beside our own questions, and tells the technician by banners. */
export class BusWatch {
  readonly #events: Pick<DriverEvents, 'onBanner'>;
  readonly #now: () => number;
  readonly #recent: boolean[] = [];
  readonly #strangers = new Set<number>();
  #isNoisy = false;
  #hasEcho = false;
  #foreignFrames = 0;
  #isTaken = false;
  #foreignAt: number | undefined;
  #suspectedAt = Number.NEGATIVE_INFINITY;

  constructor(events: Pick<DriverEvents, 'onBanner'>, now: () => number = () => performance.now()) {
    this.#events = events;
    this.#now = now;
  }

  get hasEcho(): boolean {
    return this.#hasEcho;
  }

  get hasOtherMaster(): boolean {
    return this.#foreignFrames > 0;
  }

  /** The other master spoke within the last so many ms. */
  isForeignWithin(ms: number): boolean {
    return this.#foreignAt !== undefined && this.#now() - this.#foreignAt < ms;
  }

  good(): void {
    this.#count(true);
  }

  damaged(): void {
    this.#count(false);
  }

  echo(isOn: boolean): void {
    if (isOn === this.#hasEcho) return;
    this.#hasEcho = isOn;
    this.#events.onBanner(
      isOn
        ? {
            code: 'echo',
            level: 'info',
            sentence:
              'What Kerbside sends comes back (half-duplex echo). It is taken out, and a write counts only once its value was read back.',
            remedy: 'Nothing has to be done. Many RS-485 adapters have a switch that turns the echo off.',
          }
        : { code: 'echo', level: 'none' },
    );
  }

  /** A frame that is neither ours nor an answer to us. */
  otherMaster(words: string): void {
    const now = this.#now();
    const isAlone = this.#foreignFrames === 0 && now - this.#suspectedAt > NO_CHANCE_MS;
    this.#suspectedAt = now;
    if (this.#isNoisy && isAlone) return;
    this.#foreignFrames += 1;
    this.#foreignAt = now;
    if (this.#foreignFrames > 1) return;
    if (this.#isTaken) {
      this.#takenBanner();
      return;
    }
    this.#events.onBanner({
      code: 'other-master',
      level: 'warning',
      sentence: `Somebody else asks questions on this bus (${words}). Two masters disturb each other, and a change may be overwritten. Kerbside writes nothing, and reads only while the other one is quiet.`,
      remedy:
        'Disconnect the other master (energy manager, gateway, another laptop) from the bus. Or take the bus all the same: then Kerbside asks in between.',
    });
  }

  /** The technician knows of the other master, and takes the bus. */
  taken(): void {
    this.#isTaken = true;
    if (this.#foreignFrames > 0) this.#takenBanner();
  }

  /** An answer to us that another unit gave. */
  foreignAnswer(unit: number, asked: number): void {
    if (this.#strangers.has(unit)) return;
    this.#strangers.add(unit);
    this.#events.onBanner({
      code: 'foreign-answer',
      level: 'warning',
      sentence: `Unit ${[...this.#strangers].join(', ')} answered what was asked of unit ${asked}. Such answers are ignored.`,
      remedy:
        'Two devices may hear the same requests, or the unit number is set differently than you think: ask which units answer.',
    });
  }

  #takenBanner(): void {
    this.#events.onBanner({
      code: 'other-master',
      level: 'warning',
      sentence:
        'Somebody else asks questions on this bus, and you took it all the same: questions may collide, and what you set may be overwritten.',
      remedy: 'Close the port when you are done. Values that come out odd are to be read again.',
    });
  }

  #count(isGood: boolean): void {
    this.#recent.push(isGood);
    if (this.#recent.length > WINDOW) this.#recent.shift();
    const bad = this.#recent.filter((isGood) => !isGood).length;
    const share = bad / this.#recent.length;
    if (!this.#isNoisy && this.#recent.length >= FEWEST && share > BAD_SHARE) this.#noise(bad);
    if (this.#isNoisy && share <= GOOD_SHARE) {
      this.#isNoisy = false;
      this.#events.onBanner({ code: 'noise', level: 'none' });
    }
  }

  #noise(bad: number): void {
    this.#isNoisy = true;
    this.#events.onBanner({
      code: 'noise',
      level: 'warning',
      sentence: `${bad} of the last ${this.#recent.length} frames came damaged.`,
      remedy:
        'Let Kerbside find the line rate and parity. If those are right: check that A and B are not exchanged, that ground is connected and that the ends of the bus are terminated.',
    });
  }
}
