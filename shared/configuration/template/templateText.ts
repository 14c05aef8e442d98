import { keyIdentity } from '../../ocpp/configuration/keySpelling.ts';
import { backendRoleOf } from '../backend/backendRole.ts';
import type { Configuration } from '../configuration.ts';
import { describeItem, type DescribeKey } from '../describeItem.ts';
import type { ConfigurationItem } from '../item.ts';
import { keyMeaning } from '../../trace/redaction/keyMeaning.ts';
import { hasKeys } from '../spoken.ts';
import { parseVariableAddress } from '../variableAddress.ts';
import { holdsPassword, isSecretKey } from './secretValue.ts';
import { TEMPLATE_KIND, TEMPLATE_VERSION } from './template.ts';

export interface TemplateTextOptions {
  name?: string | undefined;
  /** What is known about keys of 1.x, with what the packs of makers say. */
  describe?: DescribeKey | undefined;
  /** Addresses whose value leads to this Kerbside, which is nothing for other chargers. */
  pointsHere?: ReadonlySet<string> | undefined;
}

interface Described {
  item: ConfigurationItem;
  meaning: string | undefined;
  isSecret: boolean;
  leftOut: string | undefined;
}

/**
 * A template out of a charger: what can be written, as it is now. Secrets are asked for when it is applied, and what belongs to this
 * one charger, such as its identity, is left out and named in a comment.
 */
export function templateTextOf(
  configuration: Configuration,
  { name, describe, pointsHere = new Set() }: TemplateTextOptions = {},
): string {
  const { owner, items, readAt } = configuration;
  const personal = personalAddresses(configuration, describe);
  for (const address of pointsHere) personal.set(address, 'it leads to the Kerbside that read it');
  const groups = Map.groupBy(items, ({ address }) => keyIdentity(address));
  const rules = [...groups.values()].flatMap((twins) => {
    const item = twins.find((twin) => isWritable(twin, configuration, describe));
    if (item === undefined) return [];
    const rule = described(item, configuration, { personal, describe });
    const isTorn = !rule.isSecret && twins.some(({ value }) => value !== item.value);
    return isTorn
      ? [{ ...rule, leftOut: 'the charger tells it several times, each time otherwise' }]
      : [rule];
  });
  const kept = rules.filter(({ leftOut }) => leftOut === undefined);
  const lines = kept.flatMap((rule, index) => ruleLines(rule, index === kept.length - 1));
  const left = rules.flatMap(({ item, leftOut }) =>
    leftOut === undefined ? [] : [`    // Left out: ${comment(item.address)} (${leftOut}).`],
  );
  const { version, vendor, model, firmwareVersion } = owner;
  const target = { ocpp: [version], vendor: pattern(vendor), model: pattern(model) };
  return [
    '{',
    `  "kerbside": ${JSON.stringify(TEMPLATE_KIND)},`,
    `  "version": ${TEMPLATE_VERSION},`,
    `  "name": ${JSON.stringify((name ?? `From ${owner.stationId}`).slice(0, 200))},`,
    `  "description": ${JSON.stringify(`Read from ${owner.stationId} at ${new Date(readAt).toISOString()}.`)},`,
    `  // For other firmware add such as "firmware": ">=1.4 <2"; this charger has ${comment(firmwareVersion ?? 'not told its own')}.`,
    `  "for": ${JSON.stringify(target)},`,
    '  // A rule has one of: "equals", "oneOf", "range" {"min", "max"}, "exists", "secret". "set" says what to send for a range.',
    '  "rules": [',
    ...lines,
    ...left,
    '  ]',
    '}',
    '',
  ].join('\n');
}

/** A `*` in a name would fit more than it, which does no harm. */
function pattern(name: string | undefined): string | undefined {
  return name === undefined || name.trim() === '' || name.length > 200 ? undefined : name;
}

/** What belongs to this one charger, and why. */
function personalAddresses(
  { owner, items }: Configuration,
  describe: DescribeKey | undefined,
): Map<string, string> {
  const found = items.filter(
    (item) => backendRoleOf(owner.version, item, describe)?.role === 'backend-identity',
  );
  return new Map(found.map(({ address }) => [address, 'it is the name of this one charger']));
}

function isWritable(
  item: ConfigurationItem,
  { owner }: Configuration,
  describe: DescribeKey | undefined,
): boolean {
  if (item.isConstant === true || item.access === 'read-only') return false;
  const attribute = parseVariableAddress(item.address)?.attribute;
  if (!hasKeys(owner.version) && attribute !== 'Actual' && attribute !== 'Target') return false;
  if (item.access !== undefined) return true;
  const { key, variable } = describeItem(owner.version, item, describe);
  return (key ?? variable)?.access !== 'read-only';
}

function described(
  item: ConfigurationItem,
  { owner }: Configuration,
  { personal, describe }: { personal: ReadonlyMap<string, string>; describe: DescribeKey | undefined },
): Described {
  const { shape, key, variable } = describeItem(owner.version, item, describe);
  const isSecret = shape.isSecret === true || isSecretKey(item.address);
  const meaning = (key ?? variable)?.meaning;
  return { item, meaning, isSecret, leftOut: whyLeftOut(item, isSecret, personal) };
}

function whyLeftOut(
  { address, value }: ConfigurationItem,
  isSecret: boolean,
  personal: ReadonlyMap<string, string>,
): string | undefined {
  if (isSecret) return undefined;
  const reason = personal.get(address);
  if (reason !== undefined) return reason;
  const names = [address, parseVariableAddress(address)?.variable ?? address];
  if (names.some((name) => keyMeaning(name) === 'station')) return 'it is the name of this one charger';
  if (names.some((name) => keyMeaning(name) === 'serial')) return 'it is the number of this one charger';
  if (value === undefined) return 'the charger does not tell its value';
  return holdsPassword(value) ? 'the address holds a password' : undefined;
}

function ruleLines({ item, meaning, isSecret }: Described, isLast: boolean): string[] {
  const rule = isSecret ? { key: item.address, secret: true } : { key: item.address, equals: item.value };
  const words = meaning === undefined ? [] : [`    // ${comment(meaning)}`];
  return [...words, `    ${JSON.stringify(rule)}${isLast ? '' : ','}`];
}

/** A comment ends with its line, wherever a charger put an end of line. */
function comment(text: string): string {
  return text.replaceAll(/[\p{Cc}\u2028\u2029]+/gu, ' ');
}
