import type { ConfigurationItem } from '../../../../../shared/configuration/item.ts';
import type { ReadingStep } from '../../../../../shared/configuration/readingStep.ts';
import { parseVariableAddress } from '../../../../../shared/configuration/variableAddress.ts';
import type { Json } from '../../../../../shared/json.ts';
import type { Outcome } from '../../../../../shared/station/outcome.ts';
import { objectOf, objectsOf } from '../../../../../shared/payloadFields.ts';
import type { SourceContext } from '../configurationSource.ts';
import { stepOf } from '../readingSteps.ts';
import { variableResult } from '../../../../../shared/configuration/variableResult.ts';
import type { KnownVariables } from './knownVariables.ts';
import { addressIdentity, variableInMessage } from '../../../../../shared/configuration/variableMessage.ts';

export interface GetVariablesOptions {
  known: KnownVariables;
  /** Sends GetVariables; rejects only when the reading is cancelled. */
  ask: (payloadText: string) => Promise<Outcome>;
  /** Resolves with whether the station is there again after it left. */
  comeBack: () => Promise<boolean>;
  onProgress: NonNullable<SourceContext['onProgress']>;
}

/** Works with the stations that answer nothing larger. */
const SMALL_BATCH = 4;
/** After so many single variables without an answer the station is not listening at all. */
const GIVE_UP_AFTER = 3;

/**
 * Reads variables by their names with GetVariables (OCPP 2.0.1 B06), in batches within the station's own limits; a batch that
 * fails is asked for again in smaller ones. Answers count in whatever order and part they come.
 */
export class GetVariables {
  readonly items: ConfigurationItem[] = [];
  readonly unknown: string[] = [];
  readonly unread: string[] = [];
  readonly steps: ReadingStep[] = [];
  readonly #options: GetVariablesOptions;
  #worked: number | undefined;
  #stoppedBy: string | undefined;

  constructor(options: GetVariablesOptions) {
    this.#options = options;
  }

  /** Variables per request that worked. */
  get chunk(): number | undefined {
    return this.#worked;
  }

  /** Why nothing more was asked, in the words of the last request. */
  get stoppedBy(): string | undefined {
    return this.#stoppedBy;
  }

  async read(addresses: readonly string[]): Promise<void> {
    const { known, comeBack, onProgress } = this.#options;
    let most = Infinity;
    let failures = 0;
    let rest = addresses.filter((address) => this.#isAskable(address));
    while (rest.length > 0) {
      const size = Math.min(
        most,
        known.batchSize(
          'GetVariables',
          rest.map((address) => ({ address })),
        ),
      );
      const progress = { done: addresses.length - rest.length, total: addresses.length, chunk: size };
      onProgress({ phase: 'in-chunks', ...progress });
      const part = rest.slice(0, size);
      const { outcome, missing } = await this.#request(part);
      if (missing.length < part.length) {
        failures = 0;
        this.#worked = Math.max(size, this.#worked ?? 0);
        // What a larger answer left out is asked for alone, at the end.
        rest = size > 1 ? [...rest.slice(size), ...missing] : rest.slice(1);
        continue;
      }
      const isThere = outcome.outcome !== 'disconnected' || (await comeBack());
      failures = size === 1 ? failures + 1 : 0;
      if (size === 1) this.unread.push(...rest.splice(0, 1));
      most = size > SMALL_BATCH ? SMALL_BATCH : 1;
      if (isNotKnown(outcome) || !isThere || failures >= GIVE_UP_AFTER) {
        this.#stoppedBy = this.steps.at(-1)?.description ?? 'It did not answer.';
        this.unread.push(...rest);
        return;
      }
    }
  }

  #isAskable(address: string): boolean {
    if (parseVariableAddress(address) !== undefined) return true;
    this.unknown.push(address);
    return false;
  }

  async #request(part: readonly string[]): Promise<{ outcome: Outcome; missing: string[] }> {
    const getVariableData = part.flatMap((address) => {
      const parsed = parseVariableAddress(address);
      return parsed === undefined ? [] : [variableInMessage(parsed)];
    });
    const outcome = await this.#options.ask(JSON.stringify({ getVariableData }));
    const missing = outcome.outcome === 'answered' ? this.#take(part, outcome.payload) : [...part];
    this.steps.push(stepOf(outcome, part.length - missing.length, part.length));
    return { outcome, missing };
  }

  /** Takes what an answer tells of what was asked for; answers with what it does not mention. */
  #take(asked: readonly string[], payload: Json | undefined): string[] {
    const awaited = new Map(asked.map((address) => [addressIdentity(address), address]));
    for (const result of objectsOf(objectOf(payload)['getVariableResult'])) {
      const told = variableResult(result);
      const address = told === undefined ? undefined : awaited.get(addressIdentity(told.item.address));
      if (address === undefined || told === undefined) continue;
      awaited.delete(addressIdentity(told.item.address));
      if (told.isUnknown) {
        this.unknown.push(address);
        continue;
      }
      const item = this.#options.known.completed(told.item);
      this.items.push(item);
      this.#options.known.learn([item]);
    }
    return [...awaited.values()];
  }
}

function isNotKnown({ outcome, code = '' }: Outcome): boolean {
  return outcome === 'refused' && /^(NotImplemented|NotSupported)$/.test(code);
}
