import type { KnownHabits } from '../practiceHabits.ts';

/** Ways in which the Modbus practice charger misbehaves. */
export const MODBUS_HABITS = {
  echo: { about: 'what it hears comes back first, as over a half-duplex adapter' },
  noise: { about: 'bytes that belong to nothing around each answer' },
  damaged: { about: 'every second answer has a flipped bit' },
  'wrong-rate': { about: 'it hears and sends at another rate: nothing is a frame' },
  'log-lines': { about: 'it prints lines of its log, with a Wi-Fi password, before each answer' },
  'wrong-unit': { about: 'unit 7 answers first, then this one' },
  'wrong-unit-only': { about: 'unit 7 answers, and this one does not' },
  'wrong-function': { about: 'it answers with the reply to another function' },
  'other-master': { about: 'somebody else polls unit 3 on the same bus' },
  silent: { about: 'no answer to anything' },
  slow: { about: 'each answer takes 150 ms' },
  holes: { about: 'registers 11 and 12 are missing (exception 2), as in an older firmware' },
  restart: { about: 'at the fifth request it starts anew: boot messages, and what was set is forgotten' },
  unplugs: { about: 'the cable is pulled when so many requests have come', value: 'number' },
  flood: { about: 'a device that babbles: bytes without end on the bus' },
  'lost-write-answer': { about: 'writes are done, and their acknowledgement is lost' },
  'refuses-writes': { about: 'each write is refused (exception 1)' },
  'ignores-writes': { about: 'writes are acknowledged, and nothing is done' },
  sleeps: { about: 'the first request only wakes it' },
  ascii: { about: 'Modbus ASCII instead of RTU' },
  'no-car': { about: 'no car is plugged in; without this habit one charges, and risky writes are asked for' },
} as const satisfies KnownHabits;

export type ModbusHabit = keyof typeof MODBUS_HABITS;
