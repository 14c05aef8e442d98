import { call, type QuirkRow } from '../quirkRow.ts';
import { AT, metered } from './meterValues.ts';

const CLAUSE = 'OCPP 1.6 §6 MeterValues.req';
const sample = (fields: object): object => ({ meterValue: [{ sampledValue: [fields] }] });

/** Values of the wrong type, of a spelling of their own, or with something around them. */
export const VALUES: readonly QuirkRow[] = [
  {
    row: 51,
    title: 'meterValue is an object instead of a list',
    steps: [
      {
        send: call('MeterValues', {
          connectorId: 1,
          meterValue: { timestamp: AT, sampledValue: [{ value: '7' }] },
        }),
        answer: { result: {} },
        issues: [{ issue: 'error schema-type', says: 'list of one', clause: CLAUSE }],
        meant: { payload: sample({ value: '7' }), repairs: ['wrapped'] },
      },
    ],
    station: { connectors: [{ energyWh: 7 }] },
  },
  {
    row: 52,
    title: 'a number where a text is required',
    steps: [
      {
        send: metered([{ value: 230.1, measurand: 'Voltage', unit: 'V' }]),
        answer: 'result',
        issues: [{ issue: 'error schema-type', says: 'read as the text “230.1”', clause: CLAUSE }],
        meant: { payload: sample({ value: '230.1' }), repairs: ['to-text'] },
      },
    ],
  },
  {
    row: 53,
    title: 'a leading space in a number',
    steps: [
      {
        send: metered([{ value: ' 12.5', measurand: 'Power.Active.Import', unit: 'W' }]),
        answer: 'result',
        issues: [{ issue: 'warning value-spaces', says: '“value”' }],
        meant: { payload: sample({ value: '12.5' }), repairs: ['trimmed'] },
      },
    ],
    station: { connectors: [{ powerW: 12.5 }] },
  },
  {
    row: 54,
    title: 'units that are not in the list',
    steps: [
      {
        send: metered([
          { value: '50', measurand: 'Frequency', unit: 'Hz' },
          { value: '50', measurand: 'Frequency', unit: 'Hertz' },
          { value: '40', measurand: 'Temperature', unit: 'C' },
          { value: '1', measurand: 'Temperature', unit: 'Bananas' },
        ]),
        answer: 'result',
        issues: [
          { issue: 'warning unit-unknown', says: /“Hz” is read as “Hertz”/, clause: CLAUSE },
          { issue: 'warning unit-unknown', says: /“Hertz”, which is none of/ },
          { issue: 'warning unit-unknown', says: /“C” is read as “Celsius”/ },
          { issue: 'warning unit-unknown', says: /Bananas.*as it came/ },
        ],
        meant: {
          payload: {
            meterValue: [
              {
                sampledValue: [
                  { unit: 'Hertz' },
                  { unit: 'Hertz' },
                  { unit: 'Celsius' },
                  { unit: 'Bananas' },
                ],
              },
            ],
          },
          repairs: ['unit-spelling', 'unit-spelling'],
        },
      },
    ],
  },
  {
    row: 55,
    title: 'Celsius and Celcius are both taken',
    steps: [
      {
        send: metered([
          { value: '40', measurand: 'Temperature', unit: 'Celcius' },
          { value: '40', measurand: 'Temperature', unit: 'Celsius' },
        ]),
        answer: 'result',
        issues: [],
        meant: {
          payload: { meterValue: [{ sampledValue: [{ unit: 'Celsius' }, { unit: 'Celsius' }] }] },
          repairs: ['unit-spelling'],
        },
      },
    ],
  },
  {
    row: 56,
    title: 'a measurand that is not in the list',
    steps: [
      {
        send: metered([{ value: '40', measurand: 'SoCState' }]),
        answer: 'result',
        issues: [{ issue: 'warning measurand-unknown', says: 'SoCState', clause: CLAUSE }],
        meant: { payload: sample({ measurand: 'SoCState' }), repairs: [] },
      },
    ],
  },
  {
    row: 57,
    title: 'a context of its own, and a transactionId of 64 bits in a backlog of months',
    steps: [
      {
        send: metered([{ value: '1', context: 'CurrentMax' }], '2024-09-30T12:00:00Z').replace(
          '"meterValue"',
          '"transactionId":9223372036854775807,"meterValue"',
        ),
        answer: 'result',
        issues: [
          { issue: 'warning context-unknown', says: 'CurrentMax', clause: CLAUSE },
          { issue: 'warning integer-too-long', says: '9223372036854775807' },
        ],
        meant: { text: '"transactionId":9223372036854775807,', repairs: [] },
      },
    ],
    findings: ['meter-values-unknown-transaction'],
  },
  {
    row: 57,
    title: 'a transaction is found again by an id of 64 bits',
    version: '2.0.1',
    steps: [
      {
        send: '[2,"1","TransactionEvent",{"eventType":"Started","timestamp":"2026-01-31T12:00:00Z","triggerReason":"CablePluggedIn","seqNo":0,"transactionInfo":{"transactionId":9223372036854775807},"evse":{"id":1,"connectorId":1}}]',
        answer: 'result',
        issues: [
          { issue: 'error schema-type', says: '“transactionId” is a number' },
          { issue: 'warning integer-too-long', says: '9223372036854775807' },
        ],
        meant: { text: '"transactionId":"9223372036854775807"', repairs: ['to-text'] },
      },
    ],
    station: { connectors: [{ transactionId: '9223372036854775807' }] },
  },
  {
    row: 68,
    title: 'meter data inside a DataTransfer as JSON in a text',
    steps: [
      {
        send: call('DataTransfer', { vendorId: 'Example', data: '{"meter":{"value":9223372036854775807}}' }),
        answer: 'result',
        issues: [],
        meant: { text: '"data":{"meter":{"value":9223372036854775807}}', repairs: ['nested-json'] },
      },
    ],
  },
  {
    row: 70,
    title: 'no unit and noise of floating point: Wh is meant, the value stays',
    version: '2.0.1',
    steps: [
      {
        send: '[2,"1","MeterValues",{"evseId":1,"meterValue":[{"timestamp":"2026-01-31T12:00:00Z","sampledValue":[{"value":500.37951660156253}]}]}]',
        answer: 'result',
        issues: [],
        meant: {
          text: '500.3795166015625',
          repairs: [],
          assumed: ['context=Sample.Periodic', 'measurand=Energy.Active.Import.Register', 'unit=Wh'],
        },
      },
    ],
  },
  {
    row: 73,
    title: 'a current with a phase to neutral, and one of N',
    steps: [
      {
        send: metered([
          { value: '16', measurand: 'Current.Import', phase: 'L1-N', unit: 'A' },
          { value: '1', measurand: 'Current.Import', phase: 'N', unit: 'A' },
          { value: '230', measurand: 'Voltage', phase: 'L1-N', unit: 'V' },
        ]),
        answer: 'result',
        issues: [{ issue: 'info phase-of-current', says: 'L1' }],
        meant: {
          payload: { meterValue: [{ sampledValue: [{ phase: 'L1' }, { phase: 'N' }, { phase: 'L1-N' }] }] },
          repairs: ['phase-of-current'],
        },
      },
    ],
  },
  {
    row: 74,
    title: 'a phase glued to the measurand',
    steps: [
      {
        send: metered([{ value: '230', measurand: 'Voltage.L1-N' }]),
        answer: 'result',
        issues: [
          { issue: 'warning measurand-unknown', says: 'measurand “Voltage” of phase L1-N', clause: CLAUSE },
        ],
        meant: { payload: sample({ measurand: 'Voltage', phase: 'L1-N' }), repairs: ['phase-split'] },
      },
    ],
  },
  {
    row: 74,
    title: 'a list of measurands in quotation marks',
    steps: [
      {
        command: { action: 'GetConfiguration', payload: { key: ['MeterValuesSampledData'] } },
        reply:
          '[3,"$ID",{"configurationKey":[{"key":"MeterValuesSampledData","readonly":"false","value":"\'Current.Import,Voltage\'"}]}]',
        outcome: { outcome: 'answered' },
        issues: [
          { issue: 'error schema-type', says: 'read as false' },
          { issue: 'warning value-quoted', says: 'Quotation marks' },
        ],
        meant: {
          payload: { configurationKey: [{ value: 'Current.Import,Voltage', readonly: false }] },
          repairs: ['unquoted', 'to-boolean'],
        },
      },
    ],
  },
  {
    row: 77,
    title: 'no context in any sample',
    steps: [
      {
        send: metered([{ value: '1' }, { value: '2', measurand: 'Voltage', unit: 'V' }]),
        answer: 'result',
        issues: [],
        meant: {
          repairs: [],
          assumed: ['context=Sample.Periodic', 'measurand=Energy.Active.Import.Register', 'unit=Wh'],
        },
      },
    ],
    station: { connectors: [{ energyWh: 1 }] },
  },
];
