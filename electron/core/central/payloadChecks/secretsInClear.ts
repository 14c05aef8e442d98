import { isJsonObject, type Json, type JsonObject } from '../../../../shared/json.ts';
import type { Issue } from '../../../../shared/trace/issue.ts';
import { childPath } from '../../../../shared/ocpp/asMeant/repair.ts';
import { issueOf } from '../sessionIssue.ts';
import type { PayloadCheck } from './payloadCheck.ts';

const SECRET = /Pin$|PIN$|_pin$|passw(?:or)?d|secret|authorizationkey|private_?key|api_?key/i;
/** `Pin` at the end counts only as a word of its own: not `Spin`. */
const NO_PIN = /[a-z]pin$/;
/** What stands for a secret instead of being one. */
const MASKED = /^(?:[*•xX#-]*|null|none|hidden|true|false|0|1)$/i;
const MAX_DEPTH = 20;
const MAX_FOUND = 20;

interface Found {
  name: string;
  path: string;
}

/** Passwords and PINs that anybody reads who reads the trace. */
export const secretsInClear: PayloadCheck = (payload) => {
  const found: Found[] = [];
  look(payload, '', 0, found);
  return found.length === 0 ? undefined : found.map(issueOfSecret);
};

function issueOfSecret({ name, path }: Found): Issue {
  const message = `The station hands out “${name.slice(0, 60)}” in clear text. Whoever gets this trace can read it: leave it out of what you pass on, and have the secret changed.`;
  const clause = /authorizationkey/i.test(name) ? 'OCPP 1.6 security whitepaper §2.1' : undefined;
  return { ...issueOf('warning', 'secret-in-clear', message, clause), path };
}

function look(value: Json, path: string, depth: number, found: Found[]): void {
  if (depth > MAX_DEPTH || found.length >= MAX_FOUND) return;
  if (Array.isArray(value)) {
    for (const [index, item] of value.entries()) look(item, childPath(path, index), depth + 1, found);
  } else if (isJsonObject(value)) {
    lookAtPair(value, path, found);
    for (const [name, field] of Object.entries(value))
      lookAtField(name, field, childPath(path, name), depth, found);
  }
}

function lookAtField(name: string, field: Json, path: string, depth: number, found: Found[]): void {
  if (isSecretName(name) && isSaid(field)) found.push({ name, path });
  else if (name === 'data' && typeof field === 'string') lookInText(field, path, depth, found);
  else look(field, path, depth + 1, found);
}

/** `{key, value}` of a configuration, `{variable: {name}, …}` of a report. */
function lookAtPair(holder: JsonObject, path: string, found: Found[]): void {
  const { key, variable, value, attributeValue, variableAttribute } = holder;
  const name = typeof key === 'string' ? key : isJsonObject(variable) ? variable['name'] : undefined;
  if (typeof name !== 'string' || !isSecretName(name)) return;
  const attributes = Array.isArray(variableAttribute)
    ? variableAttribute.filter((item) => isJsonObject(item))
    : [];
  const values = [value, attributeValue, ...attributes.map((attribute) => attribute['value'])];
  if (values.some((said) => said !== undefined && isSaid(said))) found.push({ name, path });
}

/** JSON within the text of a DataTransfer. */
function lookInText(text: string, path: string, depth: number, found: Found[]): void {
  if (!/^\s*[[{]/.test(text)) return;
  const inner: Found[] = [];
  try {
    look(JSON.parse(text) as Json, '', depth + 1, inner);
  } catch {
    // Text that only looks like JSON: there are no names to go by.
    return;
  }
  for (const { name } of inner) found.push({ name, path });
}

function isSecretName(name: string): boolean {
  return SECRET.test(name) && !NO_PIN.test(name);
}

function isSaid(value: Json): boolean {
  if (typeof value === 'number') return true;
  return typeof value === 'string' && !MASKED.test(value.trim());
}
