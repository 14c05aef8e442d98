/** Application Protocol V1.1b3 §7, with what it means at a charger. */
const WORDS: Readonly<Record<number, string>> = {
  1: 'illegal function: the device does not know this kind of request',
  2: 'illegal data address: the device has no such register, or not all of them',
  3: 'illegal data value: the device does not take this value or number of registers',
  4: 'device failure: the device tried and failed',
  5: 'acknowledge: the device has begun something that takes longer',
  6: 'device busy: ask again later',
  7: 'negative acknowledge: the device cannot do this',
  8: 'memory parity error: the memory of the device is damaged',
  10: 'gateway path unavailable: the gateway is set up wrongly or overloaded',
  11: 'gateway target does not respond: no device of this unit number answered the gateway',
};

/** “exception 2: illegal data address: …”. */
export function exceptionWords(code: number): string {
  return `exception ${code}: ${WORDS[code] ?? 'a code of the maker, not of the standard'}`;
}
