import type { KeyDescription } from '../keyDescription.ts';
import { MEASURANDS_15 } from '../measurands.ts';
import { METERING_16 } from './metering16.ts';
import { OPERATION_16 } from './operation16.ts';

const base = {
  profile: 'Core',
  access: 'read-write',
  isRequired: false,
  clause: 'OCPP 1.5 §7 (standard configuration key names)',
} as const;

/** What 1.5 and 1.6 share; 1.5 demands none of its keys, and has no keys that tell the length of lists. */
const SHARED: ReadonlySet<string> = new Set([
  'ConnectionTimeOut',
  'ResetRetries',
  'BlinkRepeat',
  'LightIntensity',
  'MeterValueSampleInterval',
  'ClockAlignedDataInterval',
  'MeterValuesSampledData',
  'MeterValuesAlignedData',
  'StopTxnSampledData',
  'StopTxnAlignedData',
]);

function asIn15({ maxItemsKey: _onlyIn16, ...description }: KeyDescription): KeyDescription {
  return {
    ...description,
    ...base,
    ...(description.itemForm === 'measurand' ? { values: MEASURANDS_15 } : {}),
  };
}

function shared(): KeyDescription[] {
  return [...OPERATION_16, ...METERING_16].filter(({ key }) => SHARED.has(key)).map(asIn15);
}

/** The standard configuration keys of OCPP 1.5. */
export const KEYS_15: readonly KeyDescription[] = [
  {
    ...base,
    key: 'HeartBeatInterval',
    type: 'integer',
    unit: 's',
    min: 0,
    meaning: 'Pause between two Heartbeats. The answer to each one also sets the clock of the station.',
    usual: {
      min: 10,
      max: 86_400,
      sentence: 'Under 10 s it only costs data; beyond a day the clock drifts and a dead line goes unseen.',
    },
    hint: 'OCPP 1.6 spells it HeartbeatInterval; chargers that know both versions may have either.',
  },
  {
    ...base,
    key: 'ProximityContactRetries',
    type: 'integer',
    unit: 'times',
    min: 0,
    meaning: 'How many times the station tries to make out the cable before it gives up.',
  },
  {
    ...base,
    key: 'ProximityLockRetries',
    type: 'integer',
    unit: 'times',
    min: 0,
    meaning: 'How many times the station tries to lock the plug before it gives up.',
  },
  {
    ...base,
    key: 'ChargePointId',
    access: 'either',
    type: 'string',
    meaning: 'The identity with which the station presents itself to the back end.',
    hint: 'The back end knows the station by this name; after a change it may refuse the connection.',
    risk: 'connection',
    role: 'backend-identity',
  },
  ...shared(),
];
