import type { KnownHabits } from '../practiceHabits.ts';

/** Ways in which the practice console misbehaves, and states in which it can be found. */
const FLAGS = {
  uboot: { about: 'its start was stopped: it stands at the prompt of U-Boot' },
  booted: { about: 'it has started long ago and asks who one is' },
  'logged-in': { about: 'it has started, and nobody asks' },
  quick: { about: 'it starts and counts in some milliseconds' },
  'line-echo': { about: 'an adapter returns all that is sent' },
  'no-echo': { about: 'it does not send back what is typed' },
  noise: { about: 'every fiftieth byte is damaged' },
  'wrong-rate': { about: 'nothing it sends is text, as with a wrong rate' },
  'kernel-lines': { about: 'the kernel prints into answers' },
  pager: { about: 'long answers stop at `--More--`' },
  colours: { about: 'prompts and answers are coloured' },
  charging: { about: 'a car is charging, which its status tells' },
  'log-lines': { about: 'lines of its log come on the console, with a Wi-Fi password' },
  chatty: { about: 'the charger’s log comes on the console' },
  flood: { about: 'status lines without end' },
  'restarts-in-command': { about: 'it starts anew in the middle of the next answer' },
  'wrong-password': { about: 'no password is right' },
  'no-prompt': { about: 'it answers, but no prompt follows' },
  silent: { about: 'no answer to anything' },
  'refuses-blocks': { about: 'each third block is refused once' },
  'loses-last-ack': { about: 'it does not acknowledge the end of a file' },
  'keeps-version': { about: 'it takes the image and starts with the old version' },
} as const satisfies KnownHabits;
type Flag = keyof typeof FLAGS;

/** Every habit of the practice console, for the list on the command line. */
export const CONSOLE_HABITS: KnownHabits = {
  ...FLAGS,
  'cut-at-block-N': { about: 'the cable is pulled when so many blocks have come or gone' },
};

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
      else if (Object.hasOwn(FLAGS, habit)) this.#flags.add(habit);
      else
        throw new Error(
          `The practice console has no habit “${habit}”. It knows ${Object.keys(CONSOLE_HABITS).join(', ')}.`,
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
