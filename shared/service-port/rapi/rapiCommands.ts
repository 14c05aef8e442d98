/** What a command is for, and whether it only reads. */
export interface RapiCommandWords {
  words: string;
  isReading: boolean;
  /** The version that brought it. */
  since?: string;
  /** The lengths that an `$OK` to it can have; absent: any. */
  args?: readonly number[];
}

const read = (words: string, args: readonly number[], since?: string): RapiCommandWords => ({
  words,
  isReading: true,
  args,
  ...(since === undefined ? {} : { since }),
});
const write = (words: string, args?: readonly number[]): RapiCommandWords => ({
  words,
  isReading: false,
  ...(args === undefined ? {} : { args }),
});

/** By the two letters of the command; rapi_proc.h of the firmware, RAPI 1.0 to 6.0. */
export const RAPI_COMMANDS: Readonly<Record<string, RapiCommandWords>> = {
  GV: read('asks for the version', [1, 2]),
  GI: read('asks for the chip id', [1, 2, 3, 4, 5, 6, 7, 8], '5'),
  GS: read('asks for the state', [2, 3, 4]),
  G0: read('asks whether a car is connected', [1], '3'),
  GC: read('asks for the limits of the current', [2, 4]),
  GE: read('asks for the settings', [2]),
  GG: read('asks for current and voltage', [1, 2]),
  GU: read('asks for the energy', [2]),
  GF: read('asks for the fault counters', [3]),
  GP: read('asks for the temperatures', [3]),
  GT: read('asks for the clock', [6]),
  GD: read('asks for the delay timer', [4], '3'),
  G3: read('asks for the time limit', [1]),
  GH: read('asks for the energy limit', [1]),
  G4: read('asks for the authorisation lock', [1]),
  G5: read('asks for the lock of the socket', [2], '4'),
  GA: read('asks for the ammeter settings', [2]),
  GM: read('asks for the voltmeter settings', [2]),
  GO: read('asks for the temperature limits', [1, 2]),
  GY: read('asks for the heartbeat supervision', [3], '5'),
  GR: read('asks for the relays in use', [3], '6'),
  GZ: read('asks for mains frequency and zero threshold', [2], '6'),
  GW: read('asks for the wear of the relay', [4], '6'),
  GL: read('asks for the life of the relay', [8, 9], '6'),
  F0: write('switches updates of the display', [0]),
  F1: write('presses the front button', [0]),
  FB: write('sets the colour of the display', [0]),
  FC: write('clears fault counters and energy', [0]),
  FD: write('disables the charger', [0]),
  FE: write('enables the charger', [0]),
  FF: write('switches a feature', [0]),
  FH: write('resets the life of the relay', [0]),
  FK: write('tries to free a stuck relay', [0]),
  FO: write('sets the temperature limit', [0]),
  FP: write('writes on the display', [0]),
  FR: write('restarts the charger', [0]),
  FS: write('puts the charger to sleep', [0]),
  S0: write('sets the kind of display', [0]),
  S1: write('sets the clock', [0]),
  S2: write('switches ammeter calibration', [0]),
  S3: write('sets the time limit', [0]),
  S4: write('sets the authorisation lock', [0]),
  S5: write('sets the lock of the socket', [0]),
  SA: write('sets the ammeter', [0]),
  SB: write('opens the boot lock', [1]),
  SC: write('sets the current', [0, 1]),
  SD: write('switches the diode check', [0]),
  SE: write('switches the echo', [0]),
  SF: write('switches the GFI self-test', [0]),
  SG: write('switches the ground check', [0]),
  SH: write('sets the energy limit', [0]),
  SK: write('sets the energy in all', [0]),
  SL: write('sets the service level', [0]),
  SM: write('sets the voltmeter', [0]),
  SR: write('switches a relay or its check', [0]),
  ST: write('sets the delay timer', [0]),
  SV: write('sets the voltage or the ventilation check', [0]),
  SY: write('heartbeat supervision', [0, 3]),
  SZ: write('sets the zero threshold', [0]),
};

/** The firmware looks at the first two characters of a command only. */
export function rapiCommandName(command: string): string {
  return command.replace(/^\$/, '').slice(0, 2);
}

/**
 * Whether an `$OK` with these arguments can be the answer to a command. Without sequence ids it is all that tells the late answer to an
 * earlier command from the one that is waited for.
 */
export function canAnswerRapi(command: string, count: number): boolean {
  const args = RAPI_COMMANDS[rapiCommandName(command)]?.args;
  return args === undefined || args.includes(count);
}
