import type { KeyDescription } from '../keyDescription.ts';
import { MEASURANDS_16 } from '../measurands.ts';

const core = { profile: 'Core', access: 'read-write', isRequired: true } as const;

const measurands = {
  ...core,
  type: 'list',
  itemForm: 'measurand',
  values: MEASURANDS_16,
} as const;

const maxLength = {
  ...core,
  access: 'read-only',
  isRequired: false,
  type: 'integer',
  unit: 'items',
  min: 1,
} as const;

const READ_BACK =
  'Some chargers accept any list and send something else; compare the list with the meter values that arrive.';

/** OCPP 1.6 edition 2 §9.1: the keys of the Core profile about meter values. */
export const METERING_16: readonly KeyDescription[] = [
  {
    ...core,
    key: 'ClockAlignedDataInterval',
    type: 'integer',
    unit: 's',
    min: 0,
    max: 86_400,
    meaning:
      'Pause between meter values that follow the clock: with 900 they come at every quarter of an hour, counted from ' +
      'midnight, also while nobody charges.',
    valueMeanings: { '0': 'No meter values by the clock.' },
    usual: {
      min: 60,
      sentence: 'Short intervals cost much data, since these values also come while nobody charges.',
    },
    clause: 'OCPP 1.6 §9.1.5',
  },
  {
    ...measurands,
    key: 'MeterValuesAlignedData',
    maxItemsKey: 'MeterValuesAlignedDataMaxLength',
    contexts: ['Sample.Clock'],
    meaning: 'What is measured for the meter values by the clock (ClockAlignedDataInterval).',
    hint: READ_BACK,
    clause: 'OCPP 1.6 §9.1.15',
  },
  {
    ...maxLength,
    key: 'MeterValuesAlignedDataMaxLength',
    meaning: 'The most items that MeterValuesAlignedData can have.',
    clause: 'OCPP 1.6 §9.1.16',
  },
  {
    ...measurands,
    key: 'MeterValuesSampledData',
    maxItemsKey: 'MeterValuesSampledDataMaxLength',
    contexts: ['Sample.Periodic'],
    meaning: 'What is measured during a transaction, at every MeterValueSampleInterval.',
    hint: `${READ_BACK} Trying out one measurand after the other drives some chargers into a restart loop.`,
    clause: 'OCPP 1.6 §9.1.17',
  },
  {
    ...maxLength,
    key: 'MeterValuesSampledDataMaxLength',
    meaning: 'The most items that MeterValuesSampledData can have.',
    clause: 'OCPP 1.6 §9.1.18',
  },
  {
    ...core,
    key: 'MeterValueSampleInterval',
    type: 'integer',
    unit: 's',
    min: 0,
    meaning: 'Pause between two meter values during a transaction.',
    valueMeanings: { '0': 'No meter values during a transaction: the driver sees no progress in the app.' },
    usual: {
      min: 5,
      max: 3600,
      sentence: 'Under 5 s many chargers fall behind; beyond an hour progress cannot be followed.',
    },
    clause: 'OCPP 1.6 §9.1.19',
  },
  {
    ...measurands,
    key: 'StopTxnAlignedData',
    maxItemsKey: 'StopTxnAlignedDataMaxLength',
    contexts: ['Sample.Clock'],
    meaning: 'What was measured by the clock during a transaction and is told once more when it ends.',
    hint: 'A long list at a short interval makes a StopTransaction so large that some chargers cannot send it.',
    clause: 'OCPP 1.6 §9.1.25',
  },
  {
    ...maxLength,
    key: 'StopTxnAlignedDataMaxLength',
    meaning: 'The most items that StopTxnAlignedData can have.',
    clause: 'OCPP 1.6 §9.1.26',
  },
  {
    ...measurands,
    key: 'StopTxnSampledData',
    maxItemsKey: 'StopTxnSampledDataMaxLength',
    contexts: ['Transaction.Begin', 'Sample.Periodic', 'Transaction.End'],
    meaning: 'What was measured during a transaction and is told once more when it ends.',
    hint: 'A long list makes the StopTransaction of a long charge so large that some chargers cannot send it.',
    clause: 'OCPP 1.6 §9.1.27',
  },
  {
    ...maxLength,
    key: 'StopTxnSampledDataMaxLength',
    meaning: 'The most items that StopTxnSampledData can have.',
    clause: 'OCPP 1.6 §9.1.28',
  },
];
