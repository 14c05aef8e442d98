import type { ItemRisk } from '../driverItem.ts';
import { hexadecimal, isRapiAtLeast, rapiItem, type RapiItemSpec } from './rapiItem.ts';
import { RAPI_SETTING_FLAGS } from './rapiState.ts';

/** Features as `$FF` knows them, and the commands that firmware before RAPI 4 has for them. */
const LEGACY: Readonly<Record<string, string>> = { D: 'SD', F: 'SF', G: 'SG', R: 'SR', V: 'SV' };

function feature(
  letter: string,
  key: string,
  title: string,
  mask: number,
  { isOnWhenSet = false, risk = 'safety', since, meaning }: FeatureFields,
): RapiItemSpec {
  return {
    item: rapiItem(key, title, {
      type: 'boolean',
      access: 'read-write',
      group: 'Safety checks',
      risk,
      ...(meaning === undefined ? {} : { meaning }),
    }),
    read: {
      command: 'GE',
      value: ({ args }) => {
        const flags = hexadecimal(args[1]);
        return flags === undefined ? undefined : { value: String(((flags & mask) !== 0) === isOnWhenSet) };
      },
    },
    write: {
      command: (value, { protocol }) => {
        const bit = value === 'true' ? '1' : '0';
        const legacy = isRapiAtLeast(protocol, '4') ? undefined : LEGACY[letter];
        return legacy === undefined ? `FF ${letter} ${bit}` : `${legacy} ${bit}`;
      },
    },
    ...(since === undefined ? {} : { since }),
  };
}

interface FeatureFields {
  isOnWhenSet?: boolean;
  risk?: ItemRisk;
  since?: string;
  meaning?: string;
}

const OFF = 'Switching it off takes a protection away from whoever charges here.';

/** What the charger checks by itself. */
export const RAPI_CHECK_ITEMS: readonly RapiItemSpec[] = [
  feature('D', 'diodeCheck', 'Diode check', RAPI_SETTING_FLAGS.diodeCheckOff, { meaning: OFF }),
  feature('F', 'gfiSelfTest', 'GFI self-test', RAPI_SETTING_FLAGS.gfiTestOff, { meaning: OFF }),
  feature('G', 'groundCheck', 'Ground check', RAPI_SETTING_FLAGS.groundCheckOff, { meaning: OFF }),
  feature('R', 'relayCheck', 'Stuck relay check', RAPI_SETTING_FLAGS.relayCheckOff, { meaning: OFF }),
  feature('T', 'temperatureCheck', 'Temperature monitoring', RAPI_SETTING_FLAGS.temperatureCheckOff, {
    since: '4',
    meaning: OFF,
  }),
  feature('V', 'ventCheck', 'Ventilation check', RAPI_SETTING_FLAGS.ventCheckOff, {
    meaning: 'While it is on, a car that asks for ventilation is not charged.',
  }),
  feature('O', 'overCurrentCheck', 'Over-current check', RAPI_SETTING_FLAGS.overCurrentOff, {
    since: '6',
    meaning: OFF,
  }),
  feature('B', 'frontButton', 'Front button', RAPI_SETTING_FLAGS.buttonOff, {
    since: '5.1',
    risk: 'charging',
    meaning: 'While it is off, presses come as messages ($AN) and do nothing at the charger.',
  }),
  feature('L', 'bootLock', 'Lock at every start', RAPI_SETTING_FLAGS.bootLockOff, {
    since: '6',
    risk: 'charging',
    meaning: 'After a start nothing is charged until the lock is opened by $SB.',
  }),
  feature('P', 'proximityAmpacity', 'Current limit by the cable', RAPI_SETTING_FLAGS.proximityAmpacity, {
    isOnWhenSet: true,
    since: '6',
    meaning: 'The resistor in the plug says what the cable may carry.',
  }),
  feature('Z', 'zeroCrossing', 'Relay switches at zero', RAPI_SETTING_FLAGS.zeroCrossingOff, {
    since: '6',
    meaning: 'Spares the contacts of the relay.',
  }),
];
