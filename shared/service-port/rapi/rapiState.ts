/** States of the charger and of the pilot (J1772EvseController.h of the firmware). */
const STATES: Readonly<Record<number, string>> = {
  0x00: 'starting',
  0x01: 'A: not connected',
  0x02: 'B: connected',
  0x03: 'C: charging',
  0x04: 'D: ventilation required',
  0x05: 'fault: diode check failed',
  0x06: 'fault: ground fault (GFCI)',
  0x07: 'fault: no ground',
  0x08: 'fault: relay stuck',
  0x09: 'fault: GFI self-test failed',
  0x0a: 'fault: too hot',
  0x0b: 'fault: over-current',
  0x0e: 'fault: relay does not close',
  0x0f: 'fault: proximity pin shorted',
  0x10: 'fault: proximity resistor missing',
  0x11: 'fault: memory of the settings',
  0xfe: 'sleeping',
  0xff: 'disabled',
};

export const RAPI_SLEEPING = 0xfe;
export const RAPI_DISABLED = 0xff;

export function rapiStateWords(state: number): string {
  return STATES[state] ?? `unknown state ${state.toString(16).padStart(2, '0')}`;
}

/** Whether a car is charging: state C or D, or the relay is closed. */
export function isRapiCharging(state: number, flags = 0): boolean {
  return state === 0x03 || state === 0x04 || (flags & 0x40) !== 0;
}

/** Flags of the moment (`vflags` of `$GS` and `$AT`). */
const LIVE_FLAGS: ReadonlyArray<readonly [mask: number, words: string]> = [
  [0x0001, 'service level test skipped'],
  [0x0002, 'fault that stays until a restart'],
  [0x0004, 'sleeping because a limit was reached'],
  [0x0008, 'locked until authorised'],
  [0x0010, 'time limit set'],
  [0x0020, 'no ground has tripped'],
  [0x0040, 'charging relay closed'],
  [0x0080, 'GFI has tripped'],
  [0x0100, 'car connected'],
  [0x0200, 'session ended'],
  [0x0400, 'car was connected before'],
  [0x0800, 'menu open'],
  [0x1000, 'delay timer on'],
  [0x2000, 'energy limit set'],
  [0x4000, 'locked since the start (boot lock)'],
  [0x8000, 'lock of the socket by hand'],
];

export function rapiLiveFlagWords(flags: number): string {
  const words = LIVE_FLAGS.filter(([mask]) => (flags & mask) !== 0).map(([, text]) => text);
  return words.length === 0 ? 'none' : words.join(', ');
}

/** Settings kept over a restart (`flags` of `$GE`). Of most, a set bit means that the check is off. */
export const RAPI_SETTING_FLAGS = {
  level2: 0x0001,
  diodeCheckOff: 0x0002,
  ventCheckOff: 0x0004,
  groundCheckOff: 0x0008,
  relayCheckOff: 0x0010,
  autoServiceLevelOff: 0x0020,
  proximityAmpacity: 0x0040,
  serialDebug: 0x0080,
  monochromeDisplay: 0x0100,
  gfiTestOff: 0x0200,
  temperatureCheckOff: 0x0400,
  zeroCrossingOff: 0x0800,
  groundMonitor: 0x1000,
  bootLockOff: 0x2000,
  overCurrentOff: 0x4000,
  buttonOff: 0x8000,
} as const;

/** What the power-on self-test found (`$AB`). */
export function rapiPostWords(code: number): string {
  if (code === 0x00) return 'self-test passed';
  if (code === 0x07) return 'self-test failed: bad ground';
  if (code === 0x08) return 'self-test failed: relay stuck';
  if (code === 0x09) return 'self-test failed: GFI test';
  return `self-test ended in: ${rapiStateWords(code)}`;
}
