import type { Json, JsonObject } from '../../../../../shared/json.ts';
import { isOcpp1 } from '../../../../../shared/ocpp/version.ts';
import type { DataTransferRule, PolicyDocument } from '../../../../../shared/station/answerPolicy.ts';
import { textOf } from '../../../../../shared/payloadFields.ts';
import type { PolicyAnswer, PolicyQuestion } from './policyQuestion.ts';
import { asSetIssue } from './policyIssues.ts';

type Answer = Pick<DataTransferRule, 'status' | 'data'>;

/** The rule for this message, else that for its vendor, else what is set for all, else the usual answer. */
export function dataTransferAnswer(
  { version, payload }: PolicyQuestion,
  usual: JsonObject,
  set: PolicyDocument['dataTransfer'],
): PolicyAnswer {
  const found = set === undefined ? undefined : chosen(payload, set);
  if (found === undefined) return { payload: usual, issues: [] };
  const { status, data } = found;
  return {
    payload: {
      status,
      ...(data === undefined ? {} : { data: isOcpp1(version) ? plainText(data) : data }),
    },
    issues: status === usual['status'] ? [] : [asSetIssue(`DataTransfer gets ${status}`)],
  };
}

function chosen(
  payload: JsonObject,
  { status, data, rules = [] }: NonNullable<PolicyDocument['dataTransfer']>,
): Answer | undefined {
  const ofVendor = rules.filter(({ vendorId }) => isSame(vendorId, payload['vendorId']));
  const rule =
    ofVendor.find(({ messageId }) => messageId !== undefined && isSame(messageId, payload['messageId'])) ??
    ofVendor.find(({ messageId }) => messageId === undefined);
  if (rule !== undefined) return rule;
  if (status !== undefined) return data === undefined ? { status } : { status, data };
  // The vendor is known by other messages of it (OCPP 1.6 §4.3).
  return ofVendor.length === 0 ? undefined : { status: 'UnknownMessageId' };
}

/** Both ids are compared without regard to case (CiString, OCPP 1.6 §7.14). */
function isSame(wanted: string, given: Json | undefined): boolean {
  return textOf(given)?.toLowerCase() === wanted.toLowerCase();
}

/** Data of 1.x is text. */
function plainText(data: Json): string {
  return typeof data === 'string' ? data : JSON.stringify(data);
}
