import {
  decimal,
  hexadecimal,
  isRapiAtLeast,
  readDecimal,
  rapiItem,
  type RapiItemSpec,
  type RapiRead,
} from './rapiItem.ts';
import { RAPI_SETTING_FLAGS } from './rapiState.ts';

const CLIPPED =
  'Outside its limits the charger takes the nearest value and answers with a refusal all the same; while it is too hot it does not raise the current.';

/** `$GC` has the saved current from RAPI 5.1 on; before, its two arguments are the limits. */
const readSaved: RapiRead = {
  command: 'GC',
  value: ({ args }) => {
    if (args.length === 2) return { absent: 'This firmware tells only the current that holds now.' };
    const amps = decimal(args[3]);
    return amps === undefined ? undefined : { value: String(amps) };
  },
};

const readServiceLevel: RapiRead = {
  command: 'GE',
  value: ({ args }) => {
    const flags = hexadecimal(args[1]);
    if (flags === undefined) return undefined;
    if ((flags & RAPI_SETTING_FLAGS.autoServiceLevelOff) === 0) return { value: 'auto' };
    return { value: (flags & RAPI_SETTING_FLAGS.level2) === 0 ? '1' : '2' };
  },
};

const amps = { type: 'integer', unit: 'A', group: 'Current', min: 6, max: 80, risk: 'charging' } as const;

/** How much the car may draw. `$SC n M` (the hardware's limit, written once for ever) is left out on purpose. */
export const RAPI_CURRENT_ITEMS: readonly RapiItemSpec[] = [
  {
    item: rapiItem('maxCurrent', 'Current limit', {
      ...amps,
      access: 'read-write',
      meaning: 'Kept over a restart, for the service level that is active.',
    }),
    read: readSaved,
    write: { command: (value) => `SC ${value}`, refusal: CLIPPED, needs: ['GC'] },
  },
  {
    item: rapiItem('currentNow', 'Current limit until the restart', {
      ...amps,
      access: 'read-write',
      isVolatile: true,
      meaning: 'Holds until the next restart, and cannot be more than the current limit that is kept.',
    }),
    read: readDecimal('GE', 0),
    write: {
      command: (value, { protocol }) => `SC ${value} ${isRapiAtLeast(protocol, '4') ? 'V' : 'N'}`,
      refusal: CLIPPED,
    },
  },
  {
    item: rapiItem('minCurrent', 'Least current', { type: 'integer', unit: 'A', group: 'Current' }),
    read: readDecimal('GC', 0),
  },
  {
    item: rapiItem('hardwareMaxCurrent', 'Most current of the hardware', {
      type: 'integer',
      unit: 'A',
      group: 'Current',
      meaning: 'It can be written only once in the life of the charger, and is therefore only shown.',
    }),
    read: readDecimal('GC', 1),
  },
  {
    item: rapiItem('serviceLevel', 'Service level', {
      type: 'choice',
      access: 'read-write',
      group: 'Current',
      risk: 'charging',
      meaning: 'Level 1: 120 V, level 2: 208 to 240 V. Found by the charger itself where it is automatic.',
      choices: [
        { value: '1', title: 'Level 1' },
        { value: '2', title: 'Level 2' },
        { value: 'auto', title: 'Automatic' },
      ],
    }),
    read: readServiceLevel,
    write: {
      command: (value) => `SL ${value === 'auto' ? 'A' : value}`,
      refusal: 'Firmware for Europe is built without the automatic service level.',
    },
  },
];
