import type { Behaviour } from './behaviour.ts';

/** A habit that can be given to a practice charger by name. */
export interface NamedHabit {
  about: string;
  /** Where a number can stand behind the name, as in `at-most-keys=4`: what it is without one. */
  usual?: number;
  make: (number: number) => Behaviour;
}
