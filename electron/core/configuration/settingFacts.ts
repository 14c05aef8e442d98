import type {
  Configuration,
  ConfigurationIssue,
  ConfigurationOwner,
} from '../../../shared/configuration/configuration.ts';
import type { Characteristics, ConfigurationItem } from '../../../shared/configuration/item.ts';
import { checkItems } from '../../../shared/configuration/checkItems.ts';
import { describerOfItems } from '../../../shared/configuration/driverKey.ts';
import { hasKeys, isOcpp } from '../../../shared/configuration/spoken.ts';
import { isSecretAddress } from '../../../shared/configuration/secretAddress.ts';
import { parseVariableAddress } from '../../../shared/configuration/variableAddress.ts';
import { checkConfiguration } from '../../../shared/ocpp/configuration/checkConfiguration.ts';
import type { KeyDescription } from '../../../shared/ocpp/configuration/keyDescription.ts';
import type { MakerPack } from '../../../shared/ocpp/configuration/makerPacks/makerPack.ts';
import { keyDescriber, packsFor } from '../../../shared/ocpp/configuration/makerPacks/matchMakerPacks.ts';
import type { ValueShape } from '../../../shared/ocpp/configuration/valueShape.ts';
import { checkDeviceModel } from '../../../shared/ocpp/deviceModel/checkDeviceModel.ts';
import { describeVariable } from '../../../shared/ocpp/deviceModel/variableCatalogue.ts';
import { variableShape } from '../../../shared/ocpp/deviceModel/variableShape.ts';
import type { OcppVersion } from '../../../shared/ocpp/version.ts';

/** What is known about the settings of one station: from the specification, from makers, and from itself. */
export class SettingFacts {
  readonly #describe: (key: string) => KeyDescription | undefined;
  readonly #shapes = new Map<string, ValueShape>();
  readonly #isSecretToAny: (key: string) => boolean;

  constructor(
    owner: ConfigurationOwner,
    items: readonly ConfigurationItem[],
    packs: readonly MakerPack[],
    isSecretToAny: (key: string) => boolean = () => false,
  ) {
    const { version, vendor, model, firmwareVersion } = owner;
    const keys = items.map(({ address }) => address);
    if (!hasKeys(version)) this.#describe = () => undefined;
    else if (!isOcpp(version)) this.#describe = describerOfItems(items);
    else this.#describe = keyDescriber(version, packsFor(packs, { vendor, model, firmwareVersion, keys }));
    // Where nothing was read, a pack that goes by keys cannot be seen to fit: a secret must not be missed for that.
    this.#isSecretToAny = items.length > 0 ? () => false : isSecretToAny;
    if (hasKeys(version)) return;
    for (const { address, characteristics } of items) {
      const shape = shapeOfVariable(version, address, characteristics);
      if (shape !== undefined) this.#shapes.set(address, shape);
    }
  }

  describe(key: string): KeyDescription | undefined {
    return this.#describe(key);
  }

  shapeOf(address: string): ValueShape | undefined {
    return this.#shapes.get(address) ?? this.#describe(address);
  }

  isSecret(address: string): boolean {
    return (
      isSecretAddress(address) || this.shapeOf(address)?.isSecret === true || this.#isSecretToAny(address)
    );
  }
}

/** What is not as it should be in a whole configuration. */
export function issuesOf(configuration: Configuration, packs: readonly MakerPack[]): ConfigurationIssue[] {
  const { owner, items, isWhole, unknown, scope } = configuration;
  const { version } = owner;
  if (!hasKeys(version)) {
    const found = checkDeviceModel(version, items, { isWhole: isWhole && scope === 'full' });
    return found.map(({ address, severity, sentence, suggestion }) =>
      issueOf(address, severity, sentence, suggestion),
    );
  }
  if (!isOcpp(version)) {
    return checkItems(version, items).map(({ address, severity, sentence, suggestion }) =>
      issueOf(address, severity, sentence, suggestion),
    );
  }
  const facts = new SettingFacts(owner, items, packs);
  const entries = items.map(({ address, value, access }) => ({
    key: address,
    value,
    isReadonly: access === undefined ? undefined : access === 'read-only',
  }));
  const options = { isWhole, unknownKeys: unknown, describe: (key: string) => facts.describe(key) };
  return checkConfiguration(version, entries, undefined, options).map(
    ({ key, severity, sentence, suggestion }) => issueOf(key, severity, sentence, suggestion),
  );
}

function issueOf(
  address: string,
  severity: ConfigurationIssue['severity'],
  sentence: string,
  suggestion: string | undefined,
): ConfigurationIssue {
  const meant = suggestion === undefined ? sentence : `${sentence} Probably meant: ${suggestion}.`;
  return { address, severity, sentence: meant };
}

/** What a variable holds, as the station and the specification say; nothing where neither knows it. */
function shapeOfVariable(
  version: OcppVersion,
  address: string,
  characteristics: Characteristics | undefined,
): ValueShape | undefined {
  const parsed = parseVariableAddress(address);
  const description =
    parsed === undefined ? undefined : describeVariable(version, parsed.component, parsed.variable);
  if (description === undefined && characteristics === undefined) return undefined;
  return variableShape(description, characteristics);
}
