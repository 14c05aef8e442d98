import { Ajv, type Options, type ValidateFunction } from 'ajv';
import { fullFormats } from 'ajv-formats/dist/formats.js';
import type { Json, JsonObject } from '../../../../shared/json.ts';
import type { OcppVersion } from '../../../../shared/ocpp/version.ts';
import type { Issue } from '../../../../shared/trace/issue.ts';
import { NO_ISSUES, type Part } from './noIssues.ts';
import { isPlainDateTime } from './plainDateTime.ts';
import { schemaIssues } from './schemaIssue.ts';

/** Larger payloads are told their first fault only: a list of a million of them helps nobody. */
const ALL_FAULTS_LIMIT_CHARS = 256 * 1024;

const COMMON: Options = {
  strict: false,
  validateSchema: false,
  meta: false,
  addUsedSchema: false,
  logger: false,
  messages: false,
  // 1.6 asks for multiples of 0.1, which binary fractions never are exactly.
  multipleOfPrecision: 6,
};

/**
 * Two ways to the same verdict. `quick` stops at the first fault and takes only the plainest spelling of what it
 * cannot judge fast (characters outside the BMP, unusual times); what it refuses, `thorough` decides.
 */
const quick = new Ajv({
  ...COMMON,
  unicode: false,
  formats: { 'date-time': isPlainDateTime, uri: fullFormats.uri },
});
const thorough: Options = {
  ...COMMON,
  verbose: true,
  formats: { 'date-time': fullFormats['date-time'], uri: fullFormats.uri },
};
const firstFault = new Ajv(thorough);
const allFaults = new Ajv({ ...thorough, allErrors: true });

/** One payload schema, compiled when it is first needed. */
class PayloadSchema {
  readonly schema: JsonObject;
  #quick: ValidateFunction | undefined;
  #firstFault: ValidateFunction | undefined;
  #allFaults: ValidateFunction | undefined;

  constructor(schema: JsonObject) {
    this.schema = schema;
  }

  isPlainlyValid(payload: Json): boolean {
    this.#quick ??= quick.compile(this.#anonymous());
    return this.#quick(payload);
  }

  faultsOf(payload: Json, isLarge: boolean): ValidateFunction['errors'] {
    const validate = isLarge
      ? (this.#firstFault ??= firstFault.compile(this.#anonymous()))
      : (this.#allFaults ??= allFaults.compile(this.#anonymous()));
    return validate(payload) ? null : validate.errors;
  }

  /** Ajv refuses the `$id`s (“URN without nid”), and none of the schemas refers to another. */
  #anonymous(): JsonObject {
    const { $id: _id, $schema: _schema, ...rest } = this.schema;
    return rest;
  }
}

/** The payload schemas of one OCPP version, by action. */
export class VersionSchemas {
  readonly #version: OcppVersion;
  readonly #byAction = new Map<string, { request?: PayloadSchema; response?: PayloadSchema }>();

  constructor(version: OcppVersion, schemas: readonly JsonObject[]) {
    this.#version = version;
    for (const schema of schemas) {
      const { action, part } = nameOf(schema['$id']);
      const parts = this.#byAction.get(action) ?? {};
      parts[part] = new PayloadSchema(schema);
      this.#byAction.set(action, parts);
    }
  }

  actions(): string[] {
    return [...this.#byAction.keys()];
  }

  schema(action: string, part: Part): JsonObject | undefined {
    return this.#byAction.get(action)?.[part]?.schema;
  }

  /** What is wrong with a payload; nothing for an action that the version does not have. */
  check(action: string, part: Part, payload: Json, sizeChars = 0): readonly Issue[] {
    const found = this.#byAction.get(action)?.[part];
    if (found === undefined || found.isPlainlyValid(payload)) return NO_ISSUES;
    const faults = found.faultsOf(payload, sizeChars > ALL_FAULTS_LIMIT_CHARS);
    return faults === null || faults === undefined
      ? NO_ISSUES
      : schemaIssues(faults, { version: this.#version, action, part });
  }
}

/** `urn:Reset.req` and `urn:Reset.conf` in 1.6 and 2.0.1, `urn:ResetRequest` in 2.1, bare for 2.1's SEND. */
function nameOf(id: Json | undefined): { action: string; part: Part } {
  const name = typeof id === 'string' ? id.replace(/^urn:/, '') : '';
  const request = /^(.+?)(?:\.req|Request)$/.exec(name)?.[1];
  if (request !== undefined) return { action: request, part: 'request' };
  const response = /^(.+?)(?:\.conf|Response)$/.exec(name)?.[1];
  if (response !== undefined) return { action: response, part: 'response' };
  return { action: name, part: 'request' };
}
