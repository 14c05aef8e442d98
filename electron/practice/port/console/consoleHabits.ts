/** Ways in which the practice console misbehaves, and states in which it can be found. */
const FLAGS = [
  /** It has started long ago and asks who one is. */
  'booted',
  /** It has started, and nobody asks. */
  'logged-in',
  /** It starts and counts in some milliseconds. */
  'quick',
  /** An adapter returns all that is sent. */
  'line-echo',
  /** It does not send back what is typed. */
  'no-echo',
  /** Every fiftieth byte is damaged. */
  'noise',
  /** Nothing it sends is text, as with a wrong rate. */
  'wrong-rate',
  /** The kernel prints into answers. */
  'kernel-lines',
  /** Long answers stop at `--More--`. */
  'pager',
  /** Prompts and answers are coloured. */
  'colours',
  /** The charger's log comes on the console. */
  'chatty',
  /** Status lines without end. */
  'flood',
  /** It starts anew in the middle of the next answer. */
  'restarts-in-command',
  /** No password is right. */
  'wrong-password',
  /** It answers, but no prompt follows. */
  'no-prompt',
  'silent',
  /** Each third block is refused once. */
  'refuses-blocks',
  /** It does not acknowledge the end of a file. */
  'loses-last-ack',
  /** It takes the image and starts with the old version. */
  'keeps-version',
] as const;
type Flag = (typeof FLAGS)[number];

/** `cut-at-block-7`: the cable is pulled when so many blocks have come or gone. */
const CUT = /^cut-at-block-(\d{1,6})$/;

export class ConsoleHabits {
  readonly #flags = new Set<string>();
  readonly cutAtBlock: number | undefined;

  /** Throws for a habit that is not known. */
  constructor(habits: readonly string[]) {
    for (const habit of habits) {
      const block = CUT.exec(habit)?.[1];
      if (block !== undefined) this.cutAtBlock = Number(block);
      else if ((FLAGS as readonly string[]).includes(habit)) this.#flags.add(habit);
      else
        throw new Error(
          `The practice console has no habit “${habit}”. It knows ${FLAGS.join(', ')}, cut-at-block-N.`,
        );
    }
  }

  has(flag: Flag): boolean {
    return this.#flags.has(flag);
  }

  /** What it does once. */
  takes(flag: Flag): boolean {
    return this.#flags.delete(flag);
  }
}
