import type {
  Configuration,
  ConfigurationIssue,
  ConfigurationOwner,
} from '../../../shared/configuration/configuration.ts';
import type { ConfigurationItem } from '../../../shared/configuration/item.ts';
import { isSecretAddress } from '../../../shared/configuration/secretAddress.ts';
import { checkConfiguration } from '../../../shared/ocpp/configuration/checkConfiguration.ts';
import { shapeOfCharacteristics } from '../../../shared/ocpp/configuration/control.ts';
import type { KeyDescription } from '../../../shared/ocpp/configuration/keyDescription.ts';
import type { MakerPack } from '../../../shared/ocpp/configuration/makerPacks/makerPack.ts';
import { keyDescriber, packsFor } from '../../../shared/ocpp/configuration/makerPacks/matchMakerPacks.ts';
import type { ValueShape } from '../../../shared/ocpp/configuration/valueShape.ts';
import { isOcpp1 } from '../../../shared/ocpp/version.ts';

/** What is known about the settings of one station: from the specification, from makers, and from itself. */
export class SettingFacts {
  readonly #describe: (key: string) => KeyDescription | undefined;
  readonly #shapes = new Map<string, ValueShape>();

  constructor(owner: ConfigurationOwner, items: readonly ConfigurationItem[], packs: readonly MakerPack[]) {
    const { version, vendor, model, firmwareVersion } = owner;
    const keys = items.map(({ address }) => address);
    this.#describe = isOcpp1(version)
      ? keyDescriber(version, packsFor(packs, { vendor, model, firmwareVersion, keys }))
      : () => undefined;
    for (const { address, characteristics } of items) {
      if (characteristics !== undefined) this.#shapes.set(address, shapeOfCharacteristics(characteristics));
    }
  }

  describe(key: string): KeyDescription | undefined {
    return this.#describe(key);
  }

  shapeOf(address: string): ValueShape | undefined {
    return this.#shapes.get(address) ?? this.#describe(address);
  }

  isSecret(address: string): boolean {
    return isSecretAddress(address) || this.shapeOf(address)?.isSecret === true;
  }
}

/** What is not as it should be in a whole configuration. */
export function issuesOf(configuration: Configuration, packs: readonly MakerPack[]): ConfigurationIssue[] {
  const { owner, items, isWhole, unknown } = configuration;
  if (!isOcpp1(owner.version)) return [];
  const facts = new SettingFacts(owner, items, packs);
  const entries = items.map(({ address, value, access }) => ({
    key: address,
    value,
    isReadonly: access === undefined ? undefined : access === 'read-only',
  }));
  const options = { isWhole, unknownKeys: unknown, describe: (key: string) => facts.describe(key) };
  return checkConfiguration(owner.version, entries, undefined, options).map(
    ({ key, severity, sentence, suggestion }) => ({
      address: key,
      severity,
      sentence: suggestion === undefined ? sentence : `${sentence} Probably meant: ${suggestion}.`,
    }),
  );
}
