import { nearestName } from '../../nearestName.ts';
import { isSameKey, keyIdentity } from '../../ocpp/configuration/keySpelling.ts';
import { isSameMeaning } from '../../ocpp/configuration/sameMeaning.ts';
import { quoted } from '../../ocpp/configuration/valueProblem.ts';
import type { ValueShape } from '../../ocpp/configuration/valueShape.ts';
import type { Configuration } from '../configuration.ts';
import type { ConfigurationItem } from '../item.ts';
import { isInRange, rangeWords } from './ruleRange.ts';
import { isSecretKey } from './secretValue.ts';
import type { RuleResult, Template, TemplateCheck, TemplateRule } from './template.ts';
import { whyNotFor } from './templateTarget.ts';

/** What is known of the items of the charger beyond what it says. */
export interface TemplateFacts {
  shapeOf?: (address: string) => ValueShape | undefined;
  isSecret?: (address: string) => boolean;
}

/** Holds a template against a configuration. Values with the same meaning count as equal, however they are written. */
export function checkTemplate(
  template: Template,
  configuration: Configuration,
  facts: TemplateFacts = {},
): TemplateCheck {
  const notFor = whyNotFor(template.for, configuration.owner);
  const byKey = Map.groupBy(configuration.items, ({ address }) => keyIdentity(address));
  const results = template.rules.map((rule) => {
    const all = byKey.get(keyIdentity(rule.key)) ?? [];
    const exact = all.filter(({ address }) => address === rule.key);
    const items = exact.length > 0 ? exact : all;
    return checkRule(rule, items, configuration, facts);
  });
  return {
    stationId: configuration.owner.stationId,
    ...(notFor === undefined ? {} : { notFor }),
    isAsWanted: results.every(({ state }) => state === 'holds' || state === 'not-readable'),
    results,
  };
}

type Verdict = Pick<RuleResult, 'state' | 'sentence'>;

function checkRule(
  rule: TemplateRule,
  items: readonly ConfigurationItem[],
  configuration: Configuration,
  facts: TemplateFacts,
): RuleResult {
  const { shapeOf = () => undefined, isSecret = isSecretKey } = facts;
  const address = items[0]?.address ?? rule.key;
  const isHidden = rule.secret === true || isSecret(address);
  // Of a key that is told several times all have to be as wanted: nobody knows which one the charger goes by.
  const checked = items.map((item) => ({
    item,
    verdict: itemVerdict(rule, item, shapeOf(item.address), isHidden),
  }));
  const worst = checked.find(({ verdict }) => verdict.state !== 'holds') ?? checked[0];
  const { state, sentence } = worst?.verdict ?? absentVerdict(rule, configuration);
  const value = worst?.item.value;
  return {
    address,
    state,
    ...(value === undefined || isHidden ? {} : { value }),
    isSecret: isHidden,
    sentence,
    ...(rule.note === undefined ? {} : { note: rule.note }),
  };
}

function absentVerdict(rule: TemplateRule, { items, unread, unknown, isWhole }: Configuration): Verdict {
  const isUnknown = unknown.some((key) => isSameKey(key, rule.key));
  if (!isUnknown && (!isWhole || unread.some((key) => isSameKey(key, rule.key)))) {
    const sentence = 'The charger gave no answer about it, so it is not known whether it is as wanted.';
    return { state: 'not-known', sentence };
  }
  if (rule.exists === false) return { state: 'holds', sentence: 'The charger does not have it, as wanted.' };
  const near = nearestName(
    rule.key,
    items.map(({ address }) => address),
  );
  const guess = near === undefined ? '' : ` The nearest that it has is ${near}.`;
  return { state: 'missing', sentence: `The charger does not have it.${guess}` };
}

function itemVerdict(
  rule: TemplateRule,
  item: ConfigurationItem,
  shape: ValueShape | undefined,
  isSecret: boolean,
): Verdict {
  const { value, status } = item;
  if (rule.exists === false)
    return { state: 'must-not-exist', sentence: 'The charger has it, but should not.' };
  if (rule.exists === true) return { state: 'holds', sentence: 'The charger has it.' };
  if (rule.secret === true || (isSecret && value === undefined)) {
    return {
      state: 'not-readable',
      sentence: 'A secret cannot be compared; it is sent when the template is applied.',
    };
  }
  if (value === undefined) {
    const why = status === undefined ? '' : ` (${status})`;
    return { state: 'not-readable', sentence: `The charger does not tell its value${why}.` };
  }
  const told = isSecret ? 'something else' : shown(value);
  if (fits(rule, value, shape)) {
    const isWritten = rule.range !== undefined || isLiteral(rule, value) || isSecret;
    return {
      state: 'holds',
      sentence: isWritten ? 'As wanted.' : `As wanted; the charger writes it ${told}.`,
    };
  }
  return { state: 'differs', sentence: `${wantedWords(rule)} is wanted; the charger has ${told}.` };
}

function isLiteral({ equals, oneOf = [] }: TemplateRule, value: string): boolean {
  return equals === value || oneOf.includes(value);
}

function fits({ equals, oneOf, range }: TemplateRule, value: string, shape: ValueShape | undefined): boolean {
  if (range !== undefined) return isInRange(value, range, shape?.unit);
  const wanted = equals === undefined ? (oneOf ?? []) : [equals];
  return wanted.some((one) => isSameMeaning(shape, one, value));
}

function wantedWords({ equals, oneOf = [], range }: TemplateRule): string {
  if (range !== undefined) return `A number ${rangeWords(range)}`;
  return equals === undefined ? `One of ${oneOf.map(shown).join(', ')}` : shown(equals);
}

function shown(value: string): string {
  return value === '' ? 'an empty text' : quoted(value);
}
