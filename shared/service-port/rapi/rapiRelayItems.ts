import { readDecimal, readWords, rapiItem, type RapiItemSpec, type RapiRead } from './rapiItem.ts';

const NOT_MEASURED = 'It was not measured, or this hardware cannot.';
const since = '6';

function relay(number: number, key: string, title: string): RapiItemSpec {
  return {
    item: rapiItem(key, title, {
      type: 'boolean',
      access: 'read-write',
      group: 'Relays',
      risk: 'safety',
      meaning: 'A relay that is off stays open while charging.',
    }),
    read: {
      command: 'GR',
      value: ({ args }) => {
        const bit = args[number - 1];
        return bit === '0' || bit === '1' ? { value: String(bit === '1') } : undefined;
      },
    },
    write: { command: (value) => `SR ${number} ${value === 'true' ? '1' : '0'}` },
    since,
  };
}

function wear(key: string, title: string, read: RapiRead, unit?: string, meaning?: string): RapiItemSpec {
  return {
    item: rapiItem(key, title, {
      isLive: true,
      type: 'decimal',
      group: 'Relay wear',
      ...(unit === undefined ? {} : { unit }),
      ...(meaning === undefined ? {} : { meaning }),
    }),
    read,
    since,
  };
}

const none = (raw: number): { none: { raw: number; why: string } } => ({ none: { raw, why: NOT_MEASURED } });
const WARNINGS: Readonly<Record<string, string>> = { 0: 'no warning', 1: 'watch it', 2: 'warning' };

/** The relays and how worn they are; firmware 9 (RAPI 6) tells it. */
export const RAPI_RELAY_ITEMS: readonly RapiItemSpec[] = [
  relay(1, 'relayDc1', 'DC relay 1 in use'),
  relay(2, 'relayDc2', 'DC relay 2 in use'),
  relay(3, 'relayAc', 'AC relay in use'),
  {
    item: rapiItem('zeroCurrent', 'Current that counts as zero', {
      type: 'integer',
      unit: 'mA',
      access: 'read-write',
      group: 'Relays',
      risk: 'safety',
      min: 0,
      max: 5000,
      meaning: 'Below it the relay may open. Too low, and every opening waits a second.',
    }),
    read: readDecimal('GZ', 1),
    write: { command: (value) => `SZ ${value}` },
    since,
  },
  wear(
    'mainsFrequency',
    'Mains frequency',
    readDecimal('GZ', 0, { scale: 0.01, digits: 2, ...none(0) }),
    'Hz',
  ),
  wear('hotOpenings', 'Openings under current', readDecimal('GW', 0)),
  wear('lastOpenCurrent', 'Current at the last opening', readDecimal('GW', 1, { scale: 0.001 }), 'A'),
  wear('closeTime', 'Closing time', readDecimal('GW', 2, none(300)), 'ms'),
  wear('openTime', 'Opening time', readDecimal('GW', 3, none(300)), 'ms'),
  wear('relayLife', 'Relay life left', readDecimal('GL', 0), '%', 'An estimate.'),
  wear('coldOpenings', 'Openings without current', readDecimal('GL', 1)),
  wear('electricalWear', 'Electrical wear', readDecimal('GL', 2, { scale: 0.0001, digits: 4 }), '%'),
  wear('openTimeNormal', 'Usual opening time', readDecimal('GL', 3, none(65_535)), 'ms'),
  wear('openTimeDrift', 'Opening slower than usual', readWords('GL', 4, { 0: 'no', 1: 'yes' })),
  wear('contactHeat', 'Heat index of the contacts', readDecimal('GL', 5, { scale: 0.01, ...none(65_535) })),
  wear('contactHeatNormal', 'Usual heat index', readDecimal('GL', 6, { scale: 0.01, ...none(65_535) })),
  wear('contactWarning', 'Heat of the contacts', readWords('GL', 7, WARNINGS)),
  wear('relayRecoveries', 'Attempts to free a stuck relay', readDecimal('GL', 8)),
];
