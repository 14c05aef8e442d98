import { buildRapiFrame } from '../../../../shared/service-port/rapi/rapiFrame.ts';
import { LOG_LINE } from '../logLine.ts';
import type { PracticeLine } from '../practiceDevice.ts';
import type { PracticeHabits } from '../practiceHabits.ts';
import { atWrongRate } from '../wrongRate.ts';
import type { RapiHabit } from './rapiHabits.ts';

const NOISE = [0xff, 0x00, 0x9c, 0x0d, 0xe1, 0x24, 0x80, 0xfe, 0x13, 0xb7];

/** How the practice OpenEVSE speaks: with a checksum, and with what its habits do to what it says. */
export class RapiVoice {
  readonly #line: PracticeLine;
  readonly #habits: PracticeHabits<RapiHabit>;
  #answers = 0;

  constructor(line: PracticeLine, habits: PracticeHabits<RapiHabit>) {
    this.#line = line;
    this.#habits = habits;
  }

  /** Text that is no frame. */
  print(text: string): void {
    this.#send(text);
  }

  /** What is heard at another rate, and answered at it. */
  mumble(bytes: Uint8Array): void {
    this.#line.write(atWrongRate(bytes));
  }

  /** What comes unasked. */
  tell(text: string): void {
    this.#send(`${this.#framed(text)}\r`);
  }

  answer(text: string, sequenceId: string | undefined, isCut: boolean): void {
    const id = this.#habits.has('wrong-id') && sequenceId !== undefined ? 'EE' : sequenceId;
    let frame = this.#framed(id === undefined ? text : `${text} :${id.toUpperCase()}`);
    this.#answers += 1;
    const every = this.#habits.number('damages');
    if (every !== undefined && this.#answers % every === 0) frame = frame.replace('K', 'J');
    if (this.#habits.has('noise')) this.#line.write(Uint8Array.from(NOISE));
    if (this.#habits.has('log-lines')) this.#send(LOG_LINE);
    this.#send(isCut ? frame.slice(0, 4) : `${frame}\r`);
  }

  #framed(text: string): string {
    return buildRapiFrame(text, { checksum: this.#habits.has('sum') ? 'none' : 'xor' });
  }

  #send(text: string): void {
    this.#line.write(Uint8Array.from(text, (character) => character.charCodeAt(0)));
  }
}
