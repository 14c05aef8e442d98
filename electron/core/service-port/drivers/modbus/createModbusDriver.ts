import type { ModbusProfile } from '../../../../../shared/service-port/profile/modbusProfile.ts';
import type { CreateDriver } from '../chargerDriver.ts';
import { ModbusDriver } from './modbusDriver.ts';

/** Speaks Modbus with one unit, as its profile says. */
export const createModbusDriver: CreateDriver<ModbusProfile> = (line, profile, options) =>
  new ModbusDriver(line, profile, options);
