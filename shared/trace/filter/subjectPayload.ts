import type { Json } from '../../json.ts';
import { assertNever } from '../../assertNever.ts';
import { markedDigits, markLongNumbers, mayHaveLongIntegers } from '../../ocpp/longIntegers.ts';
import { parseFrame } from '../../ocpp/parseFrame.ts';
import type { FilterSubject } from './filterSubject.ts';

/** Kinds whose frame or mark is JSON; the fields of others are not looked for. */
export function hasFields({ kind, payload }: FilterSubject): boolean {
  return (
    payload !== undefined ||
    (kind !== 'malformed' && kind !== 'note' && kind !== 'serial' && kind !== 'transfer')
  );
}

/**
 * The payload of a record as paths see it, with the digits of long numbers; nothing where there is none. That of an
 * error is `{code, description, details}`, that of a connection is what Kerbside noted about it.
 */
export function subjectPayload({ kind, raw, payload }: FilterSubject): Json | undefined {
  if (payload !== undefined) return parsed(payload);
  switch (kind) {
    case 'connect':
    case 'disconnect':
      return parsed(raw);
    case 'malformed':
    case 'note':
    case 'serial':
    case 'transfer':
      return undefined;
    case 'call':
    case 'send':
    case 'result':
    case 'error':
    case 'resultError':
      return framePayload(raw);
    default:
      return assertNever(kind);
  }
}

function framePayload(raw: string): Json | undefined {
  const frame = parseFrame(marked(raw));
  switch (frame.kind) {
    case 'call':
    case 'send':
    case 'result':
      return frame.payload;
    case 'error':
    case 'resultError':
      return { code: frame.code, description: frame.description, details: frame.details };
    case 'malformed':
      return undefined;
    default:
      return assertNever(frame);
  }
}

function marked(text: string): string {
  return mayHaveLongIntegers(text) ? markLongNumbers(text) : text;
}

function parsed(text: string): Json | undefined {
  try {
    return JSON.parse(marked(text)) as Json;
  } catch {
    // Not JSON: then there are no fields to compare.
    return undefined;
  }
}

/** A value as it is compared: its text, and whether it was a number. Lists and objects have no text. */
export function valueText(value: Json): { text: string; isNumber: boolean } | undefined {
  if (typeof value === 'object' && value !== null) return undefined;
  const digits = markedDigits(value);
  return digits === undefined
    ? { text: String(value), isNumber: typeof value === 'number' }
    : { text: digits, isNumber: true };
}
