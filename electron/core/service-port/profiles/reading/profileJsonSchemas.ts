import { Ajv2020, type ErrorObject, type ValidateFunction } from 'ajv/dist/2020.js';
import { z } from 'zod';
import {
  PROFILE_SCHEMAS,
  portProfileSchema,
} from '../../../../../shared/service-port/profile/portProfile.ts';
import type { PortDriver } from '../../../../../shared/service-port/portProfileInfo.ts';

const ajv = new Ajv2020({ allErrors: true, verbose: true, strict: false, messages: false, logger: false });
const compiled = new Map<PortDriver, ValidateFunction>();

/** What breaks the JSON Schema of profiles for this driver. Compiled when it is first needed. */
export function schemaErrors(driver: PortDriver, data: unknown): readonly ErrorObject[] {
  const validate = compiled.get(driver) ?? ajv.compile(jsonSchemaOf(PROFILE_SCHEMAS[driver]));
  compiled.set(driver, validate);
  return validate(data) ? [] : (validate.errors ?? []);
}

let text: string | undefined;

/** The JSON Schema of profile files for all drivers, for editors: JSON Schema 2020-12. */
export function profileSchemaText(): string {
  text ??= `${JSON.stringify({ title: 'Kerbside port profile', ...jsonSchemaOf(portProfileSchema) }, null, 2)}\n`;
  return text;
}

function jsonSchemaOf(schema: z.ZodType): z.core.JSONSchema.BaseSchema {
  return z.toJSONSchema(schema, { io: 'input', target: 'draft-2020-12' });
}
