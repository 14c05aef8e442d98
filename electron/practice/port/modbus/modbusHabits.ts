/** Ways in which the Modbus practice charger misbehaves. */
export const MODBUS_HABITS = [
  /** What it hears comes back first, as over a half-duplex adapter. */
  'echo',
  /** Bytes that belong to nothing around each answer. */
  'noise',
  /** Every second answer has a flipped bit. */
  'damaged',
  /** Unit 7 answers first, then this one. */
  'wrong-unit',
  /** Unit 7 answers, and this one does not. */
  'wrong-unit-only',
  /** It answers with the reply to another function. */
  'wrong-function',
  /** Somebody else polls unit 3 on the same bus. */
  'other-master',
  'silent',
  /** Each answer takes 150 ms. */
  'slow',
  /** Registers 11 and 12 are missing, as in an older firmware. */
  'holes',
  /** At the fifth request it starts anew: it prints boot messages and forgets what was set. */
  'restart',
  /** Writes are done, and their acknowledgement is lost. */
  'lost-write-answer',
  'refuses-writes',
  /** It acknowledges writes and does nothing. */
  'ignores-writes',
  /** It sleeps: the first request only wakes it. */
  'sleeps',
  'ascii',
  /** No car is plugged in. */
  'no-car',
] as const;
export type ModbusHabit = (typeof MODBUS_HABITS)[number];

/** Throws for a name that is none: a defect of the caller. */
export function modbusHabits(names: readonly string[]): ReadonlySet<ModbusHabit> {
  return new Set(
    names.map((name) => {
      const habit = MODBUS_HABITS.find((habit) => habit === name);
      if (habit === undefined)
        throw new Error(
          `The Modbus practice charger has no habit “${name}”. It has: ${MODBUS_HABITS.join(', ')}.`,
        );
      return habit;
    }),
  );
}
