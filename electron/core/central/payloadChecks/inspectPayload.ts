import { isJsonObject, type Json } from '../../../../shared/json.ts';
import { asMeantPayload } from '../../../../shared/ocpp/asMeant/asMeantPayload.ts';
import {
  longIntegersAsText,
  markLongIntegers,
  mayHaveLongIntegers,
} from '../../../../shared/ocpp/longIntegers.ts';
import { parseFrame } from '../../../../shared/ocpp/parseFrame.ts';
import type { Issue } from '../../../../shared/trace/issue.ts';
import { objectsOf } from '../../../../shared/payloadFields.ts';
import { NO_ISSUES } from '../schemas/noIssues.ts';
import type { VersionSchemas } from '../schemas/versionSchemas.ts';
import { duplicateKeyIssue } from './duplicateKeys.ts';
import { longIntegerIssue } from './longIntegerIssue.ts';
import type { PayloadPlace } from './payloadCheck.ts';
import { refineIssues } from './refineIssues.ts';
import { checksOf } from './registry.ts';
import { wireSigns } from './wireSigns.ts';

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
  const signs = wireSigns(text);
  if (faults.length > 0 || signs.isOdd || hasCurrentToNeutral(payload, text)) {
    const schema = schemas?.schema(action, part);
    issues = refineIssues(faults, asMeantPayload({ version, action, schema, payload }).repairs);
  }
  const long = signs.hasLongNumber
    ? longIntegerIssue(framePayload(markLongIntegers(text)) ?? null)
    : undefined;
  if (long !== undefined) issues = [...issues, long];
  const twice = part === 'request' ? duplicateKeyIssue(text, payload, signs.colons) : undefined;
  if (twice !== undefined) issues = [...issues, twice];
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

/** `L1-N` is right for a voltage and odd for a current; many stations send both. */
function hasCurrentToNeutral(payload: Json, text: string): boolean {
  if (!text.includes('-N"') || !isJsonObject(payload)) return false;
  const values = objectsOf(payload['meterValue'] ?? payload['transactionData']);
  return values.some((value) =>
    objectsOf(value['sampledValue']).some(
      ({ measurand, phase }) =>
        typeof phase === 'string' &&
        phase.endsWith('-N') &&
        typeof measurand === 'string' &&
        measurand.startsWith('Current.'),
    ),
  );
}

function framePayload(text: string): Json | undefined {
  const frame = parseFrame(text);
  return 'payload' in frame ? frame.payload : undefined;
}
