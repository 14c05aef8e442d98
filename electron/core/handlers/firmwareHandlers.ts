import { ContractError } from '../../../shared/contract/failure.ts';
import type { Handlers } from '../../../shared/contract/handlers.ts';
import type { FIRMWARE_METHODS } from '../../../shared/contract/methods/firmwareMethods.ts';

type FirmwareHandlers = Pick<Handlers, keyof typeof FIRMWARE_METHODS>;

export function firmwareHandlers(): FirmwareHandlers {
  const unavailable = (): never => {
    throw new ContractError('unavailable', 'This Kerbside cannot push firmware.');
  };
  return {
    'firmware.check': unavailable,
    'firmware.push': unavailable,
    'firmware.cancel': unavailable,
    'firmware.retry': unavailable,
    'firmware.list': () => [],
    'firmware.publish': unavailable,
    'firmware.unpublish': unavailable,
  };
}
