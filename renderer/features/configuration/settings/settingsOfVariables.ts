import { checkItems } from '../../../../shared/configuration/checkItems.ts';
import type { Configuration } from '../../../../shared/configuration/configuration.ts';
import { describeItem } from '../../../../shared/configuration/describeItem.ts';
import type { Characteristics, ConfigurationItem } from '../../../../shared/configuration/item.ts';
import type { Spoken } from '../../../../shared/configuration/spoken.ts';
import {
  formatVariableAddress,
  parseVariableAddress,
  type VariableAddress,
} from '../../../../shared/configuration/variableAddress.ts';
import { issuesByAddress, type IssuesOf } from './issuesByAddress.ts';
import type { Setting } from './setting.ts';

/** `attributeValue` of SetVariables (OCPP 2.0.1 part 2, SetVariableDataType). */
const VALUE_LENGTH = 1000;

/**
 * The settings of a 2.x station: each attribute of each variable, those that were typed by hand, and those that it must have
 * and does not.
 */
export function settingsOfVariables(configuration: Configuration, byHand: readonly string[]): Setting[] {
  const { items, owner, isWhole, scope } = configuration;
  // Only a full report tells what a station does not have.
  const found = checkItems(owner.version, items, { isWhole: isWhole && scope === 'full' });
  const issuesOf = issuesByAddress(found, configuration.issues);
  const told = new Set(items.map(({ address }) => address));
  const missing = found
    .filter(({ code, address }) => code === 'missing-required' && !told.has(address))
    .map(({ address }) => address);
  const known = { version: owner.version, actual: actualCharacteristics(items), issuesOf };
  const hand = new Set(byHand);
  const unknown = new Set(configuration.unknown);
  const seen = new Map<string, number>();
  const make = (address: string, item: ConfigurationItem | undefined): Setting => {
    const count = seen.get(address) ?? 0;
    seen.set(address, count + 1);
    const setting = variableSetting(address, item, known);
    return {
      ...setting,
      id: count === 0 ? address : `${address}\n${count}`,
      ...(hand.has(address) ? { isByHand: true } : {}),
      ...(unknown.has(address) ? { isUnknown: true } : {}),
    };
  };
  const unread = [...new Set([...missing, ...byHand])].filter((address) => !told.has(address));
  return [
    ...items.map((item) => make(item.address, item)),
    ...unread.map((address) => make(address, undefined)),
  ];
}

/** Characteristics are told once for a variable; its other attributes have the same. */
function actualCharacteristics(items: readonly ConfigurationItem[]): ReadonlyMap<string, Characteristics> {
  const known = new Map<string, Characteristics>();
  for (const { address, characteristics } of items) {
    if (characteristics !== undefined) known.set(withoutAttribute(address), characteristics);
  }
  return known;
}

function withoutAttribute(address: string): string {
  const parsed = parseVariableAddress(address);
  return parsed === undefined ? address : formatVariableAddress({ ...parsed, attribute: 'Actual' });
}

interface Known {
  version: Spoken;
  actual: ReadonlyMap<string, Characteristics>;
  issuesOf: IssuesOf;
}

function variableSetting(address: string, item: ConfigurationItem | undefined, known: Known): Setting {
  const variable = parseVariableAddress(address);
  const characteristics = item?.characteristics ?? known.actual.get(withoutAttribute(address));
  const { shape, variable: description } = describeItem(known.version, {
    address,
    ...(characteristics === undefined ? {} : { characteristics }),
  });
  return {
    id: address,
    address,
    label: variable === undefined ? address : labelOf(variable),
    ...(item === undefined ? {} : { item }),
    shape,
    ...(description === undefined ? {} : { knowledge: description }),
    ...(characteristics === undefined ? {} : { characteristics }),
    ...(variable === undefined ? {} : { variable }),
    group: variable?.component ?? '',
    isRequired: description?.isRequired === true,
    isStandard: description !== undefined,
    isSecret: shape.isSecret === true,
    issues: known.issuesOf(address),
    context: { maxLength: VALUE_LENGTH },
  };
}

function labelOf({ variable, variableInstance, attribute }: VariableAddress): string {
  if (attribute !== 'Actual') return attribute;
  return variableInstance === undefined ? variable : `${variable}[${variableInstance}]`;
}
