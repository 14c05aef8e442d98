import type { Json } from '../../../shared/json.ts';
import type { Outcome } from '../../../shared/station/outcome.ts';
import type { HandledCall } from '../central/station/stationState.ts';
import type { StationObserver } from '../central/stationObserver.ts';

/** A station has booted (epoch ms). `isAskedFor`: a Reset was sent to it shortly before. */
export interface BootSign {
  stationId: string;
  at: number;
  isAskedFor: boolean;
}

const WRITING = new Set(['ChangeConfiguration', 'SetVariables', 'SetNetworkProfile', 'UpdateFirmware']);
/** A station that was told to restart does so within this time. */
const RESET_MS = 5 * 60_000;

/** What the messages of all stations tell about their configurations: when they boot, and when something may have changed. */
export class StationSigns implements StationObserver {
  readonly #writtenAt = new Map<string, number>();
  readonly #resetAt = new Map<string, number>();
  readonly #bootedAt = new Map<string, number>();
  readonly #bootListeners = new Set<(boot: BootSign) => void>();

  /** When a command last left, or the station booted, after which a reading is old (epoch ms); 0 where neither was. */
  changedAt(stationId: string): number {
    return Math.max(this.#writtenAt.get(stationId) ?? 0, this.#bootedAt.get(stationId) ?? 0);
  }

  onBoot(listener: (boot: BootSign) => void): () => void {
    this.#bootListeners.add(listener);
    return () => this.#bootListeners.delete(listener);
  }

  asking(stationId: string, action: string, _payload: Json | undefined): void {
    if (WRITING.has(action)) this.#writtenAt.set(stationId, Date.now());
    if (action === 'Reset') this.#resetAt.set(stationId, Date.now());
  }

  asked(stationId: string, _payload: Json | undefined, { action }: Outcome): void {
    if (WRITING.has(action)) this.#writtenAt.set(stationId, Date.now());
  }

  called(stationId: string, { action, at }: HandledCall): void {
    if (action !== 'BootNotification') return;
    this.#bootedAt.set(stationId, at);
    const resetAt = this.#resetAt.get(stationId);
    this.#resetAt.delete(stationId);
    const isAskedFor = resetAt !== undefined && at - resetAt < RESET_MS;
    for (const listener of this.#bootListeners) listener({ stationId, at, isAskedFor });
  }
}
