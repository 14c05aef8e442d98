import { MAKER_PACK_KIND, MAKER_PACK_VERSION, type MakerPack } from '../makerPack.ts';

const head = { kerbside: MAKER_PACK_KIND, version: MAKER_PACK_VERSION } as const;
const rw = { access: 'read-write' } as const;
const ro = { access: 'read-only' } as const;

export const ABL: MakerPack = {
  ...head,
  id: 'abl',
  name: 'ABL eM4 and others',
  match: [{ vendor: ['abl'], key: ['AccessPointName', 'PushMeterConfiguration', 'LateOccupied'] }],
  source: 'https://github.com/evcc-io/evcc/issues/7458',
  evidence: 'seen',
  keys: [
    {
      ...rw,
      key: 'AccessPointName',
      type: 'string',
      role: 'apn',
      meaning: 'The access point (APN) of the mobile network.',
    },
    {
      ...rw,
      key: 'PushMeterConfiguration',
      type: 'boolean',
      meaning: 'Whether the charger sends the public keys of its meters to the back end by itself.',
    },
    {
      ...rw,
      key: 'LateOccupied',
      type: 'boolean',
      meaning:
        'Whether the charger stays free until charging begins, instead of being occupied from plugging in.',
    },
  ],
};

export const ALFEN: MakerPack = {
  ...head,
  id: 'alfen',
  name: 'Alfen Eve and Twin',
  match: [{ vendor: ['alfen'] }],
  source: 'https://github.com/evcc-io/evcc (charger/ocpp/const.go)',
  evidence: 'code',
  keys: [
    {
      ...rw,
      key: 'PlugAndChargeIdentifier',
      type: 'string',
      maxLength: 20,
      risk: 'charging',
      meaning: 'The idTag that the charger reports when it charges without a card.',
      hint: 'A remote start needs an idTag that the charger takes; this one it takes always.',
    },
  ],
};

/** A controller that is inside chargers of other makers, too; known by its keys then. */
export const BENDER: MakerPack = {
  ...head,
  id: 'bender-charge-controller',
  name: 'Chargers with a Bender charge controller',
  match: [{ vendor: ['bender'] }, { key: ['RCMBDelta'] }],
  source: 'https://www.bender.de/docs/charge-controller/OCPP/ocpp-in-depth-guide',
  evidence: 'documented',
  keys: [
    {
      ...rw,
      key: 'RCMBDelta',
      type: 'integer',
      unit: '0.1 mA',
      min: 0,
      max: 999,
      default: '0',
      valueMeanings: { '0': 'Nothing is reported.' },
      meaning:
        'How much the residual current must change for the back end to be told, in tenths of a milliampere.',
    },
    {
      ...ro,
      key: 'RCMB_STATE',
      type: 'string',
      meaning: 'What the residual current monitor measures, and its largest values.',
    },
    {
      ...ro,
      key: 'RCMBTransactionMaxRMS',
      type: 'string',
      meaning: 'The largest residual current (RMS) of the transaction.',
    },
    {
      ...ro,
      key: 'RCMBTransactionMaxDC',
      type: 'string',
      meaning: 'The largest direct residual current of the transaction.',
    },
  ],
};
export const EVBOX: MakerPack = {
  ...head,
  id: 'evbox',
  name: 'EVBox Elvi, BusinessLine and their sisters',
  match: [{ vendor: ['ev-box', 'evbox'] }, { key: ['evb_*'] }],
  source: 'https://github.com/evcc-io/evcc/issues/15991',
  evidence: 'seen',
  keys: [
    {
      ...ro,
      key: 'evb_SupportedMeasurands',
      type: 'list',
      isOpen: true,
      meaning: 'The measurands that the charger takes in its lists; others make it reject the whole list.',
      source: 'https://github.com/lbbrhzn/ocpp/issues/221',
    },
    {
      ...rw,
      key: 'DefaultChargingDelay',
      type: 'integer',
      unit: 's',
      min: 0,
      risk: 'charging',
      meaning: 'How long the charger waits before it charges.',
      source: 'https://github.com/evcc-io/evcc/issues/14721',
    },
    {
      ...rw,
      key: 'MessageTimeout',
      type: 'integer',
      unit: 's',
      min: 1,
      risk: 'connection',
      meaning: 'How long the charger waits for the answer to a message.',
    },
    {
      ...ro,
      key: 'StopTransactionMaxMeterValues',
      type: 'integer',
      min: 0,
      meaning: 'The most meter values in one StopTransaction.',
    },
  ],
};

export const PHOENIX_CONTACT: MakerPack = {
  ...head,
  id: 'phoenix-charx',
  name: 'Phoenix Contact CHARX',
  match: [{ vendor: ['phoenix'] }, { model: ['charx'] }],
  source: 'https://github.com/ConnectorIO/connectorio-addons/pull/146',
  evidence: 'told',
  keys: [
    {
      ...rw,
      key: 'FreeMode',
      type: 'boolean',
      role: 'free-charging',
      meaning: 'Whether whoever plugs in may charge, without a card.',
      hint: 'With firmware 1.9.0 a remote start is Rejected unless this is true and AuthorizeRemoteTxRequests is false.',
    },
  ],
};

export const SCHNEIDER: MakerPack = {
  ...head,
  id: 'schneider-evlink',
  name: 'Schneider Electric EVlink',
  match: [
    { vendor: ['schneider'], model: ['monobloc', 'evlink', 'parking', 'smart wallbox'] },
    { key: ['ocppcentraladdress'] },
  ],
  source: 'https://github.com/SAP/e-mobility-charging-stations-simulator (evlink.station-template.json)',
  evidence: 'code',
  keys: [
    {
      ...rw,
      key: 'ocppcentraladdress',
      type: 'string',
      role: 'backend-url',
      meaning: 'The address of the back end.',
    },
    {
      ...rw,
      key: 'maxintensitysocket',
      type: 'integer',
      unit: 'A',
      min: 0,
      role: 'max-current',
      meaning: 'The most current of each socket.',
    },
  ],
};
