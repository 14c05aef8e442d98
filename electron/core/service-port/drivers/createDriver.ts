import { assertNever } from '../../../../shared/assertNever.ts';
import type { PortDriver } from '../../../../shared/service-port/portProfileInfo.ts';
import type { PortProfile } from '../../../../shared/service-port/profile/portProfile.ts';
import type { PortLine } from '../line/portLine.ts';
import { unbuilt } from '../unbuilt.ts';
import { createConsoleDriver } from './console/consoleDriver.ts';
import { createRapiDriver } from './rapi/createRapiDriver.ts';
import { createModbusDriver } from './modbus/createModbusDriver.ts';
import type { ChargerDriver, CreateDriver, DriverEvents } from './chargerDriver.ts';

/** What speaks the language of each class of devices. */
export type Drivers = { [D in PortDriver]?: CreateDriver<Extract<PortProfile, { driver: D }>> };

export const DRIVERS: Drivers = {
  console: createConsoleDriver,
  rapi: createRapiDriver,
  modbus: createModbusDriver,
};

/** The driver that a profile names. */
export function createDriver(
  line: PortLine,
  profile: PortProfile,
  options: { unit?: number | undefined; events: DriverEvents },
  drivers: Drivers = DRIVERS,
): ChargerDriver {
  switch (profile.driver) {
    case 'console':
      return (drivers.console ?? unbuilt)(line, profile, options);
    case 'rapi':
      return (drivers.rapi ?? unbuilt)(line, profile, options);
    case 'modbus':
      return (drivers.modbus ?? unbuilt)(line, profile, options);
    case 'ocpp-lines':
      return (drivers['ocpp-lines'] ?? unbuilt)(line, profile, options);
    case 'json-lines':
      return (drivers['json-lines'] ?? unbuilt)(line, profile, options);
    default:
      return assertNever(profile);
  }
}
