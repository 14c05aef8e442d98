/** Ways in which the practice OpenEVSE differs from a well-behaved one. A value follows the name after a colon: `boots:300`. */
export const RAPI_HABITS = {
  /** Answers within a millisecond or two; for tests. */
  fast: 'none',
  /** Plugging the cable in restarts it: text, then so many ms of self-test before it answers. */
  boots: 'number',
  /** Ms of a step of its charging session; 0: nobody comes. */
  session: 'number',
  /** A car is charging already. */
  charging: 'none',
  /** Half-duplex: what it hears comes back. */
  echo: 'none',
  /** Bytes of noise around its answers. */
  noise: 'none',
  /** Each so manieth answer has a bit that is wrong. */
  damages: 'number',
  /** Each so manieth command reaches it with a bit that is wrong. */
  mishears: 'number',
  /** A message comes between the command and its answer. */
  async: 'none',
  /** Refuses every command. */
  refuses: 'none',
  silent: 'none',
  /** Answers so many commands, and none after. */
  deafens: 'number',
  /** Restarts in the middle of a command, once. */
  restartsUpon: 'command',
  /** Answers with the sequence id of somebody else. */
  wrongId: 'none',
  /** Does what it is told, and its answer is lost, once. */
  losesAnswerTo: 'command',
  /** Says OK, and does nothing. */
  ignores: 'command',
  /** Answers so many ms later than it should. */
  late: 'number',
  /** The first command with this name is answered so late that the next one is there before. */
  lateUpon: 'command',
  /** Half of an answer, then nothing. */
  cutsAnswerTo: 'command',
  /** Knows the sum as checksum only, and answers without any (RAPI 1). */
  sum: 'none',
  /** The cable is pulled when so many commands have come. */
  unplugs: 'number',
  /** RAPI 2.0.3: no sequence ids, short answers, other commands. */
  old: 'none',
  /** RAPI 6.0: more commands. */
  newer: 'none',
  /** Its network module asks on the same line. */
  otherMaster: 'none',
  /** A message each so many ms. */
  flood: 'number',
} as const satisfies Record<string, 'none' | 'number' | 'command'>;

export type RapiHabit = keyof typeof RAPI_HABITS;

/** The habits that were asked for, with their values. */
export class RapiHabits {
  readonly #values = new Map<RapiHabit, string>();

  /** Fails for a habit that is not known. */
  constructor(habits: readonly string[]) {
    for (const habit of habits) {
      const [name = '', value = ''] = habit.split(':');
      if (!isHabit(name) || (RAPI_HABITS[name] === 'none') !== (value === '')) {
        throw new Error(`The practice OpenEVSE has no habit “${habit}”.`);
      }
      this.#values.set(name, value);
    }
  }

  has(name: RapiHabit): boolean {
    return this.#values.has(name);
  }

  number(name: RapiHabit): number | undefined {
    const value = this.#values.get(name);
    return value === undefined ? undefined : Number(value);
  }

  /** Whether a habit is about this command. */
  isAbout(name: RapiHabit, command: string): boolean {
    return this.#values.get(name) === command.slice(0, 2);
  }

  /** The same, the first time only. */
  takeAbout(name: RapiHabit, command: string): boolean {
    if (!this.isAbout(name, command)) return false;
    this.#values.delete(name);
    return true;
  }
}

function isHabit(name: string): name is RapiHabit {
  return Object.hasOwn(RAPI_HABITS, name);
}
