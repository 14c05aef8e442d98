import type { KnownHabits } from './practiceHabits.ts';

/** What a cable does, whatever device is at its end. */
export const CABLE_HABITS = {
  gone: { about: 'the port is not there any more: nobody takes the connection' },
  busy: { about: 'another program has the port: each connection is closed at once' },
  'unplugs-idle': {
    about:
      'the cable is pulled, once, when nothing has crossed it for so many ms; connecting plugs it in again',
    value: 'number',
  },
} as const satisfies KnownHabits;

export type CableHabit = keyof typeof CABLE_HABITS;
