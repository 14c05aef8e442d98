/** A command that must not be sent, whatever a profile says of it. */
interface Forbidden {
  fits: (tokens: readonly string[]) => boolean;
  why: string;
}

const FORBIDDEN: readonly Forbidden[] = [
  {
    // The firmware looks at the first character of the third word only.
    fits: ([name, , mode]) => name === 'SC' && mode?.startsWith('M') === true,
    why: 'This sets the most current of the hardware, which can be written only once in the life of the charger and never be changed again. It is not sent.',
  },
  {
    fits: ([name]) => name === 'Z0',
    why: 'This changes how the relay is driven, for tests at the maker’s: with a wrong value the relay does not hold. It is not sent.',
  },
  {
    fits: ([name]) => name === 'T0',
    why: 'This makes the charger believe in a current that does not flow, for tests at the maker’s. It is not sent.',
  },
];

/** Why a command (a line without its end, with or without `$` and checksum) must not be sent; nothing where it may. */
export function rapiForbids(command: string): string | undefined {
  // As the firmware splits it: only the first two characters of the command count, and what follows a checksum mark is gone.
  const words = (/^\$?([^^*]*)/.exec(command)?.[1] ?? '').split(' ');
  const tokens = words.map((word, index) => (index === 0 ? word.slice(0, 2) : word));
  return FORBIDDEN.find(({ fits }) => fits(tokens))?.why;
}
