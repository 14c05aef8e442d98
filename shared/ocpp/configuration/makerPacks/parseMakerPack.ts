import type { z } from 'zod';
import { isJsonObject, type Json } from '../../../json.ts';
import { nearestName } from '../../../nearestName.ts';
import { checkValue } from '../checkValue.ts';
import { keyIdentity } from '../keySpelling.ts';
import { makerKeyDescription } from './makerKeyDescription.ts';
import {
  MAKER_PACK_KIND,
  MAKER_PACK_VERSION,
  makerKeySchema,
  makerMatchSchema,
  makerPackSchema,
  type MakerPack,
} from './makerPack.ts';

/** A pack, or what is wrong with the file, one sentence for each place. */
export type ParsedPack = { pack: MakerPack; faults?: never } | { pack?: never; faults: readonly string[] };

const MOST_FAULTS = 20;

/** Reads the text of a pack. Never throws: somebody has written it by hand. */
export function parseMakerPack(text: string): ParsedPack {
  let value: Json;
  try {
    value = JSON.parse(text.replace(/^\uFEFF/, '')) as Json;
  } catch (error) {
    const detail = error instanceof Error ? error.message : String(error);
    return { faults: [`It is not valid JSON: ${detail}.`] };
  }
  const stranger = strangerFault(value);
  if (stranger !== undefined) return { faults: [stranger] };
  const checked = makerPackSchema.safeParse(value);
  if (!checked.success) {
    const faults = checked.error.issues.map((issue) => issueSentence(issue, value));
    return { faults: [...new Set(faults)].slice(0, MOST_FAULTS) };
  }
  const faults = checked.data.keys.flatMap((key) => keyFaults(checked.data, key));
  faults.push(...twinFaults(checked.data));
  return faults.length === 0 ? { pack: checked.data } : { faults: faults.slice(0, MOST_FAULTS) };
}

/** Another kind of file, or one of a later time. */
function strangerFault(value: Json): string | undefined {
  if (!isJsonObject(value) || value['kerbside'] !== MAKER_PACK_KIND) {
    return `It is no pack of maker’s keys: it must begin with "kerbside": "${MAKER_PACK_KIND}".`;
  }
  const version = value['version'];
  if (typeof version === 'number' && version > MAKER_PACK_VERSION) {
    return `It was made for a newer Kerbside (version ${version}; this one knows ${MAKER_PACK_VERSION}).`;
  }
  return undefined;
}

type ZodIssue = z.core.$ZodIssue;

function issueSentence(issue: ZodIssue, value: Json): string {
  const place = placeWords(issue.path, value);
  if (issue.code === 'unrecognized_keys') {
    const known = fieldsAt(issue.path);
    return issue.keys
      .map((key) => {
        const near = nearestName(key, known);
        return `${place} there is no field “${key}”${near === undefined ? '' : `; did you mean “${near}”`}.`;
      })
      .join(' ');
  }
  const found = valueAt(issue.path, value);
  if (found === undefined) return `${place} it is missing.`;
  if (issue.code === 'invalid_value') {
    return `${place} ${shown(found)} is not possible; it takes ${issue.values.map(String).join(', ')}.`;
  }
  if (issue.code === 'invalid_type')
    return `${place} ${shown(found)} is not of the right kind: ${kindWords(issue.expected)} is wanted.`;
  return `${place} ${shown(found)}: ${issue.message.replace(/\.$/, '')}.`;
}

function kindWords(expected: string): string {
  switch (expected) {
    case 'string':
      return 'a text';
    case 'number':
    case 'int':
      return 'a number';
    case 'boolean':
      return 'true or false';
    case 'array':
      return 'a list';
    default:
      return 'an object';
  }
}

/** `In the key “G_ServerURL” (number 3), field access:` */
function placeWords(path: readonly PropertyKey[], value: Json): string {
  const [first, index, ...rest] = path;
  if (first === undefined) return 'At the top:';
  if (typeof index !== 'number') return `In the field ${String(first)}:`;
  const entry = valueAt([first, index], value);
  const key =
    isJsonObject(entry) && typeof entry['key'] === 'string' ? `“${entry['key'].slice(0, 60)}” ` : '';
  const what =
    first === 'keys'
      ? `the key ${key}(number ${index + 1})`
      : `the ${String(first)} rule number ${index + 1}`;
  return rest.length === 0 ? `In ${what}:` : `In ${what}, field ${rest.map(String).join('.')}:`;
}

function valueAt(path: readonly PropertyKey[], value: Json): Json | undefined {
  let found: Json | undefined = value;
  for (const step of path) {
    if (Array.isArray(found) && typeof step === 'number') found = found[step];
    else if (isJsonObject(found) && typeof step === 'string') found = found[step];
    else return undefined;
  }
  return found;
}

function fieldsAt(path: readonly PropertyKey[]): string[] {
  if (path[0] === 'keys') return Object.keys(makerKeySchema.shape);
  return Object.keys(path[0] === 'match' ? makerMatchSchema.shape : makerPackSchema.shape);
}

function shown(value: Json): string {
  const text = JSON.stringify(value);
  return text.length > 60 ? `${text.slice(0, 60)}…` : text;
}

/** What the form cannot say: whether a key agrees with itself. */
function keyFaults(pack: MakerPack, key: MakerPack['keys'][number]): string[] {
  const place = `In the key “${key.key}”:`;
  const faults: string[] = [];
  if (key.min !== undefined && key.max !== undefined && key.min > key.max) {
    faults.push(`${place} min is larger than max.`);
  }
  if (key.type === 'choice' && key.values === undefined) {
    faults.push(`${place} a choice needs its values.`);
  }
  if (!/[.!?]$/.test(key.meaning))
    faults.push(`${place} the meaning must be a sentence that ends with a full stop.`);
  const found =
    key.default === undefined ? undefined : checkValue(makerKeyDescription(pack, key), key.default);
  if (found?.severity === 'error') faults.push(`${place} its own default does not fit: ${found.sentence}`);
  return faults;
}

function twinFaults({ keys }: MakerPack): string[] {
  const known = new Set<string>();
  const twins: string[] = [];
  for (const { key } of keys) {
    if (known.has(keyIdentity(key))) twins.push(`The key “${key}” stands in the pack twice.`);
    known.add(keyIdentity(key));
  }
  return twins;
}
