import { isJsonObject, type Json } from '../../../../shared/json.ts';
import { asMeantPayload } from '../../../../shared/ocpp/asMeant/asMeantPayload.ts';
import {
  longIntegersAsText,
  markLongIntegers,
  mayHaveLongIntegers,
} from '../../../../shared/ocpp/longIntegers.ts';
import { parseFrame } from '../../../../shared/ocpp/parseFrame.ts';
import type { Issue } from '../../../../shared/trace/issue.ts';
import { NO_ISSUES, type VersionSchemas } from '../schemas/schemas.ts';
import { longIntegerIssue } from './longIntegerIssue.ts';
import type { PayloadPlace } from './payloadCheck.ts';
import { refineIssues } from './refineIssues.ts';
import { checksOf } from './registry.ts';

/**
 * Signs in the wire text of values that a schema lets pass and that are read differently from how they are written:
 * NULs, spaces within quotation marks, scientific notation, `null` as a text, quotation marks within others, phases to
 * neutral (of a current). Without any of them a valid payload is not looked at twice.
 */
const ODD = /\\u0000|: ?"\s|\s"\s*[,}\]]|: ?"[+-]?\d+(?:\.\d*)?[eE][+-]?\d+"|"\s*null\s*"|"'|'"|"L[123]-N"/i;

/** Everything that is wrong with a payload: by its schema, by the checks of its action, by how it is written. */
export function inspectPayload(
  place: PayloadPlace,
  payload: Json,
  text: string,
  schemas: VersionSchemas | undefined,
): readonly Issue[] {
  const { version, action, part } = place;
  const faults = schemas?.check(action, part, payload, text.length) ?? NO_ISSUES;
  let issues = faults;
  if (faults.length > 0 || ODD.test(text)) {
    const schema = schemas?.schema(action, part);
    issues = refineIssues(faults, asMeantPayload({ version, action, schema, payload }).repairs);
  }
  const long = mayHaveLongIntegers(text)
    ? longIntegerIssue(framePayload(markLongIntegers(text)) ?? null)
    : undefined;
  if (long !== undefined) issues = [...issues, long];
  if (!isJsonObject(payload)) return issues;
  for (const check of checksOf(place)) {
    const found = check(payload, place);
    if (found !== undefined) issues = [...issues, ...found];
  }
  return issues;
}

/** The payload that Kerbside works with: as it was meant, integers beyond 2^53 as text with all their digits. */
export function meantPayload(
  { version, action, part }: PayloadPlace,
  payload: Json,
  text: string,
  schemas: VersionSchemas | undefined,
): Json {
  const exact = mayHaveLongIntegers(text) ? (framePayload(longIntegersAsText(text)) ?? payload) : payload;
  return asMeantPayload({ version, action, schema: schemas?.schema(action, part), payload: exact }).payload;
}

function framePayload(text: string): Json | undefined {
  const frame = parseFrame(text);
  return 'payload' in frame ? frame.payload : undefined;
}
