import { MAKER_PACK_KIND, MAKER_PACK_VERSION, type MakerPack } from '../makerPack.ts';

const head = { kerbside: MAKER_PACK_KIND, version: MAKER_PACK_VERSION } as const;
const rw = { access: 'read-write' } as const;
const ro = { access: 'read-only' } as const;

export const ZAPTEC: MakerPack = {
  ...head,
  id: 'zaptec-go',
  name: 'Zaptec Go (OCPP native)',
  match: [{ vendor: ['zaptec'] }],
  source: 'https://docs.zaptec.com/docs/ocpp16j-non-standard-implementation-guidelines-on-zaptec-go',
  evidence: 'documented',
  keys: [
    {
      ...rw,
      key: 'FreeCharging',
      type: 'boolean',
      role: 'free-charging',
      meaning: 'Whether whoever plugs in may charge, without a card.',
    },
    {
      ...rw,
      key: 'FreeChargingIdTag',
      type: 'string',
      maxLength: 20,
      meaning: 'The idTag that the charger reports when it charges without a card.',
    },
    {
      ...rw,
      key: 'LockCablePermanently',
      type: 'boolean',
      risk: 'charging',
      meaning: 'Whether the cable stays locked in the charger, as if it were fixed to it.',
      hint: 'While it is on, UnlockConnectorOnEVSideDisconnect is false and cannot be changed.',
    },
    {
      ...rw,
      key: 'PowerActiveImportDeltaForEagerMeterValueSample',
      type: 'integer',
      unit: 'W',
      min: 0,
      valueMeanings: { '0': 'Meter values come at their interval only.' },
      meaning: 'How much the power must change for a meter value to be sent before its time.',
    },
    {
      ...rw,
      key: 'UseAuthorizationKeyWithoutDecoding',
      type: 'boolean',
      default: 'false',
      risk: 'connection',
      meaning:
        'Whether AuthorizationKey is the password itself (true) or its bytes in hexadecimal digits (false).',
      hint: 'When the log-in fails after AuthorizationKey was set, this is the switch to look at.',
    },
    {
      ...ro,
      key: 'StopTransactionMaxMeterValues',
      type: 'integer',
      min: 0,
      meaning: 'The most meter values in one StopTransaction; those in the middle are left out first.',
      source: 'https://docs.zaptec.com/changelog/zaptec-go-2-ocpp-16jbox-level-release-notes',
    },
  ],
};
