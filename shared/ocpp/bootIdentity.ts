import type { JsonObject } from '../json.ts';
import { objectOf, textOf } from '../payloadFields.ts';

/** What a BootNotification says of its sender, in the words of any version. */
export interface BootIdentity {
  vendor: string | undefined;
  model: string | undefined;
  serialNumber: string | undefined;
  firmwareVersion: string | undefined;
}

export function bootIdentity(payload: JsonObject): BootIdentity {
  const about = objectOf(payload['chargingStation']);
  return {
    vendor: textOf(payload['chargePointVendor'] ?? about['vendorName']),
    model: textOf(payload['chargePointModel'] ?? about['model']),
    serialNumber: textOf(
      payload['chargePointSerialNumber'] ?? payload['chargeBoxSerialNumber'] ?? about['serialNumber'],
    ),
    firmwareVersion: textOf(payload['firmwareVersion'] ?? about['firmwareVersion']),
  };
}
