import type { ProfileFirmware } from '../../../../shared/service-port/profile/profileFirmware.ts';
import type { FirmwareValues, FirmwareWay } from './chargerDriver.ts';

/**
 * The way of firmware as a profile says it, without the steps at the device. Where a driver types something there, `typed` tells what; without
 * it the parameters go nowhere, so nobody is asked for them.
 */
export function firmwareWay(
  firmware: ProfileFirmware,
  typed?: (values: FirmwareValues) => string[],
): FirmwareWay {
  const {
    before: _before,
    start: _start,
    waitFor: _waitFor,
    after: _after,
    restartMs: _restartMs,
    parameters,
    ...way
  } = firmware;
  return typed === undefined ? way : { ...way, parameters, typed };
}
