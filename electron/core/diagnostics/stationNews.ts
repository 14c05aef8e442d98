import type { HandledCall } from '../central/station/stationState.ts';
import type { StationObserver } from '../central/stationObserver.ts';
import { integerOf, objectOf, textOf } from '../../../shared/payloadFields.ts';

/** What a station says or does that may concern a log that it was asked for. Times are epoch ms. */
export type LogNews =
  | {
      type: 'status';
      at: number;
      status: string;
      /** Its own words beside the status (statusInfo of 2.1). */
      about?: string;
      requestId?: number;
      seq?: number;
    }
  | { type: 'left'; at: number }
  | { type: 'booted'; at: number; seq?: number };

type Listener = (stationId: string, news: LogNews) => void;

/** Picks out of everything that stations say what concerns the upload of logs. */
export class StationNews implements StationObserver {
  readonly #listeners = new Set<Listener>();

  on(listener: Listener): void {
    this.#listeners.add(listener);
  }

  called(stationId: string, { action, at, payload, seq }: HandledCall): void {
    const proof = seq === undefined ? {} : { seq };
    if (action === 'BootNotification') this.#tell(stationId, { type: 'booted', at, ...proof });
    if (action !== 'DiagnosticsStatusNotification' && action !== 'LogStatusNotification') return;
    const fields = objectOf(payload);
    const status = textOf(fields['status']);
    if (status === undefined) return;
    const requestId = integerOf(fields['requestId']);
    const info = objectOf(fields['statusInfo']);
    const about = [textOf(info['reasonCode']), textOf(info['additionalInfo'])]
      .filter((part) => part !== undefined)
      .join(': ');
    this.#tell(stationId, {
      type: 'status',
      at,
      status: status.trim(),
      ...(about === '' ? {} : { about }),
      ...(requestId === undefined ? {} : { requestId }),
      ...proof,
    });
  }

  left(stationId: string, at: number): void {
    this.#tell(stationId, { type: 'left', at });
  }

  #tell(stationId: string, news: LogNews): void {
    for (const listener of this.#listeners) listener(stationId, news);
  }
}
