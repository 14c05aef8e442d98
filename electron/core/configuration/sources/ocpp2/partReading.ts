import type { ConfigurationItem } from '../../../../../shared/configuration/item.ts';
import {
  variableOf,
  type AskedComponent,
  type ReadPart,
} from '../../../../../shared/configuration/readPart.ts';
import {
  formatVariableAddress,
  parseVariableAddress,
} from '../../../../../shared/configuration/variableAddress.ts';
import { addressIdentity, variableInMessage } from '../../../../../shared/configuration/variableMessage.ts';
import { standardVariables } from '../../../../../shared/ocpp/deviceModel/standardVariables.ts';
import type { OcppVersion } from '../../../../../shared/ocpp/version.ts';
import type { JsonObject } from '../../../../../shared/json.ts';
import type { SourceReading } from '../configurationSource.ts';
import type { GetVariables } from './getVariables.ts';
import type { KnownVariables } from './knownVariables.ts';
import { partSentence } from './partSentence.ts';
import type { ReportReader, ReportResult } from './reportReader.ts';

export interface PartReadingOptions {
  version: OcppVersion;
  part: ReadPart;
  reader: ReportReader;
  known: KnownVariables;
  byName: GetVariables;
}

/**
 * Reads a part of a device model with GetReport (OCPP 2.0.1 B08), in as many requests as the station's limits want. Criteria that it does
 * not take together are asked for one by one; components without criteria are asked for by name where it makes no such reports.
 */
export class PartReading {
  readonly #options: PartReadingOptions;
  readonly #items = new Map<string, ConfigurationItem[]>();
  readonly #problems: string[] = [];
  #isComplete = true;
  #hasAnswer = false;

  constructor(options: PartReadingOptions) {
    this.#options = options;
  }

  async run(): Promise<SourceReading> {
    const { criteria, components } = this.#options.part;
    const waiting = components === undefined ? [{ criteria }] : this.#batches(components, criteria);
    for (let part = waiting.shift(); part !== undefined; part = waiting.shift()) {
      const result = await this.#options.reader.read('GetReport', queryOf(part));
      const { criteria: asked = [], components: named = [] } = part;
      if (result.isNotSupported && asked.length > 1) {
        waiting.unshift(...asked.map((criterion) => ({ ...part, criteria: [criterion] })));
        continue;
      }
      this.#take(result, asked);
      if (!result.isThere) break;
      if (!result.isComplete && asked.length === 0) await this.#readByName(named);
    }
    return this.#result();
  }

  #batches(components: readonly AskedComponent[], criteria: ReadPart['criteria']): ReadPart[] {
    const parts: ReadPart[] = [];
    let rest = [...components];
    while (rest.length > 0) {
      const count = this.#options.known.fitting('GetReport', rest, inMessage);
      parts.push({ criteria, components: rest.slice(0, count) });
      rest = rest.slice(count);
    }
    return parts;
  }

  /** What an earlier report of this reading told is not told twice. */
  #take({ items, isComplete, problem }: ReportResult, criteria: readonly string[]): void {
    const fresh = Map.groupBy(items, ({ address }) => addressIdentity(address));
    for (const [identity, told] of fresh) if (!this.#items.has(identity)) this.#items.set(identity, told);
    if (isComplete) this.#hasAnswer = true;
    else {
      this.#isComplete = false;
      const what = criteria.length === 0 ? '' : `${criteria.join(', ')}: `;
      this.#problems.push(`${what}${problem ?? 'no report came'}`);
    }
  }

  /** Of a component that is asked for as a whole, the variables of the specification. */
  async #readByName(components: readonly AskedComponent[]): Promise<void> {
    const { byName, version } = this.#options;
    const addresses = components.flatMap((asked) => {
      const { variable } = asked;
      if (variable !== undefined) return [formatVariableAddress(variableOf(asked, variable))];
      return standardVariables(version).flatMap((address) => standardOf(asked, address));
    });
    const missing = new Map(addresses.map((address) => [addressIdentity(address), address]));
    for (const identity of this.#items.keys()) missing.delete(identity);
    await byName.read([...missing.values()]);
  }

  #result(): SourceReading {
    const { byName, known, part, reader } = this.#options;
    const reported = [...this.#items.values()].flat();
    const items = [...reported, ...byName.items];
    known.learn(byName.items);
    const steps = [...reader.steps, ...byName.steps];
    const isNothing = items.length === 0 && byName.unknown.length === 0 && !this.#hasAnswer;
    const how = reported.length > 0 || this.#hasAnswer ? ('report' as const) : ('by-name' as const);
    return {
      how: isNothing ? 'not-read' : how,
      ...(byName.chunk === undefined ? {} : { chunk: byName.chunk }),
      isWhole: false,
      parts: [part],
      items,
      unknown: byName.unknown,
      unread: byName.unread,
      steps,
      sentence: partSentence(part, {
        reported: reported.length,
        byName: byName.items.length,
        unknown: byName.unknown.length,
        isComplete: this.#isComplete,
        isNothing,
        problems: this.#problems,
      }),
      proof: [...steps.flatMap(({ requestSeq }) => requestSeq ?? []), ...reader.proof].sort((a, b) => a - b),
    };
  }
}

function queryOf({ criteria, components }: ReadPart): JsonObject {
  return {
    ...(criteria === undefined ? {} : { componentCriteria: [...criteria] }),
    ...(components === undefined ? {} : { componentVariable: components.map(inMessage) }),
  };
}

/** ComponentVariableType (OCPP 2.0.1 part 2 §2.15): the variable may be absent. */
function inMessage(asked: AskedComponent): JsonObject {
  const { component, variable } = variableInMessage(variableOf(asked, asked.variable ?? ''));
  return { component, ...(asked.variable === undefined ? {} : { variable }) };
}

/** The address of a standard variable, where it is one of this component. */
function standardOf(asked: AskedComponent, address: string): string[] {
  const standard = parseVariableAddress(address);
  if (standard?.component.toLowerCase() !== asked.component.toLowerCase()) return [];
  return [formatVariableAddress({ ...standard, ...variableOf(asked, standard.variable) })];
}
