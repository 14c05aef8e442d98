import { ContractError } from '../../contract/failure.ts';
import { keyIdentity } from '../../ocpp/configuration/keySpelling.ts';
import { entryOf, placeWords, textOf, type FileNode, type FileTree } from '../formats/fileNode.ts';
import { offsetAt } from '../formats/filePlace.ts';
import { jsonFileTree } from '../formats/jsonFileTree.ts';
import { shapeFault } from '../formats/shapeFault.ts';
import { firmwareRangeFault, isFirmwareRange } from './firmwareRange.ts';
import { isInRange } from './ruleRange.ts';
import { holdsPassword, isSecretKey, type IsSecretKey } from './secretValue.ts';
import {
  RULE_KINDS,
  TEMPLATE_KIND,
  TEMPLATE_VERSION,
  templateRangeSchema,
  templateRuleSchema,
  templateSchema,
  templateTargetSchema,
  type Template,
  type TemplateRule,
} from './template.ts';

const MOST_FAULTS = 10;

/**
 * Reads a template: JSON in which comments may stand. `isSecret` says of which keys no value may stand in it. Fails with `invalid-params`
 * and a sentence for each fault, with its place.
 */
export function parseTemplate(text: string, isSecret: IsSecretKey = isSecretKey): Template {
  const tree = jsonFileTree(text.replace(/^\uFEFF/, ''));
  checkKind(tree);
  const parsed = templateSchema.safeParse(plainTemplate(tree.root));
  const faults = parsed.success
    ? contentFaults(parsed.data, tree, isSecret)
    : parsed.error.issues.map((issue) => {
        const { offset, sentence } = shapeFault(issue, tree, { fieldsAt });
        return `${placeWords(tree.text, offset)}: ${sentence}`;
      });
  if (parsed.success && faults.length === 0) return parsed.data;
  const told = [...new Set(faults)];
  const rest = told.length > MOST_FAULTS ? [`${told.length - MOST_FAULTS} more.`] : [];
  throw new ContractError('invalid-params', [...told.slice(0, MOST_FAULTS), ...rest].join('\n'));
}

function checkKind({ root }: FileTree): void {
  const kind = textOf(entryOf(root, 'kerbside'));
  if (root.kind !== 'map' || (kind !== undefined && kind !== TEMPLATE_KIND)) {
    const sentence = 'This is no template: it has to be an object with a “name” and “rules”.';
    throw new ContractError('invalid-params', sentence);
  }
  const version = Number(textOf(entryOf(root, 'version')) ?? TEMPLATE_VERSION);
  if (version > TEMPLATE_VERSION) {
    throw new ContractError(
      'invalid-params',
      `This template was made for a newer Kerbside (version ${version}).`,
    );
  }
}

const LISTS = new Set(['ocpp', 'vendor', 'model', 'firmware']);
const NUMBERS = new Set(['min', 'max', 'version']);
const SWITCHES = new Set(['exists', 'secret']);

/** The file as plain values. A wanted value may stand without quotes, as `300`, and keeps its digits; one word may stand for a list of one. */
function plainTemplate(node: FileNode, name = ''): unknown {
  switch (node.kind) {
    case 'none':
      return null;
    case 'list':
      return node.items.map((item) => plainTemplate(item, LISTS.has(name) ? '' : name));
    case 'map':
      return Object.fromEntries(node.entries.map(({ key, value }) => [key, plainTemplate(value, key)]));
    case 'text': {
      if (LISTS.has(name)) return [node.text];
      if (NUMBERS.has(name) && !node.isQuoted) return Number(node.text);
      return SWITCHES.has(name) && !node.isQuoted ? node.text === 'true' : node.text;
    }
    default:
      return node satisfies never;
  }
}

function fieldsAt(path: readonly PropertyKey[]): string[] {
  if (path[0] === 'for') return Object.keys(templateTargetSchema.shape);
  if (path[0] !== 'rules') return Object.keys(templateSchema.shape);
  return Object.keys(path[2] === 'range' ? templateRangeSchema.shape : templateRuleSchema.shape);
}

/** What the form cannot say: whether rules agree with themselves and with each other, and hold no secrets. */
function contentFaults(template: Template, tree: FileTree, isSecret: IsSecretKey): string[] {
  const at = (...path: PropertyKey[]): string => placeWords(tree.text, offsetAt(tree.root, path));
  const faults = (template.for?.firmware ?? []).flatMap((range) => {
    const fault = isFirmwareRange(range) ? firmwareRangeFault(range) : undefined;
    return fault === undefined ? [] : [`${at('for', 'firmware')}: ${fault}.`];
  });
  const known = new Map<string, number>();
  for (const [index, rule] of template.rules.entries()) {
    const fault = ruleFault(rule, isSecret);
    if (fault !== undefined) faults.push(`${at('rules', index)}: ${fault}`);
    const twin = known.get(keyIdentity(rule.key));
    if (twin !== undefined) {
      faults.push(
        `${at('rules', index)}: “${rule.key}” has a rule already (${at('rules', twin).toLowerCase()}).`,
      );
    }
    known.set(keyIdentity(rule.key), index);
  }
  return faults;
}

function ruleFault(rule: TemplateRule, isSecret: IsSecretKey): string | undefined {
  const { key, equals, oneOf = [], set, range } = rule;
  const values = [equals, set, ...oneOf].filter((value) => value !== undefined);
  if (values.length > 0 && (rule.secret === true || isSecret(key))) {
    return `“${key}” is a secret, and its value must not stand in a template. Write "secret": true; it is asked for when the template is applied.`;
  }
  if (values.some(holdsPassword)) {
    return `the address for “${key}” holds a password, which must not stand in a template.`;
  }
  const kinds = RULE_KINDS.filter((kind) => rule[kind] !== undefined);
  if (kinds.length !== 1) {
    const had = kinds.length === 0 ? 'none' : kinds.join(' and ');
    return `the rule for “${key}” needs exactly one of ${RULE_KINDS.join(', ')}; it has ${had}.`;
  }
  if (set === undefined) return undefined;
  if (range === undefined && rule.oneOf === undefined) return `“set” goes with “range” or “oneOf” only.`;
  const fits = range === undefined ? oneOf.includes(set) : isInRange(set, range);
  return fits ? undefined : `what the rule for “${key}” would set (“${set}”) does not fit the rule itself.`;
}
