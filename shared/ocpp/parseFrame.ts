import type { Json } from '../json.ts';
import { isJsonObject } from '../json.ts';
import type { Issue } from '../trace/issue.ts';
import type { Frame } from './frame.ts';
import { MAX_ID_CHARS } from './frameIssue.ts';
import { parseDamaged, readTolerantly } from './frameTolerant.ts';

/** Shared by all frames without issues, so that the usual frame allocates nothing for them. */
const NO_ISSUES: readonly Issue[] = Object.freeze([]);

/** Reads one wire text. Never throws. */
export function parseFrame(text: string): Frame {
  let value: Json;
  try {
    value = JSON.parse(text) as Json;
  } catch (error) {
    return parseDamaged(text, error);
  }
  return readFrame(value, text);
}

/** The same, where the text has been parsed already. */
export function readFrame(value: Json, text: string): Frame {
  return readExact(value) ?? readTolerantly(value, text, []);
}

/** The hot path: a frame exactly as the specification has it, or nothing. */
function readExact(value: Json): Frame | undefined {
  if (!Array.isArray(value)) return undefined;
  const id = value[1];
  if (typeof id !== 'string' || id.length === 0 || id.length > MAX_ID_CHARS) return undefined;
  switch (value[0]) {
    case 2:
      return readExactRequest('call', id, value);
    case 3: {
      const payload = value[2];
      if (value.length !== 3 || !isJsonObject(payload)) return undefined;
      return { kind: 'result', id, payload, issues: NO_ISSUES };
    }
    case 4:
      return readExactError('error', id, value);
    case 5:
      return readExactError('resultError', id, value);
    case 6:
      return readExactRequest('send', id, value);
    default:
      return undefined;
  }
}

function readExactRequest(kind: 'call' | 'send', id: string, value: Json[]): Frame | undefined {
  const action = value[2];
  const payload = value[3];
  if (value.length !== 4 || typeof action !== 'string' || action === '' || !isJsonObject(payload)) {
    return undefined;
  }
  return { kind, id, action, payload, issues: NO_ISSUES };
}

function readExactError(kind: 'error' | 'resultError', id: string, value: Json[]): Frame | undefined {
  const code = value[2];
  const description = value[3];
  const details = value[4];
  if (value.length !== 5 || typeof code !== 'string' || code === '') return undefined;
  if (typeof description !== 'string' || !isJsonObject(details)) return undefined;
  return { kind, id, code, description, details, issues: NO_ISSUES };
}
