import { readDecimal, readText, rapiItem, type RapiItemSpec, type RapiRead } from './rapiItem.ts';
import { stateOf } from './rapiLiveItems.ts';
import { RAPI_DISABLED, RAPI_SLEEPING } from './rapiState.ts';

const ONLY_CONNECTED = 'The charger takes a limit only while a car is connected (state B or C).';

const readOperation: RapiRead = {
  command: 'GS',
  value: ({ args }) => {
    const state = stateOf(args);
    if (state === undefined) return undefined;
    if (state === RAPI_DISABLED) return { value: 'disabled' };
    return { value: state === RAPI_SLEEPING ? 'sleeping' : 'enabled' };
  },
};

const readOnOff = (command: string): RapiRead => ({
  command,
  value: ({ args }) => (args[0] === '0' || args[0] === '1' ? { value: String(args[0] === '1') } : undefined),
});

/** What holds for the car that is there, and whether the charger is on. */
export const RAPI_SESSION_ITEMS: readonly RapiItemSpec[] = [
  {
    item: rapiItem('operation', 'Operation', {
      type: 'choice',
      access: 'read-write',
      group: 'State',
      risk: 'charging',
      isVolatile: true,
      meaning: 'Disabling opens the relay at once; sleeping lets the car stop first.',
      choices: [
        { value: 'enabled', title: 'Enabled' },
        { value: 'sleeping', title: 'Sleeping' },
        { value: 'disabled', title: 'Disabled' },
      ],
    }),
    read: readOperation,
    write: {
      command: (value) => (value === 'enabled' ? 'FE' : value === 'sleeping' ? 'FS' : 'FD'),
      refusal: 'A charger with a network module may be switched back by it within a second.',
    },
  },
  {
    item: rapiItem('timeLimit', 'Time limit of the session', {
      type: 'integer',
      unit: 'min',
      access: 'read-write',
      group: 'Session',
      risk: 'charging',
      isVolatile: true,
      min: 0,
      max: 3825,
      meaning: 'In steps of 15 minutes, 0 for none. It ends when the car is unplugged.',
    }),
    read: readDecimal('G3', 0, { scale: 15 }),
    write: {
      command: (value) => `S3 ${Number(value) / 15}`,
      refuses: (value) =>
        Number(value) % 15 === 0 ? undefined : 'The charger counts in steps of 15 minutes.',
      refusal: ONLY_CONNECTED,
    },
  },
  {
    item: rapiItem('energyLimit', 'Energy limit of the session', {
      type: 'integer',
      unit: 'kWh',
      access: 'read-write',
      group: 'Session',
      risk: 'charging',
      isVolatile: true,
      min: 0,
      max: 255,
      meaning: '0 for none. It ends when the car is unplugged.',
    }),
    read: readDecimal('GH', 0),
    write: { command: (value) => `SH ${value}`, refusal: ONLY_CONNECTED },
  },
  {
    item: rapiItem('authorisationLock', 'Locked until authorised', {
      type: 'boolean',
      access: 'read-write',
      group: 'Session',
      risk: 'charging',
      isVolatile: true,
      meaning: 'While it is locked nothing is charged.',
    }),
    read: readOnOff('G4'),
    write: { command: (value) => `S4 ${value === 'true' ? '1' : '0'}` },
  },
  {
    item: rapiItem('socketLockMode', 'Lock of the socket', {
      type: 'choice',
      access: 'read-write',
      group: 'Socket',
      risk: 'charging',
      isVolatile: true,
      choices: [
        { value: 'A', title: 'Automatic: locked while a car is connected' },
        { value: 'M', title: 'By hand' },
      ],
    }),
    read: readText('G5', 1),
    write: { command: (value) => `S5 ${value}` },
  },
  {
    item: rapiItem('socketLocked', 'Socket locked', {
      type: 'boolean',
      access: 'read-write',
      group: 'Socket',
      risk: 'charging',
      isVolatile: true,
      meaning: 'Takes effect only while the lock is worked by hand.',
    }),
    read: readOnOff('G5'),
    write: {
      needs: ['G5'],
      command: (value) => `S5 ${value === 'true' ? '1' : '0'}`,
      refuses: (_value, { args }) =>
        args('G5')[1] === 'A' ? 'The lock is automatic: set it to “by hand” first.' : undefined,
    },
  },
];
