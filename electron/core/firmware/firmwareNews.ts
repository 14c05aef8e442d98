import { integerOf, objectOf, textOf } from '../../../shared/payloadFields.ts';
import type { Json } from '../../../shared/json.ts';
import { bootIdentity } from '../../../shared/ocpp/bootIdentity.ts';
import type { HandledCall } from '../central/station/stationState.ts';
import type { StationObserver } from '../central/stationObserver.ts';

/** What a station says or does that may concern firmware that was pushed to it. Times are epoch ms. */
export type StationFirmwareNews =
  | {
      type: 'status';
      at: number;
      status: string;
      /** Of a publication by a local controller. */
      isPublication: boolean;
      about?: string;
      requestId?: number;
      locations?: string[];
      seq?: number;
    }
  | { type: 'left'; at: number }
  | { type: 'booted'; at: number; version?: string; seq?: number };

type Listener = (stationId: string, news: StationFirmwareNews) => void;

const STATUS_ACTIONS: ReadonlySet<string> = new Set([
  'FirmwareStatusNotification',
  'SignedFirmwareStatusNotification',
  'PublishFirmwareStatusNotification',
]);
const MOST_LOCATIONS = 10;

/** Picks out of everything that stations say what concerns firmware. */
export class FirmwareNews implements StationObserver {
  readonly #listeners = new Set<Listener>();

  on(listener: Listener): void {
    this.#listeners.add(listener);
  }

  called(stationId: string, call: HandledCall): void {
    const { action, at, payload, seq } = call;
    const proof = seq === undefined ? {} : { seq };
    if (action === 'BootNotification') {
      const version = bootIdentity(objectOf(payload)).firmwareVersion?.trim();
      const told = version === undefined || version === '' ? {} : { version };
      this.#tell(stationId, { type: 'booted', at, ...told, ...proof });
    }
    if (!STATUS_ACTIONS.has(action)) return;
    const fields = objectOf(payload);
    const status = textOf(fields['status'])?.trim();
    if (status === undefined) return;
    const requestId = integerOf(fields['requestId']);
    const info = objectOf(fields['statusInfo']);
    const words = [textOf(info['reasonCode']), textOf(info['additionalInfo'])];
    const about = words.filter((part) => part !== undefined).join(': ');
    const locations = textsOf(fields['location']);
    this.#tell(stationId, {
      type: 'status',
      at,
      status: status.slice(0, 100),
      isPublication: action === 'PublishFirmwareStatusNotification',
      ...(about === '' ? {} : { about: about.slice(0, 1000) }),
      ...(requestId === undefined ? {} : { requestId }),
      ...(locations.length === 0 ? {} : { locations }),
      ...proof,
    });
  }

  left(stationId: string, at: number): void {
    this.#tell(stationId, { type: 'left', at });
  }

  #tell(stationId: string, news: StationFirmwareNews): void {
    for (const listener of this.#listeners) listener(stationId, news);
  }
}

/** One text where a list belongs is taken for a list of one. */
function textsOf(value: Json | undefined): string[] {
  const all = Array.isArray(value) ? value : [value];
  return all.flatMap((one) => (typeof one === 'string' ? [one.slice(0, 2000)] : [])).slice(0, MOST_LOCATIONS);
}
