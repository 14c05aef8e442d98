import { isJsonObject, type Json, type JsonObject } from '../../json.ts';
import { objectOf, objectsOf } from '../../payloadFields.ts';
import { itemsOfReportData } from '../reportItems.ts';
import { variableResult } from '../variableResult.ts';
import type { ForeignItems } from './foreignItems.ts';

/** One entry of a message of 2.x about a variable. */
type Entry = { kind: 'report' | 'result'; data: JsonObject };

/**
 * The variables of 2.x in what other programs save: the parts of NotifyReport (OCPP 2.0.1 B07), each as payload or as frame, in a list or
 * alone, the answer to GetVariables (B06), or a bare list of their entries. Nothing where it is something else.
 */
export function messageItems(root: Json): ForeignItems | undefined {
  const messages = frameOf(root) === undefined && Array.isArray(root) ? root : [root];
  const payloads = messages.map((message) => frameOf(message) ?? message);
  const entries = payloads.flatMap(entriesOf);
  if (entries.length === 0) return undefined;
  const found: ForeignItems = { items: [], unknown: [], notes: notesOf(payloads) };
  let nameless = 0;
  for (const { kind, data } of entries) {
    const told = kind === 'report' ? itemsOfReportData(data) : [];
    const result = kind === 'result' ? variableResult(data) : undefined;
    if (result?.isUnknown === true) found.unknown.push(result.item.address);
    else if (result !== undefined) found.items.push(result.item);
    else if (told.length > 0) found.items.push(...told);
    else nameless += 1;
  }
  if (nameless > 0) {
    found.notes.push(`${nameless} of ${entries.length} entries name no variable and are left out.`);
  }
  return found;
}

/** The payload of `[2,"id","NotifyReport",{…}]` and of `[3,"id",{…}]`. */
function frameOf(value: Json): Json | undefined {
  if (!Array.isArray(value) || typeof value[1] !== 'string') return undefined;
  if (value[0] === 2 && value[2] === 'NotifyReport') return value[3];
  return value[0] === 3 ? value[2] : undefined;
}

function entriesOf(payload: Json): Entry[] {
  if (!isJsonObject(payload)) return [];
  if (isJsonObject(payload['component']) && isJsonObject(payload['variable'])) {
    return [{ kind: 'attributeStatus' in payload ? 'result' : 'report', data: payload }];
  }
  const reported = objectsOf(payload['reportData']).map((data) => ({ kind: 'report' as const, data }));
  const answered = objectsOf(payload['getVariableResult']).map((data) => ({ kind: 'result' as const, data }));
  return [...reported, ...answered];
}

/** Says where parts of a report are missing. */
function notesOf(payloads: readonly Json[]): string[] {
  const parts = payloads.map(objectOf).filter((payload) => 'reportData' in payload);
  const numbers = new Set(parts.flatMap(({ seqNo }) => (typeof seqNo === 'number' ? [seqNo] : [])));
  if (numbers.size === 0) return [];
  const last = Math.max(...numbers);
  const missing = Array.from({ length: Math.min(last, parts.length + 100) }, (_, seqNo) => seqNo).filter(
    (seqNo) => !numbers.has(seqNo),
  );
  const isCut = parts.find(({ seqNo }) => seqNo === last)?.['tbc'] === true;
  return [
    ...(missing.length === 0
      ? []
      : [`Of the report, part ${missing.slice(0, 10).join(', ')} is not in the file.`]),
    ...(isCut ? ['The charger announced more parts of the report than are in the file.'] : []),
  ];
}
