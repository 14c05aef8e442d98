import type { PortProfileSource } from '../../../../../shared/service-port/profile/portProfile.ts';

/** States as `$GS` and `$AT` tell them. */
const STATES = {
  0: 'unknown',
  1: 'A: not connected',
  2: 'B: connected',
  3: 'C: charging',
  4: 'D: ventilation required',
  5: 'diode check failed',
  6: 'ground fault (GFCI)',
  7: 'no ground',
  8: 'stuck relay',
  9: 'GFI self-test failed',
  10: 'over temperature',
  11: 'over current',
  14: 'relay closure fault',
  254: 'sleeping',
  255: 'disabled',
};

const LIVE_FLAGS = {
  1: 'hard fault',
  2: 'sleeping after a limit',
  3: 'locked until authorised',
  5: 'no ground since start',
  6: 'charging',
  7: 'ground fault since start',
  8: 'car connected',
};

const SETTING_FLAGS = {
  0: 'service level 2',
  1: 'diode check off',
  2: 'ventilation check off',
  3: 'ground check off',
  4: 'stuck relay check off',
  5: 'service level not detected',
  6: 'charging does not start by itself',
  7: 'debug messages',
  8: 'monochrome display',
  9: 'GFI self-test off',
  10: 'temperature monitoring off',
  15: 'front button off',
};

/** OpenEVSE and its many relatives: RAPI on the serial port of the controller. */
export const OPEN_EVSE = {
  schema: 1,
  id: 'openevse-rapi',
  name: 'OpenEVSE (RAPI)',
  vendor: 'OpenEVSE',
  models: ['OpenEVSE'],
  driver: 'rapi',
  evidence: {
    level: 'source-code',
    source: 'open_evse firmware, rapi_proc.h and open_evse.h',
    url: 'https://github.com/OpenEVSE/open_evse',
    note: 'RAPI 5.2.1 (commit 8e492981), confirmed against the firmware itself, 8.2.3, running as a program.',
  },
  usb: [{ vid: '0403', pid: '6001' }, { vid: '10c4', pid: 'ea60' }, { vid: '1a86' }],
  line: {
    bauds: [115_200],
    formats: ['8N1'],
    checksum: 'xor',
    sequenceIds: true,
    maxFrame: 31,
    timeoutMs: 1000,
    retries: 2,
    // The start-up test alone takes 3.5 s.
    bootWaitMs: 6000,
  },
  identify: [{ command: 'version', field: 'firmware', matches: '^[A-Za-z]?[0-9]+(\\.|$)' }],
  identity: { firmwareVersion: 'firmwareVersion', facts: ['protocolVersion', 'mcuId'] },
  charging: { key: 'state', values: ['C: charging', 'D: ventilation required'] },
  commands: [
    {
      key: 'version',
      send: 'GV',
      meaning: 'Versions of firmware and protocol',
      isReading: true,
      reply: [{ name: 'firmware' }, { name: 'protocol' }],
    },
    {
      key: 'state',
      send: 'GS',
      meaning: 'State',
      isReading: true,
      reply: [
        { name: 'evse', as: 'hex', enum: STATES },
        { name: 'elapsed', as: 'dec', unit: 's' },
        { name: 'pilot', as: 'hex', enum: STATES, isOptional: true },
        { name: 'flags', as: 'hex', flags: LIVE_FLAGS, isOptional: true },
      ],
    },
    {
      key: 'settings',
      send: 'GE',
      meaning: 'Current and switches',
      isReading: true,
      reply: [
        { name: 'amps', as: 'dec', unit: 'A' },
        { name: 'flags', as: 'hex', flags: SETTING_FLAGS },
      ],
    },
    {
      key: 'capacity',
      send: 'GC',
      meaning: 'Limits of the current',
      isReading: true,
      reply: [
        { name: 'min', as: 'dec', unit: 'A' },
        { name: 'hardwareMax', as: 'dec', unit: 'A' },
        { name: 'pilot', as: 'dec', unit: 'A', isOptional: true },
        { name: 'max', as: 'dec', unit: 'A', isOptional: true },
      ],
    },
    {
      key: 'metering',
      send: 'GG',
      meaning: 'Current and voltage',
      isReading: true,
      reply: [
        { name: 'current', as: 'dec', unit: 'A', scale: 0.001, absent: [-1] },
        { name: 'voltage', as: 'dec', unit: 'V', scale: 0.001, absent: [-1] },
      ],
    },
    {
      key: 'energy',
      send: 'GU',
      meaning: 'Energy',
      isReading: true,
      reply: [
        { name: 'session', as: 'dec', unit: 'Ws' },
        { name: 'total', as: 'dec', unit: 'Wh' },
      ],
    },
    {
      key: 'faults',
      send: 'GF',
      meaning: 'Counters of faults',
      isReading: true,
      reply: [
        { name: 'groundFault', as: 'hex' },
        { name: 'noGround', as: 'hex' },
        { name: 'stuckRelay', as: 'hex' },
      ],
    },
    {
      key: 'ammeter',
      send: 'GA',
      meaning: 'Calibration of the ammeter',
      isReading: true,
      isOptional: true,
      reply: [
        { name: 'scale', as: 'dec' },
        { name: 'offset', as: 'dec' },
      ],
    },
    {
      key: 'delayTimer',
      send: 'GD',
      meaning: 'Delay timer',
      isReading: true,
      isOptional: true,
      reply: [
        { name: 'startHour', as: 'dec' },
        { name: 'startMinute', as: 'dec' },
        { name: 'endHour', as: 'dec' },
        { name: 'endMinute', as: 'dec' },
      ],
    },
    {
      key: 'chargeLimit',
      send: 'GH',
      meaning: 'Limit of the energy',
      isReading: true,
      isOptional: true,
      reply: [{ name: 'energy', as: 'dec', unit: 'kWh' }],
    },
    {
      key: 'mcuId',
      send: 'GI',
      meaning: 'Number of the controller; may hold control characters',
      isReading: true,
      isOptional: true,
      reply: [{ name: 'id' }],
    },
    {
      key: 'temperatures',
      send: 'GP',
      meaning: 'Temperatures',
      isReading: true,
      isOptional: true,
      reply: [
        { name: 'clock', as: 'dec', unit: '°C', scale: 0.1, absent: [-2560] },
        { name: 'board', as: 'dec', unit: '°C', scale: 0.1, absent: [-2560] },
        { name: 'infrared', as: 'dec', unit: '°C', scale: 0.1, absent: [-2560] },
      ],
    },
    {
      key: 'time',
      send: 'GT',
      meaning: 'Clock',
      isReading: true,
      isOptional: true,
      reply: [
        { name: 'year', as: 'dec' },
        { name: 'month', as: 'dec' },
        { name: 'day', as: 'dec' },
        { name: 'hour', as: 'dec' },
        { name: 'minute', as: 'dec' },
        { name: 'second', as: 'dec' },
      ],
    },
    {
      key: 'supervision',
      send: 'GY',
      meaning: 'Heartbeat supervision',
      isReading: true,
      isOptional: true,
      reply: [
        { name: 'interval', as: 'dec', unit: 's' },
        { name: 'limit', as: 'dec', unit: 'A' },
        { name: 'trigger', as: 'dec', enum: { 0: 'never missed', 1: 'missed once', 2: 'limited now' } },
      ],
    },
    {
      key: 'connected',
      send: 'G0',
      meaning: 'Whether a car is connected',
      isReading: true,
      isOptional: true,
      reply: [{ name: 'car', as: 'dec', enum: { 0: 'no', 1: 'yes', 2: 'unknown' } }],
    },
    {
      key: 'timeLimit',
      send: 'G3',
      meaning: 'Limit of the time',
      isReading: true,
      isOptional: true,
      reply: [{ name: 'time', as: 'dec', unit: 'min', scale: 15 }],
    },
    {
      key: 'socketLock',
      send: 'G5',
      meaning: 'Lock of the socket',
      isReading: true,
      isOptional: true,
      reply: [
        { name: 'isLocked', as: 'dec', enum: { 0: 'unlocked', 1: 'locked' } },
        { name: 'mode', enum: { A: 'automatic', M: 'by hand' } },
      ],
    },
    { key: 'enable', send: 'FE', meaning: 'Enable', isReading: false, risk: 'charging' },
    { key: 'disable', send: 'FD', meaning: 'Disable', isReading: false, risk: 'charging' },
    { key: 'sleep', send: 'FS', meaning: 'Sleep', isReading: false, risk: 'charging' },
    { key: 'restart', send: 'FR', meaning: 'Restart', isReading: false, risk: 'restart' },
  ],
  news: [
    {
      prefix: 'AB',
      meaning: 'It has just started',
      isBoot: true,
      fields: [
        {
          name: 'test',
          as: 'hex',
          enum: { 0: 'ok', 7: 'bad ground', 8: 'stuck relay', 9: 'GFI test failed' },
        },
        { name: 'firmware' },
      ],
    },
    {
      prefix: 'AT',
      meaning: 'The state has changed',
      fields: [
        { name: 'evse', as: 'hex', enum: STATES },
        { name: 'pilot', as: 'hex', enum: STATES },
        { name: 'amps', as: 'dec', unit: 'A' },
        { name: 'flags', as: 'hex', flags: LIVE_FLAGS },
      ],
    },
    {
      prefix: 'AN',
      meaning: 'The button was pressed',
      fields: [{ name: 'press', as: 'dec', enum: { 0: 'short', 1: 'long' } }],
    },
    { prefix: 'WF', meaning: 'It asks for a Wi-Fi mode', fields: [{ name: 'mode' }] },
  ],
  forbidden: [
    {
      pattern: '^\\$?SC +[0-9]+ +M',
      why: 'It sets the most current of the hardware, which can be written once in the life of the charger and never again.',
    },
    { pattern: '^\\$?T0\\b', why: 'It makes the charger believe in a current that does not flow.' },
  ],
  macros: [
    { name: 'Version', send: '$GV', meaning: 'Firmware and protocol' },
    { name: 'State', send: '$GS' },
    {
      name: 'Current, until restart',
      send: '$SC {amps} V',
      meaning: 'Sets the current without wearing the memory',
    },
  ],
  noFirmware:
    'The official way for firmware is an ISP programmer on the six-pin header: the fuses leave no boot loader. Forks with optiboot have a profile of their own.',
  notes: [
    'Opening the port may restart the controller through DTR; its self-test then takes about 4 s.',
    'A command of more than 32 characters gets no answer at all.',
    'A current set with “SC” is kept in EEPROM, which wears out; “SC … V” holds until the next restart.',
  ],
} as const satisfies PortProfileSource;

/** Forks with a boot loader take firmware as an Arduino does. */
export const OPEN_EVSE_OPTIBOOT = {
  ...OPEN_EVSE,
  id: 'openevse-optiboot',
  name: 'OpenEVSE fork with optiboot (RAPI)',
  models: ['Parkkisahko'],
  evidence: {
    level: 'source-code',
    source: 'Parkkisahko/open_evse, flashing/README.md',
    url: 'https://github.com/Parkkisahko/open_evse',
    note: 'The way of the firmware was never seen on hardware here; avrdude is the reference tool.',
  },
  noFirmware: undefined,
  firmware: {
    method: 'stk500v1',
    isExperimental: true,
    accepts: ['.hex', '.bin'],
    chip: { name: 'ATmega328P', signature: '1e950f', pageBytes: 128 },
    restartMs: 10_000,
    warnings: [
      'Only for boards with optiboot: an original OpenEVSE has no boot loader and does not answer.',
      'Stopping in the middle leaves the charger without firmware until a push succeeds.',
    ],
  },
} as const satisfies PortProfileSource;
