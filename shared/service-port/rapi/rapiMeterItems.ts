import {
  isRapiAtLeast,
  OTHER_OF_PAIR,
  readDecimal,
  rapiItem,
  type RapiDevice,
  type RapiItemSpec,
} from './rapiItem.ts';

const CALIBRATION =
  'All measurements, the energy and the over-current check depend on it. Note the old value before it is changed.';
const NO_SIGN =
  'This firmware does not understand a minus sign and would store a wrong number. Newer firmware (RAPI 6) does.';

/** Two numbers that are read together and written together: the other one stays as it is. */
function pair(
  keys: readonly [string, string],
  titles: readonly [string, string],
  { get, set, range }: { get: string; set: string; range: readonly [number, number] },
): RapiItemSpec[] {
  return keys.map((key, index) => ({
    item: rapiItem(key, titles[index] ?? key, {
      type: 'integer',
      access: 'read-write',
      group: 'Calibration',
      risk: 'safety',
      min: range[0],
      max: range[1],
      meaning: CALIBRATION,
    }),
    read: readDecimal(get, index),
    write: {
      needs: [get],
      command: (value, device) => `${set} ${both(value, index, device.args(get)).join(' ')}`,
      refuses: (value, device) => {
        const numbers = both(value, index, device.args(get));
        if (numbers.includes('')) return OTHER_OF_PAIR;
        const hasMinus = numbers.some((number) => number.startsWith('-'));
        return hasMinus && !isRapiAtLeast(device.protocol, '6') ? NO_SIGN : undefined;
      },
    },
  }));
}

function both(value: string, index: number, args: ReturnType<RapiDevice['args']>): string[] {
  return index === 0 ? [value, args[1] ?? ''] : [args[0] ?? '', value];
}

/** Calibration, and what the charger computes with. */
export const RAPI_METER_ITEMS: readonly RapiItemSpec[] = [
  ...pair(['ammeterScale', 'ammeterOffset'], ['Ammeter scale factor', 'Ammeter offset'], {
    get: 'GA',
    set: 'SA',
    range: [-32_768, 32_767],
  }),
  ...pair(['voltmeterScale', 'voltmeterOffset'], ['Voltmeter scale factor', 'Voltmeter offset'], {
    get: 'GM',
    set: 'SM',
    range: [0, 1_000_000],
  }),
  {
    item: rapiItem('computedVoltage', 'Voltage to compute energy with', {
      type: 'decimal',
      unit: 'V',
      access: 'write-only',
      group: 'Calibration',
      risk: 'safety',
      min: 50,
      max: 500,
      isVolatile: true,
      meaning: 'For chargers without a voltmeter. Lost at the next restart.',
    }),
    write: {
      command: (value) => `SV ${Math.round(Number(value) * 1000)}`,
      proof: 'voltage',
      isSame: (wanted, readBack) => Math.abs(Number(wanted) - Number(readBack)) < 0.001,
      refusal: 'A charger with a voltmeter does not take it.',
    },
    since: '4',
  },
  {
    item: rapiItem('ammeterCalibration', 'Ammeter reads while not charging', {
      type: 'boolean',
      access: 'write-only',
      group: 'Calibration',
      isVolatile: true,
      meaning: 'For calibrating. Ends with the restart; most firmware is built without it.',
    }),
    write: { command: (value) => `S2 ${value === 'true' ? '1' : '0'}` },
  },
  {
    item: rapiItem('setTotalEnergy', 'Set the energy in all', {
      type: 'integer',
      unit: 'Wh',
      access: 'write-only',
      group: 'Calibration',
      risk: 'safety',
      min: 0,
      max: 4_000_000_000,
      meaning: 'The counted energy of its whole life is overwritten.',
    }),
    write: {
      command: (value) => `SK ${value}`,
      proof: 'totalEnergy',
      isSame: (wanted, readBack) => Math.abs(Number(wanted) / 1000 - Number(readBack)) < 0.01,
    },
  },
];
