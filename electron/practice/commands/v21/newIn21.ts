import type { Behaviour } from '../../behaviours/behaviour.ts';
import { batterySwap } from './batterySwap.ts';
import { customTriggers } from './customTriggers.ts';
import { derControlCommands } from './derControl.ts';
import { energyTransferCommands } from './energyTransfer.ts';
import { eventStreamCommands } from './eventStreams.ts';
import { smartChargingCommands21 } from './smartCharging.ts';
import { tariffCommands } from './tariffs.ts';
import { webPayment } from './webPayment.ts';

/** What 2.1 added to 2.0.1. */
export const newIn21: readonly Behaviour[] = [
  customTriggers,
  ...tariffCommands,
  ...smartChargingCommands21,
  ...eventStreamCommands,
  ...energyTransferCommands,
  ...derControlCommands,
  webPayment,
  batterySwap,
];
