import { FEATURE_PROFILES, type KeyDescription } from '../keyDescription.ts';

const core = { profile: 'Core', access: 'read-write', isRequired: true } as const;

/** OCPP 1.6 edition 2 §9.1: the keys of the Core profile about the station, its connection and its messages. */
export const OPERATION_16: readonly KeyDescription[] = [
  {
    ...core,
    key: 'BlinkRepeat',
    isRequired: false,
    type: 'integer',
    unit: 'times',
    min: 0,
    meaning: 'How many times the lamps blink when the station wants to catch the driver’s eye.',
    clause: 'OCPP 1.6 §9.1.4',
  },
  {
    ...core,
    key: 'ConnectionTimeOut',
    type: 'integer',
    unit: 's',
    min: 0,
    meaning:
      'How long the station waits for the plug after a card was accepted or a remote start came, and the other way ' +
      'round. When the time is over it becomes free again.',
    usual: {
      min: 10,
      max: 900,
      sentence:
        'Drivers need about 30 to 120 s to plug in; far from that they lose their start or block the station.',
    },
    clause: 'OCPP 1.6 §9.1.6',
  },
  {
    ...core,
    key: 'GetConfigurationMaxKeys',
    access: 'read-only',
    type: 'integer',
    unit: 'keys',
    min: 1,
    meaning: 'The most keys that one GetConfiguration may ask for.',
    hint: 'Some chargers say 0 here. Kerbside takes that as unknown and asks for fewer keys when it has to.',
    clause: 'OCPP 1.6 §9.1.9',
  },
  {
    ...core,
    key: 'HeartbeatInterval',
    type: 'integer',
    unit: 's',
    min: 0,
    meaning:
      'Pause between two Heartbeats. The answer to each one also sets the clock of the station. The interval in the ' +
      'answer to BootNotification replaces this value.',
    usual: {
      min: 10,
      max: 86_400,
      sentence: 'Under 10 s it only costs data; beyond a day the clock drifts and a dead line goes unseen.',
    },
    clause: 'OCPP 1.6 §9.1.10',
  },
  {
    ...core,
    key: 'LightIntensity',
    isRequired: false,
    type: 'integer',
    unit: '%',
    min: 0,
    max: 100,
    meaning: 'How bright the lamps of the station are.',
    clause: 'OCPP 1.6 §9.1.11',
  },
  {
    ...core,
    key: 'MinimumStatusDuration',
    isRequired: false,
    type: 'integer',
    unit: 's',
    min: 0,
    meaning: 'How long a status must last before it is reported. It keeps short jumps out of the log.',
    usual: {
      max: 60,
      sentence: 'A long time hides plug-in and fault events that the back end wants to see.',
    },
    clause: 'OCPP 1.6 §9.1.20',
  },
  {
    ...core,
    key: 'NumberOfConnectors',
    access: 'read-only',
    type: 'integer',
    unit: 'connectors',
    min: 1,
    meaning: 'How many connectors the station has. They are numbered from 1 to this number.',
    usual: { max: 64, sentence: 'No station has that many connectors; the value was probably never set.' },
    hint: 'Some chargers show memory that was never set, such as 1634030126. Such a number is not to be believed.',
    clause: 'OCPP 1.6 §9.1.21',
  },
  {
    ...core,
    key: 'ResetRetries',
    type: 'integer',
    unit: 'times',
    min: 0,
    meaning: 'How many times the station tries again when a restart did not work.',
    clause: 'OCPP 1.6 §9.1.22',
  },
  {
    ...core,
    key: 'SupportedFeatureProfiles',
    access: 'read-only',
    type: 'list',
    values: FEATURE_PROFILES,
    isOpen: true,
    maxItemsKey: 'SupportedFeatureProfilesMaxLength',
    meaning: 'Which parts of OCPP 1.6 the station has, such as smart charging or firmware updates.',
    hint: 'Chargers leave out profiles that they have and name some that they lack; trying the command tells more.',
    clause: 'OCPP 1.6 §9.1.29',
  },
  {
    ...core,
    key: 'SupportedFeatureProfilesMaxLength',
    access: 'read-only',
    isRequired: false,
    type: 'integer',
    unit: 'items',
    min: 1,
    meaning: 'The most items that SupportedFeatureProfiles can have.',
    clause: 'OCPP 1.6 §9.1.30',
  },
  {
    ...core,
    key: 'TransactionMessageAttempts',
    type: 'integer',
    unit: 'times',
    min: 0,
    meaning:
      'How many times a StartTransaction, StopTransaction or transaction’s MeterValues is sent when the back end fails ' +
      'to process it. After the last attempt it is given up.',
    valueMeanings: { '0': 'Messages of transactions may be given up at once: billing data can be lost.' },
    clause: 'OCPP 1.6 §9.1.31',
  },
  {
    ...core,
    key: 'TransactionMessageRetryInterval',
    type: 'integer',
    unit: 's',
    min: 0,
    meaning:
      'Pause before a message of a transaction is sent again. Each further attempt waits that much longer, so the ' +
      'pauses add up.',
    usual: { max: 3600, sentence: 'The pauses grow with each attempt, so messages may arrive hours late.' },
    clause: 'OCPP 1.6 §9.1.32',
  },
  {
    ...core,
    key: 'WebSocketPingInterval',
    isRequired: false,
    type: 'integer',
    unit: 's',
    min: 0,
    meaning:
      'Pause between two WebSocket pings of the station. Pings keep routers and mobile networks from closing a quiet line.',
    valueMeanings: { '0': 'The station sends no pings; it still answers those of the back end.' },
    usual: {
      max: 600,
      sentence:
        'Mobile networks often close a line that is quiet for 5 to 10 minutes, which this cannot prevent.',
    },
    hint: 'Many chargers answer NotSupported to this key. That is allowed; the connection works without it.',
    risk: 'connection',
    clause: 'OCPP 1.6 §9.1.34',
  },
];
