import { assertNever } from '../../../../shared/assertNever.ts';
import type { PortDriver } from '../../../../shared/service-port/portProfileInfo.ts';
import type { PortProfile } from '../../../../shared/service-port/profile/portProfile.ts';
import type { PortLine } from '../line/portLine.ts';
import type { ChargerDriver, CreateDriver, DriverEvents } from './chargerDriver.ts';
import { createConsoleDriver } from './console/consoleDriver.ts';
import { createJsonLinesDriver } from './json-lines/jsonLinesDriver.ts';
import { createModbusDriver } from './modbus/createModbusDriver.ts';
import { createOcppLinesDriver } from './ocpp-lines/ocppLinesDriver.ts';
import { createRapiDriver } from './rapi/createRapiDriver.ts';

/** What speaks the language of each class of devices. */
export type Drivers = { [D in PortDriver]: CreateDriver<Extract<PortProfile, { driver: D }>> };

export const DRIVERS: Drivers = {
  console: createConsoleDriver,
  rapi: createRapiDriver,
  modbus: createModbusDriver,
  'ocpp-lines': createOcppLinesDriver,
  'json-lines': createJsonLinesDriver,
};

/** The driver that a profile names; `others` take the place of those that Kerbside has. */
export function createDriver(
  line: PortLine,
  profile: PortProfile,
  options: { unit?: number | undefined; events: DriverEvents },
  others: Partial<Drivers> = {},
): ChargerDriver {
  const drivers: Drivers = { ...DRIVERS, ...others };
  switch (profile.driver) {
    case 'console':
      return drivers.console(line, profile, options);
    case 'rapi':
      return drivers.rapi(line, profile, options);
    case 'modbus':
      return drivers.modbus(line, profile, options);
    case 'ocpp-lines':
      return drivers['ocpp-lines'](line, profile, options);
    case 'json-lines':
      return drivers['json-lines'](line, profile, options);
    default:
      return assertNever(profile);
  }
}
