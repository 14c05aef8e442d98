import type { ErrorObject } from 'ajv';
import { isOcpp1, type OcppVersion } from '../../../../shared/ocpp/version.ts';
import type { Issue, Severity } from '../../../../shared/trace/issue.ts';

export interface SchemaPlace {
  version: OcppVersion;
  action: string;
  part: 'request' | 'response';
}

const ISSUES_LIMIT = 20;
const VALUES_SHOWN = 12;
const TEXT_SHOWN_CHARS = 60;

/** What was found, before it gets its place and clause. `path` where it differs from the validator's. */
interface Finding {
  severity: Severity;
  code: string;
  message: string;
  path?: string;
}

/** Messages of the security extension are not in the specification's chapter 6. */
const SECURITY_EXTENSION = new Set([
  'CertificateSigned',
  'DeleteCertificate',
  'ExtendedTriggerMessage',
  'GetInstalledCertificateIds',
  'GetLog',
  'InstallCertificate',
  'LogStatusNotification',
  'SecurityEventNotification',
  'SignCertificate',
  'SignedFirmwareStatusNotification',
  'SignedUpdateFirmware',
]);

/** The validator's faults in the technician's words, the gravest kinds as `error`. */
export function schemaIssues(faults: readonly ErrorObject[], place: SchemaPlace): Issue[] {
  const clause = clauseOf(place);
  const issues = faults.slice(0, ISSUES_LIMIT).map((fault): Issue => {
    const { path = fault.instancePath, ...finding } = find(fault, place);
    return { ...finding, ...(path === '' ? {} : { path }), clause };
  });
  if (faults.length > ISSUES_LIMIT) {
    const message = `${faults.length - ISSUES_LIMIT} more faults of this payload are not listed.`;
    issues.push({ severity: 'info', code: 'schema-more', message, clause });
  }
  return issues;
}

function find(fault: ErrorObject, place: SchemaPlace): Finding {
  const field = fieldName(fault.instancePath);
  const limit = String(fault.params['limit'] ?? '');
  const { data } = fault;
  switch (fault.keyword) {
    case 'required': {
      const missing = String(fault.params['missingProperty']);
      const within = fault.instancePath === '' ? '' : ` in ${field}`;
      return error('schema-required', `“${missing}” is missing${within}; it is required.`);
    }
    case 'type':
      return error(
        'schema-type',
        `${field} is ${aType(data)}, but must be ${article(String(fault.params['type']))}.`,
      );
    case 'enum':
      return error('schema-enum', `${field} is ${shown(data)}, which is none of ${allowed(fault)}.`);
    case 'maxLength':
      return warning(
        'schema-maxlength',
        `${field} has ${Array.from(String(data)).length} characters; at most ${limit} are allowed.`,
      );
    case 'additionalProperties': {
      const name = String(fault.params['additionalProperty']);
      const path = `${fault.instancePath}/${name.replaceAll('~', '~0').replaceAll('/', '~1')}`;
      const owner = fault.instancePath === '' ? messageName(place) : field;
      return { ...warning('schema-additional', `“${name}” is no field of ${owner}.`), path };
    }
    case 'format':
      return formatFinding(fault, field);
    case 'multipleOf':
      return warning(
        'schema-multipleof',
        `${field} is ${shown(data)}; only multiples of ${String(fault.params['multipleOf'])} are allowed.`,
      );
    case 'minimum':
      return error('schema-minimum', `${field} is ${shown(data)}; the least allowed is ${limit}.`);
    case 'maximum':
      return error('schema-maximum', `${field} is ${shown(data)}; the most allowed is ${limit}.`);
    case 'minItems':
      return error(
        'schema-minitems',
        `${field} has ${countOf(data)} entries; at least ${limit} must be there.`,
      );
    case 'maxItems':
      return warning(
        'schema-maxitems',
        `${field} has ${countOf(data)} entries; at most ${limit} are allowed.`,
      );
    default:
      return error(
        `schema-${fault.keyword.toLowerCase()}`,
        `${field} breaks the schema’s rule “${fault.keyword}”.`,
      );
  }
}

function formatFinding(fault: ErrorObject, field: string): Finding {
  if (fault.params['format'] !== 'date-time') {
    return error(
      'schema-format',
      `${field} is ${shown(fault.data)}, which is no ${String(fault.params['format'])}.`,
    );
  }
  // A time that can be read still serves; most often only its zone is missing.
  const isReadable = !Number.isNaN(Date.parse(String(fault.data)));
  return isReadable
    ? warning(
        'schema-format',
        `${field} is ${shown(fault.data)}, a time without zone; “Z” or an offset must follow.`,
      )
    : error(
        'schema-format',
        `${field} is ${shown(fault.data)}, which is no time of the form 2026-01-31T12:00:00Z.`,
      );
}

function error(code: string, message: string): Finding {
  return { severity: 'error', code, message };
}

function warning(code: string, message: string): Finding {
  return { severity: 'warning', code, message };
}

/** `/meterValue/0/sampledValue/2/unit` as `“unit”`, `/key/2` as `“key[2]”`. The whole way is the issue's path. */
function fieldName(pointer: string): string {
  const parts = pointer
    .split('/')
    .slice(1)
    .map((part) => part.replaceAll('~1', '/').replaceAll('~0', '~'));
  if (parts.length === 0) return 'The payload';
  const from = Math.max(
    0,
    parts.findLastIndex((part) => !/^\d+$/.test(part)),
  );
  const [name = '', ...indexes] = parts.slice(from);
  return `“${name}${indexes.map((index) => `[${index}]`).join('')}”`;
}

function allowed(fault: ErrorObject): string {
  const values = (fault.params['allowedValues'] as readonly unknown[]).map(String);
  const more = values.length - VALUES_SHOWN;
  return values.slice(0, VALUES_SHOWN).join(', ') + (more > 0 ? ` and ${more} more` : '');
}

function shown(value: unknown): string {
  const text = typeof value === 'string' ? value : (JSON.stringify(value) ?? 'nothing');
  return `“${text.length > TEXT_SHOWN_CHARS ? `${text.slice(0, TEXT_SHOWN_CHARS)}…` : text}”`;
}

function aType(value: unknown): string {
  if (value === null) return 'null';
  if (Array.isArray(value)) return 'a list';
  return article(typeof value);
}

function article(type: string): string {
  if (type === 'array') return 'a list';
  return /^[aeiou]/.test(type) ? `an ${type}` : `a ${type}`;
}

function countOf(value: unknown): number {
  return Array.isArray(value) ? value.length : 0;
}

function messageName({ version, action, part }: SchemaPlace): string {
  if (isOcpp1(version)) return `${action}.${part === 'request' ? 'req' : 'conf'}`;
  return action === 'NotifyPeriodicEventStream'
    ? action
    : `${action}${part === 'request' ? 'Request' : 'Response'}`;
}

function clauseOf(place: SchemaPlace): string {
  if (!isOcpp1(place.version)) return `OCPP ${place.version} part 2, ${messageName(place)}`;
  return SECURITY_EXTENSION.has(place.action)
    ? `OCPP 1.6 security whitepaper, ${messageName(place)}`
    : `OCPP ${place.version} §6 ${messageName(place)}`;
}

/** Whether an issue was found by holding a payload against its schema. */
export function isSchemaIssue(code: string): boolean {
  return code.startsWith('schema-');
}
