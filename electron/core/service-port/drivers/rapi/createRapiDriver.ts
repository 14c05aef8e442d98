import type { RapiProfile } from '../../../../../shared/service-port/profile/rapiProfile.ts';
import type { CreateDriver } from '../chargerDriver.ts';
import { RapiDriver } from './rapiDriver.ts';

/** Speaks with chargers of the OpenEVSE family: RAPI 1 to 6. */
export const createRapiDriver: CreateDriver<RapiProfile> = (line, profile, { events }) =>
  new RapiDriver(line, profile, events);
