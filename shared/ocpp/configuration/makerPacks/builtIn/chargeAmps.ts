import { MAKER_PACK_KIND, MAKER_PACK_VERSION, type MakerPack } from '../makerPack.ts';

const head = { kerbside: MAKER_PACK_KIND, version: MAKER_PACK_VERSION } as const;
const rw = { access: 'read-write' } as const;
const ro = { access: 'read-only' } as const;

export const CHARGE_AMPS: MakerPack = {
  ...head,
  id: 'charge-amps',
  name: 'Charge Amps Halo, Luna, Dawn',
  match: [{ vendor: ['charge amps', 'charge-amps', 'chargeamps'] }],
  source: 'https://github.com/evcc-io/evcc/issues/21392',
  evidence: 'seen',
  keys: [
    {
      ...ro,
      key: 'ACPhaseSwitchingSupported',
      type: 'boolean',
      meaning: 'Whether the charger can change between one phase and three.',
      source:
        'https://github.com/evcc-io/evcc (charger/ocpp/const.go), https://github.com/evcc-io/evcc/issues/15383',
    },
    {
      ...ro,
      key: 'MaxCurrent',
      type: 'list',
      unit: 'A',
      meaning: 'The most current of each connector, as 1.32; connector 0 is the station.',
    },
    {
      ...ro,
      key: 'MaxPhases',
      type: 'integer',
      min: 1,
      max: 3,
      meaning: 'How many phases the charger is wired with.',
    },
    {
      ...rw,
      key: 'LteAPN',
      type: 'string',
      role: 'apn',
      meaning: 'The access point (APN) of the mobile network.',
    },
    {
      ...rw,
      key: 'AssignedCurrent',
      type: 'list',
      unit: 'A',
      role: 'max-current',
      meaning: 'The current that each connector may give, as 1.16.',
      source: 'https://github.com/evcc-io/evcc/issues/15383',
    },
    {
      ...rw,
      key: 'AssignedPhase',
      type: 'list',
      risk: 'safety',
      meaning: 'The phases of each connector, as 1.L123.',
      source: 'https://github.com/evcc-io/evcc/issues/15383',
    },
    {
      ...rw,
      key: 'CableLock',
      type: 'boolean',
      risk: 'charging',
      meaning: 'Whether the cable stays locked in the charger.',
      source: 'https://github.com/evcc-io/evcc/issues/15383',
    },
    {
      ...rw,
      key: 'ChargePointID',
      type: 'string',
      role: 'backend-identity',
      meaning: 'The identity with which the charger presents itself to the back end.',
      source: 'https://github.com/evcc-io/evcc/issues/15383',
    },
    {
      ...rw,
      key: 'EarthingSystem',
      type: 'string',
      risk: 'safety',
      meaning:
        'How the grid is earthed: TN, TT or IT. A wrong value makes the charger refuse to work, or miss a fault.',
      source: 'https://github.com/evcc-io/evcc/issues/15383',
    },
    {
      ...rw,
      key: 'FreeCharging',
      type: 'boolean',
      role: 'free-charging',
      meaning: 'Whether whoever plugs in may charge, without a card.',
      source: 'https://github.com/evcc-io/evcc/issues/15383',
    },
    {
      ...rw,
      key: 'Downlight',
      type: 'string',
      meaning: 'The lamp under the charger.',
      source: 'https://github.com/evcc-io/evcc/issues/15943',
    },
  ],
};
