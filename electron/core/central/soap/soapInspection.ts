import type { Json } from '../../../../shared/json.ts';
import { isJsonObject } from '../../../../shared/json.ts';
import type { SoapEnvelope } from '../../../../shared/ocpp/soap/readEnvelope.ts';
import type { SoapMessage } from '../../../../shared/ocpp/soap/readMessage.ts';
import { soapIssue } from '../../../../shared/ocpp/soap/soapIssue.ts';
import type { Dialect } from '../../../../shared/ocpp/soap/writeEnvelope.ts';
import type { SoapVersion } from '../../../../shared/ocpp/version.ts';
import type { Issue } from '../../../../shared/trace/issue.ts';
import type { RecentCall } from '../calls/recentCalls.ts';
import { inspectPayload } from '../payloadChecks/inspectPayload.ts';
import type { VersionSchemas } from '../schemas/versionSchemas.ts';
import { actionIssue, issueOf, NOT_UTF8, repeatedIdIssue } from '../sessionIssue.ts';
import { stationTime } from '../station/stationTime.ts';

/** What a message is measured against. `schemas` is absent where payloads are not to be checked. */
export interface SoapGround {
  version: SoapVersion;
  schemas: VersionSchemas | undefined;
  isUtf8: boolean;
}

/** Everything that is wrong with a call of a station. */
export function inspectCall(
  envelope: SoapEnvelope,
  message: SoapMessage,
  { version, schemas, isUtf8 }: SoapGround,
  before: { call: RecentCall; isSame: boolean } | undefined,
  at: number,
): Issue[] {
  const { header, ocpp } = envelope;
  const unexpected = actionIssue(version, message.action);
  return [
    ...(isUtf8 ? [] : [NOT_UTF8]),
    ...envelope.issues,
    ...(envelope.hasHeader ? [] : [soapIssue('soap-no-header')]),
    ...(header.chargeBoxIdentity === undefined ? [soapIssue('soap-identity-missing')] : []),
    ...(header.messageId === undefined ? [soapIssue('soap-message-id-missing')] : []),
    ...(header.from === undefined && !isAddress(header.replyTo) ? [soapIssue('soap-from-missing')] : []),
    ...(ocpp === undefined ? [soapIssue('soap-namespace-missing')] : []),
    ...(ocpp?.service === 'Cp' ? [mixed('Cp', 'calls the central system')] : []),
    ...(before === undefined ? [] : [repeatedIdIssue(before.isSame, before.call.seq)]),
    ...message.issues,
    ...(unexpected === undefined ? [] : [unexpected]),
    ...(unexpected === undefined
      ? inspectPayload(
          { version, action: message.action, part: 'request' },
          message.payload,
          message.payloadText,
          schemas,
        )
      : []),
    ...oldTimeIssue(message.payload, at),
  ];
}

/** Everything that is wrong with an answer of a station to a call of ours. */
export function inspectAnswer(
  envelope: SoapEnvelope,
  message: SoapMessage | undefined,
  { version, schemas, isUtf8 }: SoapGround,
  asked: { action: string; messageId: string; dialect: Dialect },
): Issue[] {
  const { header, ocpp, envelopeVersion } = envelope;
  const issues: Issue[] = [...(isUtf8 ? [] : [NOT_UTF8]), ...envelope.issues];
  if (envelopeVersion !== undefined && envelopeVersion !== asked.dialect.envelopeVersion) {
    issues.push(
      issueOf(
        'error',
        'soap-envelope-version',
        `Answers a call in SOAP ${asked.dialect.envelopeVersion} with an envelope of SOAP ${envelopeVersion}.`,
        'SOAP 1.2 part 1 §A',
      ),
    );
  }
  if (!envelope.hasHeader) issues.push(soapIssue('soap-no-header'));
  else if (header.relatesTo === undefined) issues.push(soapIssue('soap-relates-to-missing'));
  if (header.relatesTo !== undefined && header.relatesTo !== asked.messageId) {
    issues.push(soapIssue('soap-relates-to-other'));
  }
  if (ocpp?.service === 'Cs') issues.push(mixed('Cs', 'answers as a charge point'));
  if (message === undefined) return issues;
  issues.push(...message.issues);
  if (message.action !== asked.action || message.part !== 'response') {
    const what =
      message.part === 'response' ? `an answer to ${message.action}` : `a call of ${message.action}`;
    const sentence = `What came back for ${asked.action} is ${what}.`.slice(0, 300);
    issues.push(issueOf('error', 'answer-other-action', sentence));
    return issues;
  }
  issues.push(
    ...inspectPayload(
      { version, action: asked.action, part: 'response' },
      message.payload,
      message.payloadText,
      schemas,
    ),
  );
  return issues;
}

function isAddress(text: string | undefined): boolean {
  return text !== undefined && !text.endsWith('anonymous');
}

function mixed(service: string, doing: string): Issue {
  const message = `Uses the namespace of the ${service} service although it ${doing}; it was read by its local names.`;
  return soapIssue('soap-service-mixed', { message });
}

const YEAR_MS = 366 * 24 * 3600 * 1000;

/** Some SOAP clients were shipped with the dates of their first test. Meter values may be old, and have times inside. */
function oldTimeIssue(payload: Json, at: number): Issue[] {
  const text = isJsonObject(payload) ? payload['timestamp'] : undefined;
  if (typeof text !== 'string') return [];
  const time = stationTime(text, at);
  if (time === undefined || at - time < YEAR_MS) return [];
  const message = `The time ${text.slice(0, 40)} is more than a year old: the clock was never set, or the date is built in.`;
  return [{ ...issueOf('warning', 'timestamp-years-old', message), path: '/timestamp' }];
}
