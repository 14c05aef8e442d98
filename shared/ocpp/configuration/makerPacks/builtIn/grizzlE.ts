import { MAKER_PACK_KIND, MAKER_PACK_VERSION, type MakerPack } from '../makerPack.ts';

const head = { kerbside: MAKER_PACK_KIND, version: MAKER_PACK_VERSION } as const;
const rw = { access: 'read-write' } as const;
const ro = { access: 'read-only' } as const;

export const GRIZZL_E: MakerPack = {
  ...head,
  id: 'grizzl-e',
  name: 'Grizzl-E Smart',
  match: [
    { vendor: ['united chargers', 'grizzl'] },
    { model: ['grizzl'] },
    { key: ['StartChargingAfterConnect'] },
  ],
  source: 'https://github.com/lbbrhzn/ocpp/issues/899',
  evidence: 'seen',
  keys: [
    {
      ...rw,
      key: 'ServerUrl',
      type: 'string',
      textForm: 'url',
      role: 'backend-url',
      meaning: 'The address of the back end, without the identity of the charger.',
    },
    {
      ...rw,
      key: 'StationPassword',
      type: 'string',
      role: 'backend-password',
      meaning: 'A password of the charger. The charger shows it to every back end that asks.',
    },
    {
      ...ro,
      key: 'MaxCurrent',
      type: 'integer',
      unit: 'mA',
      min: 0,
      meaning: 'The most current that the charger can give, in milliamperes, as its switches are set.',
    },
    {
      ...ro,
      key: 'MinCurrent',
      type: 'integer',
      unit: 'mA',
      min: 0,
      meaning: 'The least current that the charger can give, in milliamperes.',
    },
    {
      ...rw,
      key: 'SetCurrent',
      type: 'integer',
      unit: 'mA',
      min: 0,
      role: 'max-current',
      meaning: 'The current that the charger gives, in milliamperes.',
      valueMeanings: { '0': 'No limit of its own.' },
    },
    {
      ...rw,
      key: 'StartChargingAfterConnect',
      type: 'boolean',
      role: 'free-charging',
      meaning: 'Whether charging begins with plugging in, without a card or a remote start.',
    },
    {
      ...rw,
      key: 'StopTransactionOnInvalid',
      type: 'boolean',
      risk: 'charging',
      meaning: 'What the specification calls StopTransactionOnInvalidId.',
    },
  ],
};
