import type { ChangeRun, ChangeStep } from '../../../../shared/configuration/change.ts';
import type { Configuration, ConfigurationOwner } from '../../../../shared/configuration/configuration.ts';
import { configurationOwnerSchema } from '../../../../shared/configuration/configuration.ts';
import type { ConfigurationItem } from '../../../../shared/configuration/item.ts';
import type { KeptSnapshot, Snapshot } from '../../../../shared/configuration/snapshot.ts';
import { parseVariableAddress } from '../../../../shared/configuration/variableAddress.ts';
import type { Redactor } from '../../../../shared/trace/redaction/redactor.ts';

/** What may leave of what the session holds about configurations, with the stand-ins that the records have. */
export interface ConfigurationRedaction {
  snapshot(kept: KeptSnapshot): KeptSnapshot;
  run(run: ChangeRun): ChangeRun;
}

export function configurationRedaction(redactor: Redactor): ConfigurationRedaction {
  const redaction = new Redaction(redactor);
  return {
    snapshot: ({ snapshot, configuration }) => ({
      snapshot: redaction.snapshot(snapshot),
      configuration: redaction.configuration(configuration),
    }),
    run: (run) => redaction.run(run),
  };
}

class Redaction {
  readonly #redactor: Redactor;

  constructor(redactor: Redactor) {
    this.#redactor = redactor;
  }

  snapshot({ owner, name, note, ...rest }: Snapshot): Snapshot {
    return { ...rest, owner: this.#owner(owner), ...this.#texts({ name, note }) };
  }

  configuration(configuration: Configuration): Configuration {
    const { owner, items, unknown, unread, issues, steps, sentence } = configuration;
    const address = (text: string): string => this.#redactor.redactText(text);
    return {
      ...configuration,
      owner: this.#owner(owner),
      items: items.map((item) => this.#item(item)),
      unknown: unknown.map(address),
      unread: unread.map(address),
      issues: issues.map((issue) => ({
        ...issue,
        ...(issue.address === undefined ? {} : { address: address(issue.address) }),
        sentence: this.#redactor.redactSentence(issue.sentence),
      })),
      steps: steps.map(({ description, ...step }) => ({ ...step, ...this.#sentences({ description }) })),
      sentence: this.#redactor.redactSentence(sentence),
    };
  }

  run({ stationId, name, steps, sentence, ...rest }: ChangeRun): ChangeRun {
    return {
      ...rest,
      stationId: this.#redactor.redactStationId(stationId),
      ...this.#texts({ name }),
      steps: steps.map((step) => this.#step(step)),
      sentence: this.#redactor.redactSentence(sentence),
    };
  }

  #step({ address, before, wanted, after, sentence, ...rest }: ChangeStep): ChangeStep {
    return {
      ...rest,
      address: this.#redactor.redactText(address),
      ...this.#values(address, { before, wanted, after }),
      ...this.#sentences({ sentence }),
    };
  }

  #item({ address, value, note, characteristics, ...rest }: ConfigurationItem): ConfigurationItem {
    const list = characteristics?.valuesList?.map((one) => this.#value(address, one));
    return {
      ...rest,
      address: this.#redactor.redactText(address),
      ...this.#values(address, { value }),
      ...this.#sentences({ note }),
      ...(characteristics === undefined
        ? {}
        : { characteristics: { ...characteristics, ...(list === undefined ? {} : { valuesList: list }) } }),
    };
  }

  /** As JSON, since the names of its fields say which of them are numbers of one charger. */
  #owner(owner: ConfigurationOwner): ConfigurationOwner {
    const text = this.#redactor.redactText(JSON.stringify(owner));
    const redacted = configurationOwnerSchema.parse(JSON.parse(text));
    return { ...redacted, stationId: this.#redactor.redactStationId(owner.stationId) };
  }

  /** A value beside its name, as it stands in the messages: the name says what it is. */
  #value(address: string, value: string): string {
    const name = parseVariableAddress(address)?.variable ?? address;
    const text = this.#redactor.redactText(JSON.stringify({ name, value }));
    const { value: redacted } = JSON.parse(text) as { value: unknown };
    return String(redacted);
  }

  #values<K extends string>(
    address: string,
    values: Record<K, string | undefined>,
  ): Partial<Record<K, string>> {
    return present(values, (value) => this.#value(address, value));
  }

  #sentences<K extends string>(sentences: Record<K, string | undefined>): Partial<Record<K, string>> {
    return present(sentences, (sentence) => this.#redactor.redactSentence(sentence));
  }

  #texts<K extends string>(texts: Record<K, string | undefined>): Partial<Record<K, string>> {
    return present(texts, (text) => this.#redactor.redactText(text));
  }
}

/** The members that are there, changed. */
function present<K extends string>(
  members: Record<K, string | undefined>,
  change: (text: string) => string,
): Partial<Record<K, string>> {
  const all = Object.entries<string | undefined>(members);
  const changed = all.flatMap(([name, text]) => (text === undefined ? [] : [[name, change(text)]]));
  return Object.fromEntries(changed) as Partial<Record<K, string>>;
}
