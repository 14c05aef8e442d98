import { ContractError } from '../../../../shared/contract/failure.ts';
import { keyIdentity } from '../../../../shared/ocpp/configuration/keySpelling.ts';
import { isOcpp1 } from '../../../../shared/ocpp/version.ts';
import type { ConfigurationReading } from '../../../../shared/station/configurationReading.ts';
import type { Outcome } from '../../../../shared/station/outcome.ts';
import type { QuirkProfile } from '../../../../shared/station/quirkProfile.ts';
import type { ReadingProgress } from '../../../../shared/station/quirkState.ts';
import { GentleReading } from './gentleReading.ts';
import { stationReturn, type StationSource } from './stationReturn.ts';

export interface ConfigurationReaderOptions {
  central: StationSource & {
    call(
      stationId: string,
      action: string,
      payloadText: string,
      options: { timeoutMs?: number | undefined; signal?: AbortSignal | undefined },
    ): Promise<Outcome>;
  };
  profileOf: (stationId: string) => QuirkProfile;
  /** Nothing where the reading has ended. */
  onProgress: (stationId: string, progress: ReadingProgress | undefined) => void;
}

export interface ReadOptions {
  signal?: AbortSignal | undefined;
  /** For each request. */
  timeoutMs?: number | undefined;
}

/** Stations of some makes come back only after minutes. */
const RETURN_LIMIT_MS = 5 * 60_000;
const SPOKEN_LIMIT = 1000;

/** Reads configurations of 1.5 and 1.6 stations, one reading of a station at a time. */
export class ConfigurationReader {
  readonly #options: ConfigurationReaderOptions;
  readonly #busy = new Set<string>();
  /** The keys of each station in its own spelling, as its answers told them. */
  readonly #spoken = new Map<string, readonly string[]>();

  constructor(options: ConfigurationReaderOptions) {
    this.#options = options;
  }

  /**
   * Fails with `not-found` for a station never seen, `unavailable` where it is not connected, `conflict` for 2.x, and
   * `busy` while another reading is under way; rejects with the signal's reason when that is aborted.
   */
  async read(stationId: string, { signal, timeoutMs }: ReadOptions = {}): Promise<ConfigurationReading> {
    const { central, profileOf, onProgress } = this.#options;
    const version = this.#readable(stationId);
    this.#busy.add(stationId);
    try {
      const reading = await new GentleReading({
        stationId,
        version,
        chunk: profileOf(stationId).configurationChunk,
        spoken: this.#spoken.get(stationId) ?? [],
        ask: async (payloadText) => {
          const outcome = await central.call(stationId, 'GetConfiguration', payloadText, {
            timeoutMs,
            signal,
          });
          signal?.throwIfAborted();
          return outcome;
        },
        comeBack: () => stationReturn(central, stationId, { limitMs: RETURN_LIMIT_MS, signal }),
        onProgress: (progress) => onProgress(stationId, progress),
      }).run();
      this.#learn(reading);
      return reading;
    } finally {
      this.#busy.delete(stationId);
      onProgress(stationId, undefined);
    }
  }

  #readable(stationId: string): '1.5' | '1.6' {
    const { connected, version } = this.#options.central.station(stationId);
    if (!connected || version === undefined) {
      throw new ContractError('unavailable', `${stationId} is not connected, so nothing was asked.`);
    }
    if (!isOcpp1(version)) {
      throw new ContractError('conflict', `OCPP ${version} has no GetConfiguration.`, {
        hint: 'Ask for its variables with GetBaseReport or GetVariables.',
      });
    }
    if (this.#busy.has(stationId)) {
      throw new ContractError('busy', `The configuration of ${stationId} is being read already.`);
    }
    return version === '1.5' ? '1.5' : '1.6';
  }

  #learn({ stationId, keys }: ConfigurationReading): void {
    const spoken = new Map((this.#spoken.get(stationId) ?? []).map((key) => [keyIdentity(key), key]));
    for (const { key } of keys) spoken.set(keyIdentity(key), key);
    this.#spoken.set(stationId, [...spoken.values()].slice(0, SPOKEN_LIMIT));
  }
}
