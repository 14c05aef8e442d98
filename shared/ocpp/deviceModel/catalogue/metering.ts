import {
  choice,
  decimal,
  flag,
  measurands,
  text,
  variablesOf,
  whole,
  type VariableDescription,
} from '../variableDescription.ts';

const rw = { access: 'read-write' } as const;
const must = { isRequired: true } as const;
const s = { unit: 's' } as const;
const v21 = { since: '2.1' } as const;

const READ_BACK =
  'Some stations accept any list and send something else; compare the list with the meter values that arrive.';

/** What is measured and told. */
export const METERING: readonly VariableDescription[] = [
  ...variablesOf('SampledDataCtrlr', [
    flag('Available', 'Whether meter values during a transaction are possible.'),
    flag('Enabled', 'Whether there are meter values during a transaction.', rw),
    flag('SignReadings', 'Whether meter values are signed.', { access: 'either' }),
    measurands('TxStartedMeasurands', 'What is measured when a transaction begins.', {
      ...must,
      hint: READ_BACK,
    }),
    measurands('TxUpdatedMeasurands', 'What is measured during a transaction, at every TxUpdatedInterval.', {
      ...must,
      hint: READ_BACK,
    }),
    whole('TxUpdatedInterval', 'Pause between two meter values during a transaction.', {
      ...rw,
      ...must,
      ...s,
      valueMeanings: { '0': 'No meter values during a transaction: the driver sees no progress in the app.' },
      usual: {
        min: 5,
        max: 3600,
        sentence: 'Under 5 s many chargers fall behind; beyond an hour progress cannot be followed.',
      },
    }),
    measurands('TxEndedMeasurands', 'What was measured during a transaction and is told when it ends.', {
      ...must,
      hint: READ_BACK,
    }),
    whole('TxEndedInterval', 'Pause between two of the meter values that are told when a transaction ends.', {
      ...rw,
      ...must,
      ...s,
      valueMeanings: { '0': 'Only the values of the beginning and the end.' },
      hint: 'A short pause makes the last message of a long charge very large.',
    }),
    flag(
      'RegisterValuesWithoutPhases',
      'Whether the energy register is told as a total only, without single phases.',
      rw,
    ),
    flag('SignStartedReadings', 'Whether the meter values of the beginning are signed.', {
      ...v21,
      access: 'either',
    }),
    flag('SignUpdatedReadings', 'Whether the meter values during a transaction are signed.', {
      ...v21,
      access: 'either',
    }),
    whole('UpstreamInterval', 'Pause between two meter values of the grid connection.', {
      ...rw,
      ...s,
      ...v21,
    }),
    measurands('UpstreamMeasurands', 'What is measured at the grid connection.', v21),
  ]),
  ...variablesOf('AlignedDataCtrlr', [
    flag('Available', 'Whether meter values by the clock are possible.'),
    flag('Enabled', 'Whether there are meter values by the clock.', rw),
    whole(
      'Interval',
      'Pause between meter values that follow the clock: with 900 they come at every quarter of an hour.',
      {
        ...rw,
        ...must,
        ...s,
        valueMeanings: { '0': 'No meter values by the clock.' },
        usual: {
          min: 60,
          sentence: 'Short intervals cost much data, since these values also come while nobody charges.',
        },
      },
    ),
    measurands('Measurands', 'What is measured for the meter values by the clock.', {
      ...must,
      hint: READ_BACK,
    }),
    flag('SendDuringIdle', 'Whether meter values by the clock come only while nobody charges.', rw),
    flag('SignReadings', 'Whether meter values by the clock are signed when a transaction ends.', {
      access: 'either',
    }),
    whole(
      'TxEndedInterval',
      'Pause between two of the clock’s meter values that are told when a transaction ends.',
      {
        ...rw,
        ...must,
        ...s,
      },
    ),
    measurands(
      'TxEndedMeasurands',
      'What was measured by the clock and is told when a transaction ends.',
      must,
    ),
    flag('SignUpdatedReadings', 'Whether the clock’s meter values during a transaction are signed.', {
      ...v21,
      access: 'either',
    }),
    whole('UpstreamInterval', 'Pause between the clock’s meter values of the grid connection.', {
      ...rw,
      ...s,
      ...v21,
    }),
    measurands('UpstreamMeasurands', 'What is measured at the grid connection by the clock.', v21),
  ]),
  ...variablesOf('FiscalMetering', [
    decimal('EnergyExport', 'The energy that the vehicle gave in this transaction.', { unit: 'Wh' }),
    decimal('EnergyExportRegister', 'The meter’s register of the energy that vehicles gave.', { unit: 'Wh' }),
    decimal('EnergyImport', 'The energy that the vehicle took in this transaction.', { unit: 'Wh' }),
    decimal('EnergyImportRegister', 'The meter’s register of the energy that vehicles took.', { unit: 'Wh' }),
    text('Certificate', 'The certificate of the meter.'),
    text('PublicKey', 'The public key of the meter, with which its signed values are checked.', v21),
    choice('OptionsSet', 'What the meter gives for meter values by the clock.', undefined, {
      instances: ['MeterValueAlignedData', 'TxnStoppedAlignedData'],
    }),
  ]),
  ...variablesOf(
    'DataCollector',
    [
      flag('Enabled', 'Whether measurements are collected into a file.', rw),
      text('DateTime', 'From when to when measurements are collected.', {
        ...rw,
        instances: ['Start', 'End'],
      }),
      decimal('SamplingInterval', 'Pause between two measurements.', { ...rw, ...s, min: 0 }),
      measurands('SampledMeasurands', 'What is collected.'),
    ],
    v21,
  ),
];
