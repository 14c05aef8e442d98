import type { Frame } from '../../../../shared/ocpp/frame.ts';
import { objectOf, textOf } from '../../../../shared/payloadFields.ts';

const CONTROL = /\p{Cc}/u;
const LIMIT_CHARS = 1000;

/** The serial number in a BootNotification of any version, fit to be an identity; nothing in every other frame. */
export function bootSerial(frame: Frame): string | undefined {
  if (frame.kind !== 'call' || frame.action !== 'BootNotification') return undefined;
  const payload = objectOf(frame.payload);
  const about = objectOf(payload['chargingStation']);
  const named = [payload['chargePointSerialNumber'], payload['chargeBoxSerialNumber'], about['serialNumber']];
  return named
    .map((value) => textOf(value)?.trim())
    .find((text) => text !== undefined && text !== '' && text.length <= LIMIT_CHARS && !CONTROL.test(text));
}
