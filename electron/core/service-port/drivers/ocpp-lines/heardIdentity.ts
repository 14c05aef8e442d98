import { isJsonObject } from '../../../../../shared/json.ts';
import { bootIdentity, type BootIdentity } from '../../../../../shared/ocpp/bootIdentity.ts';
import { firstJson } from '../../../../../shared/service-port/lines/firstJson.ts';
import { withoutUndefined } from '../../../../../shared/withoutUndefined.ts';

/** What a charger has said of itself without being asked. */
export type HeardIdentity = Partial<BootIdentity>;

/** Who a charger is by its BootNotification (OCPP 1.6 §6.3, 2.0.1 B01); nothing of any other frame. */
export function identityInFrame(text: string): HeardIdentity | undefined {
  if (!text.includes('"BootNotification"')) return undefined;
  const frame = firstJson(text);
  if (!Array.isArray(frame) || frame[2] !== 'BootNotification') return undefined;
  const payload = frame[3];
  return isJsonObject(payload) ? withoutUndefined(bootIdentity(payload)) : undefined;
}
