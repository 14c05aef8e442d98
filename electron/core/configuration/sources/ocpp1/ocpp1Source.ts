import type { ReadScope } from '../../../../../shared/configuration/configuration.ts';
import type { WantedChange } from '../../../../../shared/configuration/change.ts';
import { isSameKey, keyIdentity } from '../../../../../shared/ocpp/configuration/keySpelling.ts';
import { maxKeysOf } from '../../../../../shared/ocpp/configuration/maxKeys.ts';
import type { OcppVersion } from '../../../../../shared/ocpp/version.ts';
import type {
  ConfigurationSource,
  SourceContext,
  SourceReading,
  WriteResult,
} from '../configurationSource.ts';
import { callOf, type OcppCalls } from '../ocppCalls.ts';
import { stationReturn } from '../../stationReturn.ts';
import { writeKey } from './writeKey.ts';
import { GentleReading } from './gentleReading.ts';

/** Stations of some makes come back only after minutes. */
const RETURN_LIMIT_MS = 5 * 60_000;
const SPOKEN_LIMIT = 10_000;
/** Of a station that has not told how many keys it takes. */
const USUAL_KEYS = 20;

/** The configuration keys of a 1.5 or 1.6 station: GetConfiguration and ChangeConfiguration. */
export class Ocpp1Source implements ConfigurationSource {
  readonly #stationId: string;
  readonly #version: OcppVersion;
  readonly #calls: OcppCalls;
  /** The station's keys in its own spelling, as its answers told them. */
  #spoken: readonly string[] = [];
  readonly #told = new Set<string>();
  readonly #spellings = new Map<string, string>();
  /** Keys per request that this station is known to bear. */
  #most: number | undefined;

  constructor(stationId: string, version: OcppVersion, calls: OcppCalls) {
    this.#stationId = stationId;
    this.#version = version;
    this.#calls = calls;
  }

  /** 1.x has one scope only. */
  async readWhole(_scope: ReadScope, context: SourceContext): Promise<SourceReading> {
    const reading = this.#learn(await this.#reading(context).run());
    const limit = reading.items.find(({ address }) => isSameKey(address, 'GetConfigurationMaxKeys'))?.value;
    this.#most =
      reading.how === 'in-chunks' ? (reading.chunk ?? this.#most) : (maxKeysOf(limit) ?? this.#most);
    return reading;
  }

  async readSome(addresses: readonly string[], context: SourceContext): Promise<SourceReading> {
    return this.#learn(
      await this.#reading(context).runFor(
        addresses.map((address) => this.ownAddress(address)),
        this.#most ?? USUAL_KEYS,
      ),
    );
  }

  /** ChangeConfiguration takes one key (OCPP 1.6 §6.7). */
  batchSize(_changes: readonly WantedChange[]): number {
    return 1;
  }

  async write(batch: readonly WantedChange[], context: SourceContext): Promise<WriteResult[]> {
    const results: WriteResult[] = [];
    for (const { address, value } of batch) {
      const key = this.ownAddress(address);
      const payload = JSON.stringify({ key, value });
      const outcome = await callOf(this.#calls, this.#stationId, 'ChangeConfiguration', payload, context);
      results.push(writeKey(address, outcome));
    }
    return results;
  }

  /** A key that is there just as it is written is meant, else one that differs in case only. */
  ownAddress(address: string): string {
    return this.#told.has(address) ? address : (this.#spellings.get(keyIdentity(address)) ?? address);
  }

  #reading(context: SourceContext): GentleReading {
    const { central, profileOf } = this.#calls;
    const stationId = this.#stationId;
    return new GentleReading({
      version: this.#version,
      chunk: profileOf(stationId).configurationChunk,
      spoken: this.#spoken,
      ask: async (payloadText) => {
        const outcome = await callOf(this.#calls, stationId, 'GetConfiguration', payloadText, context);
        context.signal?.throwIfAborted();
        return outcome;
      },
      comeBack: () => stationReturn(central, stationId, { limitMs: RETURN_LIMIT_MS, signal: context.signal }),
      onProgress: (progress) => context.onProgress?.(progress),
    });
  }

  /** A key that was told in several spellings is known in each. */
  #learn(reading: SourceReading): SourceReading {
    const told = new Set(reading.items.map(({ address }) => address));
    const identities = new Set([...told].map((key) => keyIdentity(key)));
    const earlier = this.#spoken.filter((key) => told.has(key) || !identities.has(keyIdentity(key)));
    this.#spoken = [...new Set([...earlier, ...told])].slice(0, SPOKEN_LIMIT);
    for (const key of this.#spoken) {
      this.#told.add(key);
      if (told.has(key) || !this.#spellings.has(keyIdentity(key))) this.#spellings.set(keyIdentity(key), key);
    }
    return reading;
  }
}
