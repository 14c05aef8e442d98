import { nearestName } from '../../../shared/nearestName.ts';

/** A way to misbehave, or a state to be found in. */
export interface PracticeHabit {
  /** What the device does, for the list on the command line. */
  about: string;
  /** What follows the name after `=`. `command`: the two letters of a command. */
  value?: 'number' | 'command';
}

/** Every habit of a device, by its name. */
export type KnownHabits<Name extends string = string> = Readonly<Record<Name, PracticeHabit>>;

const VALUES = { number: /^\d{1,9}$/, command: /^[A-Z][A-Z0-9]$/ } as const;

/** The habits that were asked for, as `name` or `name=value`. */
export class PracticeHabits<Name extends string> {
  readonly #values = new Map<Name, string>();

  /** Throws a sentence for a word that is no habit of the device. */
  constructor(known: KnownHabits<Name>, words: readonly string[]) {
    for (const word of words) {
      const [name = '', ...value] = word.split('=');
      if (!isName(known, name)) throw new Error(unknownHabit(known, name));
      const trouble = valueTrouble(name, known[name], value.length === 0 ? undefined : value.join('='));
      if (trouble !== undefined) throw new Error(trouble);
      this.#values.set(name, value.join('='));
    }
  }

  has(name: Name): boolean {
    return this.#values.has(name);
  }

  /** What it does once: true the first time only. */
  takes(name: Name): boolean {
    return this.#values.delete(name);
  }

  number(name: Name): number | undefined {
    const value = this.#values.get(name);
    return value === undefined ? undefined : Number(value);
  }

  /** Whether a habit is about this command. */
  isAbout(name: Name, command: string): boolean {
    return this.#values.get(name) === command.slice(0, 2);
  }

  /** The same, the first time only. */
  takesAbout(name: Name, command: string): boolean {
    return this.isAbout(name, command) && this.takes(name);
  }
}

export function isName<Name extends string>(known: KnownHabits<Name>, name: string): name is Name {
  return Object.hasOwn(known, name);
}

function valueTrouble(
  name: string,
  { value: kind }: PracticeHabit,
  value: string | undefined,
): string | undefined {
  if (kind === undefined)
    return value === undefined ? undefined : `The habit “${name}” takes no value; leave “=${value}” out.`;
  if (value !== undefined && VALUES[kind].test(value)) return undefined;
  return `The habit “${name}” takes ${kind === 'number' ? 'a whole number' : 'the two letters of a command'}, as in ${name}=${kind === 'number' ? '3' : 'GS'}.`;
}

function unknownHabit(known: KnownHabits, name: string): string {
  const names = Object.keys(known);
  const near = nearestName(name, names);
  return near === undefined
    ? `This practice device has no habit “${name}”. It has: ${names.join(', ')}.`
    : `This practice device has no habit “${name}”. Did you mean “${near}”?`;
}
