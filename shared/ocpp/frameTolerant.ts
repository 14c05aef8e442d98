import { assertNever } from '../assertNever.ts';
import type { Json } from '../json.ts';
import { isJsonObject } from '../json.ts';
import { repairText } from './asMeant/repairText.ts';
import type { Issue } from '../trace/issue.ts';
import type { Frame } from './frame.ts';
import { frameIssue, MAX_ID_CHARS } from './frameIssue.ts';
import { jsonNesting } from './jsonNesting.ts';

/** How much of a text that is no frame is searched for its id and action. */
const HEAD_CHARS = 512;

/** `[2,"id","Action"` at the start of a text, each part optional from the right. Linear: no part can match in two ways. */
const HEAD =
  /^\s*\[\s*"?(\d{1,3})"?\s*,\s*(?:("(?:[^"\\]|\\.)*")|(-?\d+)(?=[\s,\]]))(?:\s*,\s*"([A-Za-z0-9_.-]{1,100})")?/;

const KINDS = new Map<Json | undefined, Exclude<Frame['kind'], 'malformed'>>([
  [2, 'call'],
  [3, 'result'],
  [4, 'error'],
  [5, 'resultError'],
  [6, 'send'],
]);

/** A text that `JSON.parse` refused: read without byte order mark and NULs, else malformed. */
export function parseDamaged(text: string, cause: unknown): Frame {
  const issues: Issue[] = [];
  let repaired = text;
  if (repaired.startsWith('\uFEFF')) {
    repaired = repaired.slice(1);
    issues.push(frameIssue('frame-bom'));
  }
  if (repaired.includes('\0')) {
    repaired = repaired.replaceAll('\0', '');
    issues.push(frameIssue('frame-nul'));
  }
  if (repaired.trim() === '') return { kind: 'malformed', issues: [...issues, frameIssue('frame-empty')] };
  let failure = cause;
  if (issues.length > 0) {
    try {
      return readTolerantly(JSON.parse(repaired) as Json, repaired, issues);
    } catch (error) {
      failure = error;
    }
  }
  const syntax = syntaxIssue(repaired, failure);
  const mended = readMended(repaired, issues, syntax);
  if (mended !== undefined) return mended;
  issues.push(syntax);
  const head = readHead(repaired);
  return malformed(head.id, head.action, issues, head.idDigits !== undefined);
}

/** The message that a text was meant to be, where nothing of it has to be guessed. */
function readMended(text: string, issues: readonly Issue[], syntax: Issue): Frame | undefined {
  const mended = repairText(text);
  if (mended?.isCertain !== true) return undefined;
  const { message } = syntax;
  const done = mended.repairs.map(({ why }) => why).join(' ');
  const told = { ...syntax, message: `${message} Kerbside reads it as it was meant: ${done}` };
  const frame = readTolerantly(JSON.parse(mended.text) as Json, mended.text, [...issues, told]);
  if (frame.kind === 'malformed') return undefined;
  // What is missing may be what was cut off.
  return frame.issues.some(({ code }) => code === 'frame-missing-element') ? undefined : frame;
}

/** Cut off, or wrong in itself; and where it breaks, as far as the engine tells. */
function syntaxIssue(text: string, cause: unknown): Issue {
  if (/^\s*\[/.test(text) && jsonNesting(text).isOpen) return frameIssue('frame-cut-off');
  const position = cause instanceof Error ? /at position (\d+)/.exec(cause.message)?.[1] : undefined;
  if (position === undefined) return frameIssue('frame-not-json');
  return frameIssue('frame-not-json', {
    message: `The frame is not JSON: it breaks at character ${Number(position) + 1}.`,
  });
}

/** Id and action of a text that cannot be parsed, by a bounded look at its start. */
function readHead(text: string): { type?: number; id?: string; idDigits?: string; action?: string } {
  const match = HEAD.exec(text.slice(0, HEAD_CHARS));
  if (match === null) return {};
  const type = Number(match[1]);
  const digits = match[3];
  const id = digits ?? unquoted(match[2]);
  const isRequest = type !== 3 && type !== 4 && type !== 5;
  return {
    type,
    ...(id === undefined ? {} : { id }),
    ...(digits === undefined ? {} : { idDigits: digits }),
    ...(match[4] === undefined || !isRequest ? {} : { action: match[4] }),
  };
}

function unquoted(literal: string | undefined): string | undefined {
  if (literal === undefined) return undefined;
  try {
    const value: unknown = JSON.parse(literal);
    return typeof value === 'string' ? value : undefined;
  } catch {
    // The literal holds a raw control character or a wrong escape: its characters are the best that can be shown.
    return literal.slice(1, -1);
  }
}

/** A JSON value that is not exactly a frame: each deviation becomes an issue, what cannot be saved is malformed. */
export function readTolerantly(value: Json, text: string, issues: Issue[]): Frame {
  if (!Array.isArray(value)) {
    issues.push(frameIssue('frame-not-array'));
    return malformed(undefined, undefined, issues);
  }
  const kind = readKind(value, issues);
  const id = readId(value[1], text, value.length, issues);
  const action = typeof value[2] === 'string' ? value[2] : undefined;
  if (kind === undefined) return malformed(id?.text, action, issues, id?.isNumber);
  const frame =
    id === undefined
      ? malformed(undefined, kind === 'call' || kind === 'send' ? action : undefined, issues)
      : readBody(kind, id.text, value, issues);
  if (id?.isNumber === true) frame.idIsNumber = true;
  return frame;
}

function readKind(value: readonly Json[], issues: Issue[]): Exclude<Frame['kind'], 'malformed'> | undefined {
  const [type] = value;
  const exact = KINDS.get(type);
  if (exact !== undefined) return exact;
  const spelt = typeof type === 'string' ? KINDS.get(Number(type)) : undefined;
  if (spelt !== undefined) issues.push(frameIssue('frame-type-not-number', { path: '/0' }));
  else if (type === undefined)
    issues.push(frameIssue('frame-missing-element', { severity: 'error', path: '/0' }));
  else issues.push(unknownType(value));
  return spelt;
}

function unknownType(value: readonly Json[]): Issue {
  if (!hasFormOfCall(value)) return frameIssue('frame-unknown-type', { path: '/0' });
  const message = `The message type is ${JSON.stringify(value[0])}, which does not exist; the message has the form of a CALL (type 2). “Treat as 2” answers it as one.`;
  return frameIssue('frame-unknown-type', { path: '/0', message });
}

/** `[1, "id", "Action", {…}]`: all of a CALL but its type, which is that of no message. */
export function hasFormOfCall([type, id, action, payload, ...more]: readonly Json[]): boolean {
  return (
    typeof type === 'number' &&
    !KINDS.has(type) &&
    typeof id === 'string' &&
    typeof action === 'string' &&
    isJsonObject(payload) &&
    more.length === 0
  );
}

function readId(
  id: Json | undefined,
  text: string,
  length: number,
  issues: Issue[],
): { text: string; isNumber: boolean } | undefined {
  if (typeof id === 'string') {
    if (id === '') issues.push(frameIssue('frame-id-empty', { path: '/1' }));
    if (id.length > MAX_ID_CHARS) issues.push(frameIssue('frame-id-too-long', { path: '/1' }));
    return { text: id, isNumber: false };
  }
  if (typeof id === 'number') {
    issues.push(frameIssue('frame-numeric-id', { path: '/1' }));
    // JSON.parse has rounded an id beyond 2^53: the wire text still has its digits.
    const digits = Number.isSafeInteger(id) ? undefined : readHead(text).idDigits;
    return { text: digits ?? String(id), isNumber: true };
  }
  if (length > 1) issues.push(frameIssue('frame-id-not-string', { path: '/1' }));
  else if (length > 0) issues.push(frameIssue('frame-missing-element', { severity: 'error', path: '/1' }));
  return undefined;
}

function readBody(
  kind: Exclude<Frame['kind'], 'malformed'>,
  id: string,
  value: Json[],
  issues: Issue[],
): Frame {
  switch (kind) {
    case 'call':
    case 'send': {
      const action = value[2];
      if (typeof action !== 'string') {
        const code = action === undefined ? 'frame-missing-element' : 'frame-action-not-string';
        issues.push(frameIssue(code, { severity: 'error', path: '/2' }));
        return malformed(id, undefined, issues);
      }
      if (action === '') issues.push(frameIssue('frame-action-empty', { path: '/2' }));
      return { kind, id, action, payload: readPayload(value, 3, issues), issues };
    }
    case 'result':
      return { kind, id, payload: readPayload(value, 2, issues), issues };
    case 'error':
    case 'resultError':
      return {
        kind,
        id,
        code: readText(value, 2, 'frame-error-code-not-string', issues),
        description: readText(value, 3, 'frame-description-not-string', issues),
        details: readDetails(value, issues),
        issues,
      };
    default:
      return assertNever(kind);
  }
}

function readPayload(value: Json[], at: number, issues: Issue[]): Json {
  const payload = value[at];
  const path = `/${at}`;
  if (payload === undefined) {
    issues.push(frameIssue('frame-missing-element', { message: 'The frame has no payload.', path }));
    return {};
  }
  if (!isJsonObject(payload)) issues.push(frameIssue('frame-payload-not-object', { path }));
  noteExtra(value, at + 1, issues);
  return payload;
}

function readText(
  value: Json[],
  at: number,
  code: 'frame-error-code-not-string' | 'frame-description-not-string',
  issues: Issue[],
): string {
  const element = value[at];
  const path = `/${at}`;
  if (typeof element === 'string') {
    if (element === '' && at === 2) issues.push(frameIssue('frame-error-code-empty', { path }));
    return element;
  }
  if (element === undefined) {
    issues.push(frameIssue('frame-missing-element', { path }));
    return '';
  }
  issues.push(frameIssue(code, { path }));
  return typeof element === 'object' ? '' : String(element);
}

function readDetails(value: Json[], issues: Issue[]): Json {
  const details = value[4];
  if (details === undefined) {
    if (value.length === 4) issues.push(frameIssue('frame-missing-element', { path: '/4' }));
    return {};
  }
  if (!isJsonObject(details)) issues.push(frameIssue('frame-details-not-object', { path: '/4' }));
  noteExtra(value, 5, issues);
  return details;
}

function noteExtra(value: Json[], length: number, issues: Issue[]): void {
  if (value.length > length) issues.push(frameIssue('frame-extra-element', { path: `/${length}` }));
}

function malformed(
  id: string | undefined,
  action: string | undefined,
  issues: Issue[],
  idIsNumber = false,
): Frame {
  return {
    kind: 'malformed',
    issues,
    ...(id === undefined ? {} : { id }),
    ...(action === undefined ? {} : { action }),
    ...(idIsNumber ? { idIsNumber: true } : {}),
  };
}
