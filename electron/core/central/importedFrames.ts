import type { Frame } from '../../../shared/ocpp/frame.ts';
import { findAction } from '../../../shared/ocpp/catalog.ts';
import type { OcppVersion, SoapVersion } from '../../../shared/ocpp/version.ts';
import { foreignTextIssue } from '../../../shared/trace/foreignText.ts';
import type { Issue } from '../../../shared/trace/issue.ts';
import type { FrameFacts } from '../trace/import/frameFacts.ts';
import type { FrameInspector, ImportedFrame } from '../trace/import/inspectImported.ts';
import { inspectPayload } from './payloadChecks/inspectPayload.ts';
import type { Schemas } from './schemas/schemas.ts';
import { NO_ISSUES } from './schemas/noIssues.ts';
import { actionIssue, bootVersionIssue, issueOf, NOT_UTF8, refusalIssue } from './sessionIssue.ts';
import { inspectCall } from './soap/soapInspection.ts';

const NO_CALL = issueOf(
  'info',
  'import-call-missing',
  'The call of this answer is not in the imported file, so its payload was not checked.',
);
const NOT_CHECKED = issueOf('info', 'not-checked', 'Kerbside failed to check this frame.');

/** The checks of live frames, for frames of a file. The schemas have to be loaded. */
export function importedFrameInspector(schemas: Schemas): FrameInspector {
  return {
    inspect(imported) {
      try {
        return inspect(imported, schemas);
      } catch {
        // Whatever is wrong with us, the frame is recorded, and the record says so.
        return [...imported.facts.issues, NOT_CHECKED];
      }
    },
    fits(version, action, { payload }) {
      if (version === undefined || payload === undefined) return true;
      return schemas.loaded(version)?.check(action, 'response', payload).length === 0;
    },
  };
}

function inspect(imported: ImportedFrame, schemas: Schemas): readonly Issue[] {
  const { facts } = imported;
  const content = facts.soap === undefined ? inspectJson(imported, schemas) : inspectSoap(imported, schemas);
  return facts.isText ? content : [NOT_UTF8, ...content];
}

function inspectJson({ facts, text, ...rest }: ImportedFrame, schemas: Schemas): readonly Issue[] {
  const { frame } = facts;
  if (frame === undefined || facts.kind === 'malformed') return damageIssues(facts, text);
  switch (frame.kind) {
    case 'call':
    case 'send':
      return joined(frame.issues, requestIssues(frame, text, rest, schemas));
    case 'result':
      return joined(frame.issues, answerIssues(facts, text, rest, schemas));
    case 'error': {
      const refusal = rest.askedAction === undefined ? NO_CALL : refusalIssue(frame.code, rest.askedAction);
      return refusal === undefined ? frame.issues : joined(frame.issues, [refusal]);
    }
    default:
      return frame.issues;
  }
}

function damageIssues({ issues }: FrameFacts, text: string): readonly Issue[] {
  const foreign = foreignTextIssue(text);
  return foreign === undefined ? issues : [foreign];
}

type Ground = Omit<ImportedFrame, 'facts' | 'text'>;

function requestIssues(
  { kind, action, payload }: Extract<Frame, { kind: 'call' | 'send' }>,
  text: string,
  { version, direction }: Ground,
  schemas: Schemas,
): readonly Issue[] {
  if (version === undefined) return NO_ISSUES;
  const unexpected = direction === 'in' ? actionIssue(version, action) : centralActionIssue(version, action);
  if (unexpected !== undefined) return [unexpected];
  const place = { version, action, part: 'request' } as const;
  const issues = inspectPayload(place, payload, text, schemas.loaded(version));
  if (kind !== 'call' || issues.length === 0 || action !== 'BootNotification') return issues;
  const boot = bootVersionIssue(version, payload);
  return boot === undefined ? issues : [boot, ...issues];
}

/** What a central system may not send. */
function centralActionIssue(version: OcppVersion, action: string): Issue | undefined {
  const known = findAction(version, action);
  if (known === undefined) return actionIssue(version, action);
  return known.sentBy === 'station'
    ? issueOf('error', 'action-direction', `${action} is sent by a station, never by the central system.`)
    : undefined;
}

function answerIssues(
  { payload }: FrameFacts,
  text: string,
  { version, askedAction }: Ground,
  schemas: Schemas,
): readonly Issue[] {
  if (askedAction === undefined) return [NO_CALL];
  if (version === undefined || payload === undefined) return NO_ISSUES;
  const place = { version, action: askedAction, part: 'response' } as const;
  return inspectPayload(place, payload, text, schemas.loaded(version));
}

function inspectSoap({ facts, ...ground }: ImportedFrame, schemas: Schemas): readonly Issue[] {
  const { soap } = facts;
  const version = soapVersion(facts.version ?? ground.version);
  const message = soap?.message;
  if (soap === undefined || message === undefined || version === undefined) return facts.issues;
  const loaded = schemas.loaded(version);
  if (message.part === 'request' && ground.direction === 'in') {
    // Bytes that are no text are told for all kinds of frames alike.
    return inspectCall(
      soap.envelope,
      message,
      { version, schemas: loaded, isUtf8: true },
      undefined,
      ground.at,
    );
  }
  const place = { version, action: message.action, part: message.part };
  return [...facts.issues, ...inspectPayload(place, message.payload, message.payloadText, loaded)];
}

function soapVersion(version: OcppVersion | undefined): SoapVersion | undefined {
  return version === '1.5' || version === '1.6' ? version : undefined;
}

function joined(first: readonly Issue[], second: readonly Issue[]): readonly Issue[] {
  if (second.length === 0) return first;
  return first.length === 0 ? second : [...first, ...second];
}
