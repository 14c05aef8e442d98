import type { z } from 'zod';
import { ContractError } from '../../contract/failure.ts';
import { nearestName } from '../../nearestName.ts';
import { keyIdentity } from '../../ocpp/configuration/keySpelling.ts';
import { entryOf, placeWords, textOf, type FileNode, type FileTree } from '../formats/fileNode.ts';
import { jsonFileTree } from '../formats/jsonFileTree.ts';
import { firmwareRangeFault, isFirmwareRange } from './firmwareRange.ts';
import { isInRange } from './ruleRange.ts';
import { holdsPassword, isSecretKey } from './secretValue.ts';
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

/** Reads a template: JSON in which comments may stand. Fails with `invalid-params` and a sentence for each fault, with its place. */
export function parseTemplate(text: string): Template {
  const tree = jsonFileTree(text.replace(/^\uFEFF/, ''));
  checkKind(tree);
  const parsed = templateSchema.safeParse(plainTemplate(tree.root));
  const faults = parsed.success
    ? contentFaults(parsed.data, tree)
    : parsed.error.issues.map((issue) => shapeFault(issue, tree));
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

function shapeFault(issue: z.core.$ZodIssue, tree: FileTree): string {
  const place = placeWords(tree.text, offsetAt(tree.root, issue.path));
  if (issue.code === 'unrecognized_keys') {
    const known = fieldsAt(issue.path);
    const words = issue.keys.map((key) => {
      const near = nearestName(key, known);
      return `there is no field “${key}”${near === undefined ? `; there are ${known.join(', ')}` : `; did you mean “${near}”?`}`;
    });
    const offset = offsetAt(tree.root, [...issue.path, issue.keys[0] ?? '']);
    return `${placeWords(tree.text, offset)}: ${words.join('; ')}${words.at(-1)?.endsWith('?') === true ? '' : '.'}`;
  }
  const field = issue.path.findLast((step) => typeof step === 'string') ?? 'it';
  if (issue.code === 'invalid_type' && nodeAt(tree.root, issue.path) === undefined) {
    return `${place}: the field “${field}” is missing.`;
  }
  if (issue.code === 'invalid_value') {
    return `${place}: “${field}” takes ${issue.values.map(String).join(', ')}.`;
  }
  if (issue.code === 'invalid_type') return `${place}: “${field}” has to be ${kindWords(issue.expected)}.`;
  return `${place}: “${field}” ${issue.message.replace(/\.$/, '')}.`;
}

function kindWords(expected: string): string {
  switch (expected) {
    case 'string':
      return 'a text';
    case 'number':
      return 'a number';
    case 'boolean':
      return 'true or false';
    case 'array':
      return 'a list';
    default:
      return 'an object';
  }
}

function fieldsAt(path: readonly PropertyKey[]): string[] {
  if (path[0] === 'for') return Object.keys(templateTargetSchema.shape);
  if (path[0] !== 'rules') return Object.keys(templateSchema.shape);
  return Object.keys(path[2] === 'range' ? templateRangeSchema.shape : templateRuleSchema.shape);
}

/** Where a field stands; of one that is missing, where its object begins. */
function offsetAt(root: FileNode, path: readonly PropertyKey[]): number {
  let node = root;
  let offset = root.offset;
  for (const step of path) {
    const entry = node.kind === 'map' ? node.entries.find(({ key }) => key === step) : undefined;
    const next = node.kind === 'list' ? node.items[Number(step)] : entry?.value;
    if (next === undefined) return offset;
    offset = entry?.offset ?? next.offset;
    node = next;
  }
  return offset;
}

function nodeAt(root: FileNode, path: readonly PropertyKey[]): FileNode | undefined {
  let node: FileNode | undefined = root;
  for (const step of path) {
    if (node?.kind === 'list') node = node.items[Number(step)];
    else if (node?.kind === 'map') node = node.entries.find(({ key }) => key === step)?.value;
    else return undefined;
  }
  return node;
}

/** What the form cannot say: whether rules agree with themselves and with each other, and hold no secrets. */
function contentFaults(template: Template, tree: FileTree): string[] {
  const at = (...path: PropertyKey[]): string => placeWords(tree.text, offsetAt(tree.root, path));
  const faults = (template.for?.firmware ?? []).flatMap((range) => {
    const fault = isFirmwareRange(range) ? firmwareRangeFault(range) : undefined;
    return fault === undefined ? [] : [`${at('for', 'firmware')}: ${fault}.`];
  });
  const known = new Map<string, number>();
  for (const [index, rule] of template.rules.entries()) {
    const fault = ruleFault(rule);
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

function ruleFault(rule: TemplateRule): string | undefined {
  const { key, equals, oneOf = [], set, range } = rule;
  const values = [equals, set, ...oneOf].filter((value) => value !== undefined);
  if (values.length > 0 && (rule.secret === true || isSecretKey(key))) {
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
