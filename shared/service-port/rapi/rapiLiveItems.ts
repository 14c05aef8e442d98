import {
  decimal,
  hexadecimal,
  rapiItem,
  readDecimal,
  readHex,
  readText,
  readWords,
  type RapiItemSpec,
  type RapiRead,
} from './rapiItem.ts';
import { rapiLiveFlagWords, rapiStateWords } from './rapiState.ts';

const live = (group: string, unit?: string, meaning?: string): Parameters<typeof rapiItem>[2] => ({
  isLive: true,
  group,
  type: unit === undefined ? 'text' : 'decimal',
  ...(unit === undefined ? {} : { unit }),
  ...(meaning === undefined ? {} : { meaning }),
});

/** The state that `$GS` answered. Before RAPI 5 it has two arguments, the state as a decimal number. */
export function stateOf(args: readonly string[]): number | undefined {
  return args.length === 2 ? decimal(args[0]) : hexadecimal(args[0]);
}

const readState: RapiRead = {
  command: 'GS',
  value: ({ args }) => {
    const state = stateOf(args);
    return state === undefined ? undefined : { value: rapiStateWords(state) };
  },
};

const CONNECTED = { 0: 'no', 1: 'yes', 2: 'unknown' };
const notInstalled = { raw: -2560, why: 'No such sensor is installed.' };
const temperature = (index: number): RapiRead =>
  readDecimal('GP', index, { scale: 0.1, digits: 1, none: notInstalled });
const HEARTBEATS: Readonly<Record<string, string>> = {
  0: 'never missed',
  1: 'missed once, acknowledged since',
  2: 'missed: the current is limited until it is acknowledged',
};

/** Firmware before RAPI 5.1 tells of the pilot only in `$GE`. */
const readPilot: RapiRead = {
  command: 'GC',
  value: ({ args }) => {
    if (args.length === 2) return { absent: 'This firmware tells it only in the setting of the current.' };
    const amps = decimal(args[2]);
    return amps === undefined ? undefined : { value: String(amps) };
  },
};

/** What is measured or changes by itself. */
export const RAPI_LIVE_ITEMS: readonly RapiItemSpec[] = [
  { item: rapiItem('state', 'State', live('State')), read: readState },
  {
    item: rapiItem('sessionTime', 'Charging time', live('State', 's', 'Of the current or last session.')),
    read: readDecimal('GS', 1),
  },
  {
    item: rapiItem(
      'pilotState',
      'Pilot',
      live('State', undefined, 'What the car asks for, by the control pilot.'),
    ),
    read: readHex('GS', 2, rapiStateWords),
  },
  {
    item: rapiItem('flags', 'Flags', live('State')),
    read: readHex('GS', 3, rapiLiveFlagWords),
  },
  { item: rapiItem('carConnected', 'Car connected', live('State')), read: readWords('G0', 0, CONNECTED) },
  { item: rapiItem('pilotCurrent', 'Offered current', live('State', 'A')), read: readPilot },
  {
    item: rapiItem('current', 'Current', live('Meter', 'A')),
    read: readDecimal('GG', 0, { scale: 0.001, none: { raw: -1, why: 'There is no ammeter.' } }),
  },
  {
    item: rapiItem(
      'voltage',
      'Voltage',
      live('Meter', 'V', 'Without a voltmeter it is the voltage that energy is computed with.'),
    ),
    read: readDecimal('GG', 1, { scale: 0.001, none: { raw: -1, why: 'There is no voltmeter.' } }),
  },
  {
    item: rapiItem('sessionEnergy', 'Energy of the session', live('Meter', 'Wh')),
    read: readDecimal('GU', 0, { scale: 1 / 3600, digits: 1 }),
  },
  {
    item: rapiItem('totalEnergy', 'Energy in all', live('Meter', 'kWh')),
    read: readDecimal('GU', 1, { scale: 0.001 }),
  },
  {
    item: rapiItem('temperatureClock', 'Temperature at the clock (DS3231)', live('Temperature', '°C')),
    read: temperature(0),
  },
  {
    item: rapiItem('temperatureBoard', 'Temperature of the board (MCP9808)', live('Temperature', '°C')),
    read: temperature(1),
  },
  {
    item: rapiItem('temperatureInfrared', 'Temperature by infrared (TMP007)', live('Temperature', '°C')),
    read: temperature(2),
  },
  { item: counter('gfiTrips', 'Ground faults (GFI)'), read: readHex('GF', 0) },
  { item: counter('groundTrips', 'No ground'), read: readHex('GF', 1) },
  { item: counter('relayTrips', 'Relay stuck'), read: readHex('GF', 2) },
  { item: rapiItem('clock', 'Clock', live('Time', undefined, 'Local time, no zone.')), read: readClock() },
  {
    item: rapiItem('heartbeatState', 'Heartbeat', live('Supervision')),
    read: readWords('GY', 2, HEARTBEATS),
  },
  { item: rapiItem('firmwareVersion', 'Firmware', { group: 'Device' }), read: readText('GV', 0) },
  { item: rapiItem('protocolVersion', 'RAPI version', { group: 'Device' }), read: readText('GV', 1) },
];

function counter(key: string, title: string): ReturnType<typeof rapiItem> {
  const meaning = 'Counted since the counters were cleared, up to 255.';
  return rapiItem(key, title, { isLive: true, type: 'integer', group: 'Fault counters', meaning });
}

function readClock(): RapiRead {
  return {
    command: 'GT',
    value: ({ args }) => {
      const parts = args.slice(0, 6).map(decimal);
      if (parts.length < 6 || parts.some((part) => part === undefined || part < 0 || part > 165))
        return undefined;
      const [year = 0, ...rest] = parts.map((part) => String(part).padStart(2, '0'));
      // A clock whose battery is flat or that is missing answers with 165 in each place.
      if (parts.some((part, index) => (part ?? 0) > (CLOCK_MOST[index] ?? 0))) {
        return { absent: `There is no clock, or it was never set: it tells ${args.join(' ')}.` };
      }
      const [month, day, hour, minute, second] = rest;
      return { value: `20${year}-${month}-${day} ${hour}:${minute}:${second}` };
    },
  };
}

const CLOCK_MOST = [99, 12, 31, 23, 59, 59] as const;
