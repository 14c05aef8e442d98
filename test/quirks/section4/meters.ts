import { call, fine, type QuirkRow, type QuirkStep } from '../quirkRow.ts';
import { AT, energy, metered, minute, power } from './meterValues.ts';

const start = (meterStart: number, timestamp = AT): QuirkStep =>
  fine(call('StartTransaction', { connectorId: 1, idTag: 'A', meterStart, timestamp }, `start ${timestamp}`));
const stop = (meterStop: number, timestamp: string): QuirkStep =>
  fine(call('StopTransaction', { transactionId: '$TX', meterStop, timestamp }, `stop ${timestamp}`));
const at = (minutes: number, wh: number, watts: number): QuirkStep =>
  fine(metered([energy(wh), power(watts)], minute(minutes)));
const wh = (minutes: number, value: number): QuirkStep => fine(metered([energy(value)], minute(minutes)));
/** Within the running transaction. */
const whOfIt = (minutes: number, value: number): QuirkStep =>
  fine(
    metered([energy(value)], minute(minutes)).replace('"meterValue"', '"transactionId":"$TX","meterValue"'),
  );

/** Registers that contradict the power, themselves or the transaction: seen only over several messages. */
export const METERS: readonly QuirkRow[] = [
  {
    row: 71,
    title: 'kWh labelled Wh',
    steps: [at(0, 361, 9451), at(7, 362, 9451)],
    findings: ['energy-unit-wrong'],
  },
  {
    row: 71,
    title: 'Wh labelled kWh',
    steps: [0, 10, 20].map((minutes) =>
      fine(metered([energy(1000 + minutes * 120, { unit: 'kWh' }), power(7200)], minute(minutes))),
    ),
    findings: ['energy-unit-wrong'],
  },
  {
    row: 71,
    title: 'nothing is found in a register that agrees with the power',
    steps: Array.from({ length: 12 }, (_, index) => at(index * 5, 1000 + index * 600, 7200)),
  },
  {
    row: 72,
    title: 'a register that falls',
    steps: [wh(0, 5000), wh(1, 5100), wh(2, 0), wh(3, 10)],
    findings: ['register-drop'],
    station: { connectors: [{ energyWh: 10 }] },
  },
  {
    row: 72,
    title: 'nothing is found where an old value is sent late',
    steps: [wh(10, 5000), wh(1, 4000), wh(11, 5010)],
  },
  {
    row: 75,
    title: 'meterStop is -1',
    steps: [start(100), stop(-1, minute(10))],
    findings: ['meter-stop-negative'],
  },
  {
    row: 75,
    title: 'meterStop is below meterStart by 1 Wh',
    steps: [start(100), stop(99, minute(10))],
    findings: ['meter-stop-below-start'],
  },
  {
    row: 76,
    title: 'meterStop differs from later MeterValues',
    steps: [start(100), whOfIt(5, 600), stop(700, minute(10)), wh(11, 900)],
    findings: ['meter-stop-differs'],
  },
  {
    row: 76,
    title: 'nothing is found in a transaction whose numbers agree',
    steps: [
      start(100),
      whOfIt(5, 600),
      stop(700, minute(10)),
      wh(11, 701),
      start(701, minute(20)),
      whOfIt(21, 900),
    ],
  },
  {
    row: 152,
    title: 'a register that does not move while power flows',
    steps: [0, 10, 20, 30].map((minutes) => at(minutes, 5000, 7000)),
    findings: ['register-frozen'],
  },
  {
    row: 153,
    title: 'energy in kWh labelled Wh over a longer time',
    steps: [0, 1, 2, 3, 4].map((index) => at(index * 10, 361 + index, 6000)),
    findings: ['energy-unit-wrong'],
  },
  {
    row: 154,
    title: 'a register that restarts with each boot',
    steps: [
      wh(0, 5000),
      fine(call('BootNotification', { chargePointVendor: 'Example', chargePointModel: 'Box' }, 'boot')),
      wh(1, 0),
    ],
    findings: ['register-drop'],
  },
];
