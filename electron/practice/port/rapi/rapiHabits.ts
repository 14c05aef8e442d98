import type { KnownHabits } from '../practiceHabits.ts';

/** Ways in which the practice OpenEVSE differs from a well-behaved one. */
export const RAPI_HABITS = {
  fast: { about: 'answers within a millisecond or two; for tests' },
  boots: {
    about: 'plugging the cable in restarts it: text, then so many ms of self-test before it answers',
    value: 'number',
  },
  session: { about: 'ms of a step of its charging session; 0: nobody comes', value: 'number' },
  charging: { about: 'a car is charging already: risky writes are asked for, a restart is refused' },
  echo: { about: 'half-duplex: what it hears comes back' },
  noise: { about: 'bytes of noise around its answers' },
  'wrong-rate': { about: 'it hears and sends at another rate: nothing is a frame' },
  damages: { about: 'every n-th answer has a wrong bit', value: 'number' },
  mishears: { about: 'every n-th command reaches it with a wrong bit', value: 'number' },
  async: { about: 'a message ($AT) comes between the command and its answer' },
  'log-lines': { about: 'its network module prints lines, with a Wi-Fi password, before each answer' },
  refuses: { about: 'refuses every command ($NK)' },
  silent: { about: 'no answer to anything' },
  deafens: { about: 'answers so many commands, and none after', value: 'number' },
  'restarts-upon': { about: 'restarts in the middle of this command, once', value: 'command' },
  'wrong-id': { about: 'answers with the sequence id of somebody else' },
  'loses-answer-to': { about: 'does what it is told, and the answer is lost, once', value: 'command' },
  ignores: { about: 'says OK to this command, and does nothing', value: 'command' },
  late: { about: 'answers so many ms later than it should', value: 'number' },
  'late-upon': {
    about: 'the first such command is answered so late that the next one is there before',
    value: 'command',
  },
  'cuts-answer-to': { about: 'half of an answer, then nothing', value: 'command' },
  sum: { about: 'knows the sum as checksum only, and answers without any (RAPI 1)' },
  unplugs: { about: 'the cable is pulled when so many commands have come', value: 'number' },
  old: { about: 'RAPI 2.0.3: no sequence ids, short answers, other commands' },
  newer: { about: 'RAPI 6.0: more commands' },
  'other-master': { about: 'its network module asks on the same line' },
  flood: { about: 'a message every so many ms', value: 'number' },
} as const satisfies KnownHabits;

export type RapiHabit = keyof typeof RAPI_HABITS;
