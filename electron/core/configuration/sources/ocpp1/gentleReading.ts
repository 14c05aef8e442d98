import type { OcppVersion } from '../../../../../shared/ocpp/version.ts';
import { isSameKey, spellingOf } from '../../../../../shared/ocpp/configuration/keySpelling.ts';
import { maxKeysOf } from '../../../../../shared/ocpp/configuration/maxKeys.ts';
import { standardKeys } from '../../../../../shared/ocpp/configuration/standardKeys.ts';
import type { ReadingProgress } from '../../../../../shared/configuration/readingProgress.ts';
import type { ReadingStep } from '../../../../../shared/configuration/readingStep.ts';
import type { Outcome } from '../../../../../shared/station/outcome.ts';
import { proofOfSteps, stepOf } from '../readingSteps.ts';
import type { SourceReading } from '../configurationSource.ts';
import { ReadKeys } from './readAnswer.ts';
import { readingSentence } from './readingSentence.ts';

export interface GentleReadingOptions {
  version: OcppVersion;
  /** Keys per request as the profile has it; without it all are asked for at once first. */
  chunk: number | undefined;
  /** Keys that the station told of before, in its own spelling. */
  spoken: readonly string[];
  /** Sends GetConfiguration; rejects only when the reading is cancelled. */
  ask: (payloadText: string) => Promise<Outcome>;
  /** Resolves with whether the station is there again after it left. */
  comeBack: () => Promise<boolean>;
  onProgress: (progress: ReadingProgress) => void;
}

/** How one request went, as far as the next one depends on it. */
type Verdict = 'told' | 'nothing' | 'gone' | 'not-known';

/** Works with the stations that answer nothing larger. */
const SMALL_CHUNK = 4;
/** After so many single keys without an answer the station is not listening at all. */
const GIVE_UP_AFTER = 3;
const STEPS_LIMIT = 500;

/**
 * Reads the configuration of a 1.5 or 1.6 station: all keys with one request, then, where that is not answered or the
 * station leaves upon it, the known keys by name, four at a time, then one by one. Only GetConfiguration is sent.
 */
export class GentleReading {
  readonly #options: GentleReadingOptions;
  readonly #keys: ReadKeys;
  readonly #steps: ReadingStep[] = [];
  readonly #unread: string[] = [];
  #worked: number | undefined;
  /** Why nothing more was asked, in the words of the last request. */
  #stoppedBy: string | undefined;

  constructor(options: GentleReadingOptions) {
    this.#options = options;
    this.#keys = new ReadKeys(standardKeys(options.version));
  }

  async run(): Promise<SourceReading> {
    const { chunk } = this.#options;
    if (chunk !== undefined) {
      await this.#readByName(this.#known(), [chunk, ...[SMALL_CHUNK, 1].filter((size) => size < chunk)]);
      return this.#result('in-chunks', false);
    }
    this.#options.onProgress({ phase: 'all-at-once', done: 0 });
    const verdict = await this.#request(undefined);
    if (verdict === 'told') return this.#completed();
    if (verdict === 'not-known' || (verdict === 'gone' && !(await this.#wait()))) {
      return this.#result('not-read', false);
    }
    await this.#readByName(this.#known(), [SMALL_CHUNK, 1]);
    return this.#result('in-chunks', false);
  }

  /** Asks for some keys only, in the station’s own spelling: as many at once as the profile says, else at most `most`. */
  async runFor(keys: readonly string[], most: number): Promise<SourceReading> {
    const chunk = this.#options.chunk ?? Math.min(most, Math.max(1, keys.length));
    await this.#readByName(keys, [chunk, ...[SMALL_CHUNK, 1].filter((size) => size < chunk)]);
    return this.#result('in-chunks', this.#unread.length === 0);
  }

  /** An answer of exactly as many keys as one may hold was probably cut there: the others are asked for by name. */
  async #completed(): Promise<SourceReading> {
    const max = this.#maxKeys();
    const isCut = max !== undefined && this.#keys.size === max;
    const missing = isCut ? this.#known().filter((key) => !this.#keys.isTold(key)) : [];
    if (missing.length > 0) await this.#readByName(missing, [Math.min(max ?? 1, SMALL_CHUNK), 1]);
    return this.#result('all-at-once', !isCut);
  }

  /** Asks for keys in parts of the first size; a part that fails is asked for again in the next smaller size. */
  async #readByName(keys: readonly string[], sizes: readonly number[]): Promise<void> {
    const most = this.#maxKeys() ?? Infinity;
    const ladder = sizes.map((size) => Math.min(size, most));
    let rest = [...keys];
    let step = 0;
    let failures = 0;
    while (rest.length > 0) {
      const size = ladder[step] ?? 1;
      const progress = { done: keys.length - rest.length, total: keys.length, chunk: size };
      this.#options.onProgress({ phase: 'in-chunks', ...progress });
      const part = rest.slice(0, size);
      const verdict = await this.#request(part);
      if (verdict === 'told') {
        failures = 0;
        this.#worked = part.length < size && this.#worked !== undefined ? this.#worked : size;
        const [missed, others] = [part.filter((key) => !this.#keys.isTold(key)), rest.slice(size)];
        // What a larger answer left out is asked for alone, at the end.
        rest = size > 1 && missed.length < part.length ? [...others, ...missed] : others;
        if (size === 1) this.#unread.push(...missed);
        continue;
      }
      const isThere = verdict !== 'gone' || (await this.#wait());
      failures = size === 1 ? failures + 1 : 0;
      if (size === 1) this.#unread.push(...rest.splice(0, 1));
      else step += 1;
      if (verdict === 'not-known' || !isThere || failures >= GIVE_UP_AFTER) {
        this.#stoppedBy = this.#steps.at(-1)?.description ?? 'It did not answer.';
        this.#unread.push(...rest);
        return;
      }
    }
  }

  async #request(keys: readonly string[] | undefined): Promise<Verdict> {
    const outcome = await this.#options.ask(JSON.stringify(keys === undefined ? {} : { key: keys }));
    const got = outcome.outcome === 'answered' ? this.#keys.take(outcome.payload) : 0;
    if (this.#steps.length < STEPS_LIMIT) this.#steps.push(stepOf(outcome, got, keys?.length));
    return verdictOf(outcome, got);
  }

  async #wait(): Promise<boolean> {
    this.#options.onProgress({ phase: 'waiting-for-station', done: this.#keys.size });
    return this.#options.comeBack();
  }

  /** The keys to ask for by name: those of the specification and those that the station has told of before. */
  #known(): string[] {
    const { version, spoken } = this.#options;
    const standard = standardKeys(version).map((key) => spellingOf(key, spoken));
    const own = spoken.filter((key) => !standard.some((other) => isSameKey(key, other)));
    return [...standard, ...own];
  }

  #maxKeys(): number | undefined {
    return maxKeysOf(this.#keys.valueOf('GetConfigurationMaxKeys'));
  }

  #result(how: 'all-at-once' | 'in-chunks' | 'not-read', isWhole: boolean): SourceReading {
    const items = this.#keys.items();
    const isNothing = items.length === 0 && this.#keys.unknown().length === 0;
    const reading = {
      how: isNothing ? ('not-read' as const) : how,
      ...(this.#worked === undefined ? {} : { chunk: this.#worked }),
      isWhole: isWhole && !isNothing && !this.#keys.isCut,
      items,
      unknown: this.#keys.unknown(),
      unread: this.#unread.filter((key) => !this.#keys.isTold(key)),
      steps: this.#steps,
      proof: proofOfSteps(this.#steps),
    };
    const isByProfile = this.#options.chunk !== undefined;
    return { ...reading, sentence: readingSentence(reading, { isByProfile, stoppedBy: this.#stoppedBy }) };
  }
}

function verdictOf({ outcome, code = '' }: Outcome, got: number): Verdict {
  if (outcome === 'answered') return got > 0 ? 'told' : 'nothing';
  if (outcome === 'disconnected') return 'gone';
  return outcome === 'refused' && /^(NotImplemented|NotSupported)$/.test(code) ? 'not-known' : 'nothing';
}
