import type { Behaviour } from '../../behaviours/behaviour.ts';

/** Commands of the blocks that 2.1 added and this station does not have: known, so NotSupported (part 4 §4.3). */
const NEW_IN_21 = new Set([
  'AdjustPeriodicEventStream',
  'AFRRSignal',
  'ChangeTransactionTariff',
  'ClearDERControl',
  'ClearTariffs',
  'GetDERControl',
  'GetPeriodicEventStream',
  'GetTariffs',
  'NotifyAllowedEnergyTransfer',
  'NotifyWebPaymentStarted',
  'RequestBatterySwap',
  'SetDefaultTariff',
  'SetDERControl',
  'UpdateDynamicSchedule',
  'UsePriorityCharging',
]);

export const newIn21: Behaviour = {
  name: 'blocks of 2.1 that are not there',
  onCall: ({ action }) =>
    NEW_IN_21.has(action)
      ? {
          kind: 'error',
          code: 'NotSupported',
          description: `${action} belongs to a block that this station lacks`,
        }
      : 'next',
};
