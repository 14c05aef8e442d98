import type { ErrorObject } from 'ajv/dist/2020.js';
import { nearestName } from '../../../../../shared/nearestName.ts';
import type { FieldPath } from '../../../../../shared/service-port/profile/checks/checkFault.ts';
import type { ProfileFault } from './profileFault.ts';

const TEXT_SHOWN_CHARS = 60;
const VALUES_SHOWN = 30;

/** What the validator found, in the technician's words; of many faults the first `most`. */
export function schemaFaults(errors: readonly ErrorObject[], most: number): ProfileFault[] {
  return errors
    .filter(({ propertyName, keyword }) => propertyName === undefined || keyword === 'propertyNames')
    .slice(0, most)
    .map(faultOf);
}

function faultOf(error: ErrorObject): ProfileFault {
  const path = pathOf(error.instancePath);
  switch (error.keyword) {
    case 'additionalProperties': {
      const name = String(error.params['additionalProperty']);
      return { path: [...path, name], isName: true, sentence: unknownName(name, error) };
    }
    case 'propertyNames': {
      const name = String(error.params['propertyName']);
      const sentence = `“${shortened(name)}” cannot stand as a name here.`;
      return { path: [...path, name], isName: true, sentence };
    }
    case 'required': {
      const name = String(error.params['missingProperty']);
      return { path: [...path, name], isName: true, sentence: `is missing${described(error, name)}.` };
    }
    default:
      return { path, sentence: valueSentence(error) };
  }
}

function valueSentence(error: ErrorObject): string {
  const limit = String(error.params['limit'] ?? '');
  switch (error.keyword) {
    case 'type':
      return typeSentence(String(error.params['type']), error.data);
    case 'enum':
      return enumSentence(error);
    case 'const':
      return `must be ${JSON.stringify(error.params['allowedValue'])}, not ${shown(error.data)}.`;
    case 'pattern':
      return `is ${shown(error.data)}, which does not have the right form${ownWords(error)}.`;
    case 'minimum':
      return `is ${shown(error.data)}; the least allowed is ${limit}.`;
    case 'maximum':
      return `is ${shown(error.data)}; the most allowed is ${limit}.`;
    case 'exclusiveMinimum':
      return `is ${shown(error.data)}; it must be more than ${limit}.`;
    case 'minLength':
      return limit === '1' ? 'must not be empty.' : `must have at least ${limit} characters.`;
    case 'maxLength':
      return `has ${String(error.data).length} characters; at most ${limit} are allowed.`;
    case 'minItems':
      return limit === '1' ? 'must have at least one entry.' : `must have at least ${limit} entries.`;
    case 'maxItems':
      return `has more than ${limit} entries.`;
    default:
      return `breaks the rule “${error.keyword}”.`;
  }
}

function typeSentence(wanted: string, data: unknown): string {
  if (wanted === 'string' && (typeof data === 'number' || typeof data === 'boolean')) {
    return `must be a text; put it in quotes.`;
  }
  const isNumberInQuotes =
    (wanted === 'number' || wanted === 'integer') && typeof data === 'string' && /^-?\d/.test(data);
  const hint = isNumberInQuotes ? '; write it without quotes and without a unit' : '';
  return `must be ${TYPES[wanted] ?? wanted}, not ${shown(data)}${hint}.`;
}

const TYPES: Readonly<Record<string, string>> = {
  string: 'a text',
  number: 'a number',
  integer: 'a whole number',
  boolean: 'true or false',
  array: 'a list',
  object: 'a part with names (name: value)',
};

function enumSentence(error: ErrorObject): string {
  const allowed = (error.params['allowedValues'] as readonly unknown[]).map(String);
  const near = typeof error.data === 'string' ? nearestName(error.data, allowed) : undefined;
  const suggestion = near === undefined ? '' : ` Did you mean “${near}”?`;
  return `is ${shown(error.data)}, but must be one of ${allowed.slice(0, VALUES_SHOWN).join(', ')}.${suggestion}`;
}

function unknownName(name: string, { parentSchema }: ErrorObject): string {
  const known = Object.keys((parentSchema?.['properties'] ?? {}) as Record<string, unknown>);
  const near = nearestName(name, known);
  const suggestion = near === undefined ? `Known here: ${known.join(', ')}.` : `Did you mean “${near}”?`;
  return `“${shortened(name)}” is not known here. ${suggestion}`;
}

function described({ parentSchema }: ErrorObject, name: string): string {
  const properties = (parentSchema?.['properties'] ?? {}) as Record<string, { description?: string }>;
  const description = properties[name]?.description;
  return description === undefined ? '' : ` (${description.replace(/\.$/, '')})`;
}

function ownWords({ parentSchema }: ErrorObject): string {
  const description: unknown = parentSchema?.['description'];
  return typeof description === 'string' ? `: ${description.replace(/\.$/, '')}` : '';
}

function shown(value: unknown): string {
  if (value === null) return 'empty';
  if (Array.isArray(value)) return 'a list';
  if (typeof value === 'string') return `“${shortened(value)}”`;
  return typeof value === 'object' ? 'a part with names' : (JSON.stringify(value) ?? 'nothing');
}

function shortened(text: string): string {
  return text.length > TEXT_SHOWN_CHARS ? `${text.slice(0, TEXT_SHOWN_CHARS)}…` : text;
}

function pathOf(pointer: string): FieldPath {
  return pointer
    .split('/')
    .slice(1)
    .map((part) => part.replaceAll('~1', '/').replaceAll('~0', '~'))
    .map((part) => (/^\d+$/.test(part) ? Number(part) : part));
}
