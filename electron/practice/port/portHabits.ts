import type { PracticePortDevice } from '../../../shared/practice/practiceCharger.ts';
import { CABLE_HABITS } from './cableHabits.ts';
import { CONSOLE_HABITS } from './console/consoleHabits.ts';
import { MODBUS_HABITS } from './modbus/modbusHabits.ts';
import type { KnownHabits } from './practiceHabits.ts';
import { RAPI_HABITS } from './rapi/rapiHabits.ts';

const OF_DEVICES: Readonly<Record<PracticePortDevice, KnownHabits>> = {
  rapi: RAPI_HABITS,
  modbus: MODBUS_HABITS,
  console: CONSOLE_HABITS,
};

/** Every habit that a practice device on a cable can have, those of the cable last. */
export function portHabits(device: PracticePortDevice): KnownHabits {
  return { ...OF_DEVICES[device], ...CABLE_HABITS };
}
