import type { Issue, Severity } from '../trace/issue.ts';

/** The longest message id (OCPP 1.6J §4.1.4; OCPP 2.0.1 and 2.1 part 4 §4.1.4). */
export const MAX_ID_CHARS = 36;

interface FrameIssueKind {
  severity: Severity;
  message: string;
  clause: string;
}

const VALID_JSON = 'OCPP 1.6J §4.1.2';
const MESSAGE_TYPE = 'OCPP 1.6J §4.1.3';
const MESSAGE_ID = 'OCPP 1.6J §4.1.4';
const STRUCTURE = 'OCPP 1.6J §4.2';
const CALL = 'OCPP 1.6J §4.2.1';
const CALL_ERROR = 'OCPP 1.6J §4.2.3';

/**
 * Everything that can be wrong with the frame itself. An `error` makes it unusable unless its message says how it is
 * read all the same, a `warning` was tolerated.
 */
const FRAME_ISSUES = {
  'frame-empty': { severity: 'error', message: 'The frame is empty.', clause: VALID_JSON },
  'frame-not-json': { severity: 'error', message: 'The frame is not JSON.', clause: VALID_JSON },
  'frame-cut-off': {
    severity: 'error',
    message: 'The frame ends in the middle: the JSON was cut off.',
    clause: VALID_JSON,
  },
  'frame-bom': {
    severity: 'warning',
    message: 'A byte order mark stands before the JSON.',
    clause: VALID_JSON,
  },
  'frame-nul': {
    severity: 'warning',
    message: 'NUL characters stand in or after the JSON.',
    clause: VALID_JSON,
  },
  'frame-not-array': {
    severity: 'error',
    message: 'The frame is JSON, but not an array.',
    clause: STRUCTURE,
  },
  'frame-unknown-type': {
    severity: 'error',
    message: 'The message type is none of 2 (CALL), 3 (CALLRESULT), 4 (CALLERROR), 5 and 6 (OCPP 2.1).',
    clause: MESSAGE_TYPE,
  },
  'frame-type-not-number': {
    severity: 'warning',
    message: 'The message type is a string instead of a number.',
    clause: MESSAGE_TYPE,
  },
  'frame-numeric-id': {
    severity: 'warning',
    message: 'The message id is a number instead of a string.',
    clause: MESSAGE_ID,
  },
  'frame-id-not-string': {
    severity: 'error',
    message: 'The message id is not a string.',
    clause: MESSAGE_ID,
  },
  'frame-id-empty': { severity: 'warning', message: 'The message id is empty.', clause: MESSAGE_ID },
  'frame-id-too-long': {
    severity: 'warning',
    message: `The message id is longer than ${MAX_ID_CHARS} characters.`,
    clause: MESSAGE_ID,
  },
  'frame-missing-element': {
    severity: 'warning',
    message: 'The frame has fewer elements than its message type asks for.',
    clause: STRUCTURE,
  },
  'frame-extra-element': {
    severity: 'warning',
    message: 'The frame has more elements than its message type allows.',
    clause: STRUCTURE,
  },
  'frame-action-not-string': { severity: 'error', message: 'The action is not a string.', clause: CALL },
  'frame-action-empty': { severity: 'warning', message: 'The action is empty.', clause: CALL },
  'frame-payload-not-object': {
    severity: 'warning',
    message: 'The payload is not a JSON object.',
    clause: STRUCTURE,
  },
  'frame-error-code-not-string': {
    severity: 'warning',
    message: 'The error code is not a string.',
    clause: CALL_ERROR,
  },
  'frame-error-code-empty': { severity: 'warning', message: 'The error code is empty.', clause: CALL_ERROR },
  'frame-description-not-string': {
    severity: 'warning',
    message: 'The error description is not a string.',
    clause: CALL_ERROR,
  },
  'frame-details-not-object': {
    severity: 'warning',
    message: 'The error details are not a JSON object.',
    clause: CALL_ERROR,
  },
} as const satisfies Record<string, FrameIssueKind>;

export type FrameIssueCode = keyof typeof FRAME_ISSUES;

export function frameIssue(
  code: FrameIssueCode,
  detail: { message?: string; severity?: Severity; path?: string } = {},
): Issue {
  return { code, ...FRAME_ISSUES[code], ...detail };
}
