import { assertNever } from '../../../../shared/assertNever.ts';
import type { Frame } from '../../../../shared/ocpp/frame.ts';
import { JSON_VERSIONS, type OcppVersion } from '../../../../shared/ocpp/version.ts';
import { foreignTextIssue } from '../../../../shared/trace/foreignText.ts';
import type { Issue } from '../../../../shared/trace/issue.ts';
import type { CallQueue } from '../calls/callQueue.ts';
import type { RecentCalls } from '../calls/recentCalls.ts';
import { inspectPayload } from '../payloadChecks/inspectPayload.ts';
import { NO_ISSUES } from '../schemas/noIssues.ts';
import type { VersionSchemas } from '../schemas/versionSchemas.ts';
import {
  actionIssue,
  answerIssue,
  bootVersionIssue,
  issueOf,
  refusalIssue,
  repeatedIdIssue,
} from '../sessionIssue.ts';

/** What a frame is measured against. */
export interface InspectionGround {
  version: OcppVersion;
  schemas: VersionSchemas | undefined;
  queue: CallQueue;
  recent: RecentCalls;
}

/** Everything that is wrong with an incoming frame. The shared empty list where nothing is. */
export function inspectFrame(frame: Frame, text: string, ground: InspectionGround): readonly Issue[] {
  switch (frame.kind) {
    case 'call':
    case 'send': {
      const issues = checkRequest(frame, text, ground);
      const before = ground.recent.find(frame.id);
      const repeated = before === undefined ? undefined : repeatedIdIssue(before.text === text, before.seq);
      return joined(frame.issues, repeated, issues);
    }
    case 'result': {
      const asked = ground.queue.asked(frame.id);
      const misplaced = answerIssue(asked, ground.queue.inFlight);
      const issues =
        asked === undefined
          ? NO_ISSUES
          : inspectPayload(
              { version: ground.version, action: asked.action, part: 'response' },
              frame.payload,
              text,
              ground.schemas,
            );
      return joined(frame.issues, misplaced, issues);
    }
    case 'error': {
      // The id may also be that of a call of the station: then it protests against our answer, which 2.1 has
      // CALLRESULTERROR for.
      if (ground.recent.find(frame.id) !== undefined && ground.queue.asked(frame.id) === undefined) {
        return joined(frame.issues, errorToAnswer(), NO_ISSUES);
      }
      const asked = ground.queue.asked(frame.id);
      const refusal = asked === undefined ? undefined : refusalIssue(frame.code, asked.action);
      const words = refusal === undefined ? NO_ISSUES : [refusal];
      return joined(frame.issues, answerIssue(asked, ground.queue.inFlight), words);
    }
    case 'resultError':
      return joined(frame.issues, only21(ground.version, 'A CALLRESULTERROR (message type 5)'), [
        ground.recent.find(frame.id) === undefined ? RESULT_ERROR_TO_NOTHING : RESULT_ERROR,
      ]);
    case 'malformed': {
      const foreign = foreignTextIssue(text);
      return foreign === undefined ? frame.issues : [foreign];
    }
    default:
      return assertNever(frame);
  }
}

function checkRequest(
  { kind, action, payload }: Extract<Frame, { kind: 'call' | 'send' }>,
  text: string,
  { version, schemas }: InspectionGround,
): readonly Issue[] {
  const unexpected = actionIssue(version, action);
  if (unexpected !== undefined) return [unexpected];
  const issues = inspectPayload({ version, action, part: 'request' }, payload, text, schemas);
  if (kind === 'call' && issues.length > 0 && action === 'BootNotification') {
    return joined(NO_ISSUES, bootVersionIssue(version, payload), issues);
  }
  const misplaced = kind === 'send' ? only21(version, 'A SEND (message type 6)') : undefined;
  return misplaced === undefined ? issues : [misplaced, ...issues];
}

const RESULT_ERROR = issueOf(
  'error',
  'answer-not-usable',
  'The station could not use an answer of Kerbside.',
  'OCPP 2.1 part 4 §4.2.4',
);

const RESULT_ERROR_TO_NOTHING = issueOf(
  'error',
  'result-error-to-nothing',
  'A protest against an answer that Kerbside did not give on this connection.',
  'OCPP 2.1 part 4 §4.2.4',
);

function errorToAnswer(): Issue {
  return issueOf(
    'warning',
    'error-to-answer',
    'The station protests with a CALLERROR against an answer of Kerbside; only a CALL may be answered with one.',
    'OCPP 1.6J §4.2.3',
  );
}

function only21(version: OcppVersion, what: string): Issue | undefined {
  const newest = JSON_VERSIONS.at(-1);
  return version === newest
    ? undefined
    : issueOf(
        'error',
        'message-type-version',
        `${what} exists only in OCPP 2.1; this connection is ${version}.`,
      );
}

function joined(
  first: readonly Issue[],
  middle: Issue | undefined,
  last: readonly Issue[],
): readonly Issue[] {
  if (middle === undefined) {
    if (first.length === 0) return last;
    if (last.length === 0) return first;
    return [...first, ...last];
  }
  return [...first, middle, ...last];
}
