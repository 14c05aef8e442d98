import { MAKER_PACK_KIND, MAKER_PACK_VERSION, type MakerPack } from '../makerPack.ts';

const rw = { access: 'read-write' } as const;

/** Pulsar, Copper and Commander. */
export const WALLBOX: MakerPack = {
  kerbside: MAKER_PACK_KIND,
  version: MAKER_PACK_VERSION,
  id: 'wallbox',
  name: 'Wallbox Pulsar, Copper, Commander',
  match: [{ vendor: ['wall box chargers', 'wallbox'] }, { key: ['chargingALimitConn1'] }],
  source: 'https://github.com/evcc-io/evcc/issues/13105',
  evidence: 'seen',
  keys: [
    {
      ...rw,
      key: 'WebSocketUrl',
      type: 'string',
      textForm: 'url',
      role: 'backend-url',
      meaning: 'The address of the back end, without the identity of the charger.',
    },
    {
      ...rw,
      key: 'WebSocketUser',
      type: 'string',
      role: 'backend-identity',
      meaning:
        'The identity with which the charger presents itself to the back end, and its name for the log-in.',
    },
    {
      ...rw,
      key: 'WebSocketPassword',
      type: 'string',
      role: 'backend-password',
      meaning: 'The password with which the charger logs in at the back end.',
    },
    {
      ...rw,
      key: 'chargingALimitConn1',
      type: 'integer',
      unit: 'A',
      min: 0,
      role: 'max-current',
      meaning: 'The most current that the charger gives on each phase. It stays after a restart.',
      source: 'https://github.com/ConnectorIO/connectorio-addons/pull/155',
    },
    {
      ...rw,
      key: 'AuthEnabled',
      type: 'boolean',
      role: 'free-charging',
      meaning: 'Whether a card or the back end must allow charging; with false whoever plugs in may charge.',
    },
    {
      ...rw,
      key: 'AuthEnabledOffline',
      type: 'boolean',
      risk: 'charging',
      meaning: 'The same while the line is down.',
    },
    {
      ...rw,
      key: 'AuthDisabledIdTag',
      type: 'string',
      maxLength: 20,
      meaning: 'The idTag that the charger reports when it charges without a card.',
    },
    {
      ...rw,
      key: 'minSoC',
      type: 'integer',
      unit: '%',
      min: 0,
      max: 100,
      meaning: 'A least state of charge, in percent.',
    },
    {
      ...rw,
      key: 'maxSoC',
      type: 'integer',
      unit: '%',
      min: 0,
      max: 100,
      meaning: 'A highest state of charge, in percent.',
    },
    {
      ...rw,
      key: 'MeterValuesSkipWhenOffline',
      type: 'boolean',
      meaning: 'Whether meter values from the time when the line was down are left out.',
    },
    {
      access: 'read-only',
      key: 'SSID',
      type: 'string',
      meaning: 'The wireless network that the charger is in.',
    },
    {
      access: 'read-only',
      key: 'WiFiSignalStrength',
      type: 'integer',
      meaning: 'How well the charger hears the wireless network.',
    },
    {
      access: 'read-only',
      key: 'SerialNumber',
      type: 'string',
      meaning: 'The serial number of the charger.',
    },
    {
      access: 'read-only',
      key: 'PUK',
      type: 'string',
      isSecret: true,
      meaning: 'The code that takes the charger over in the maker’s app. It should not be shown to anybody.',
    },
  ],
};
