import type { JsonObject } from '../../../../../shared/json.ts';
import { isOcpp1, type OcppVersion } from '../../../../../shared/ocpp/version.ts';
import type { PolicyDocument, TagRule } from '../../../../../shared/station/answerPolicy.ts';
import type { PolicyAnswer, PolicyQuestion } from './policyQuestion.ts';
import type { Issue } from '../../../../../shared/trace/issue.ts';
import { dataTransferAnswer } from './dataTransferAnswer.ts';
import { asSetIssue, leftOutIssue } from './policyIssues.ts';
import { tagInfo, tagRule } from './tagInfo.ts';

type StatusInfo = NonNullable<NonNullable<PolicyDocument['boot']>['statusInfo']>;

/** Seconds until a station that was not accepted boots again, where the policy says nothing. */
const RETRY_S = 60;

/** The answer as the policy wants it, made from the usual one. The same object where the policy changes nothing. */
export function applyPolicy(
  question: PolicyQuestion,
  usual: JsonObject,
  policy: PolicyDocument,
): PolicyAnswer {
  switch (question.action) {
    case 'BootNotification':
      return bootAnswer(question.version, usual, policy);
    case 'Authorize':
      return tagAnswer(question, usual, policy);
    case 'StartTransaction':
      return startAnswer(question, usual, policy);
    case 'StopTransaction':
      return tagAnswer(question, usual, policy, policy.transactions?.stopStatus);
    case 'TransactionEvent':
      return eventAnswer(question, usual, policy);
    case 'DataTransfer':
      return dataTransferAnswer(question, usual, policy.dataTransfer);
    default:
      return { payload: usual, issues: [] };
  }
}

function bootAnswer(version: OcppVersion, usual: JsonObject, { boot }: PolicyDocument): PolicyAnswer {
  if (boot === undefined) return { payload: usual, issues: [] };
  const { status: wanted = 'Accepted', heartbeatIntervalS, retryIntervalS = RETRY_S, statusInfo } = boot;
  const issues: Issue[] = [];
  const status = version === '1.5' && wanted === 'Pending' ? 'Rejected' : wanted;
  if (status !== wanted) {
    issues.push(leftOutIssue('OCPP 1.5 has no Pending; Kerbside answers Rejected instead.'));
  }
  if (status !== 'Accepted') issues.push(asSetIssue(`the boot is ${status}`));
  const intervalS = status === 'Accepted' ? heartbeatIntervalS : retryIntervalS;
  const field = version === '1.5' ? 'heartbeatInterval' : 'interval';
  const payload: JsonObject = {
    ...usual,
    status,
    ...(intervalS === undefined ? {} : { [field]: intervalS }),
    ...(statusInfo === undefined || isOcpp1(version) ? {} : { statusInfo: statusInfoOf(statusInfo) }),
  };
  return { payload, issues };
}

function statusInfoOf({ reasonCode, additionalInfo }: StatusInfo): JsonObject {
  return additionalInfo === undefined ? { reasonCode } : { reasonCode, additionalInfo };
}

/** `override` is a status that goes before the rules for tags. Without a tag there is nothing to say of one. */
function tagAnswer(
  { version, tag }: PolicyQuestion,
  usual: JsonObject,
  policy: PolicyDocument,
  override?: TagRule['status'],
): PolicyAnswer {
  if (tag === undefined) return { payload: usual, issues: [] };
  const ruled = tagRule(policy, tag);
  const rule = override === undefined ? ruled : { ...ruled, status: override };
  if (rule.status === 'Accepted' && rule.expiryDate === undefined && rule.parent === undefined) {
    return { payload: usual, issues: [] };
  }
  const { status, info, issues } = tagInfo(version, rule);
  const field = isOcpp1(version) ? 'idTagInfo' : 'idTokenInfo';
  const told = status === 'Accepted' ? [] : [asSetIssue(`the id tag is ${status}`)];
  return { payload: { ...usual, [field]: info }, issues: [...issues, ...told] };
}

/** A tag that may charge, but runs a transaction elsewhere, may not begin another. */
function beginStatus(
  { isConcurrent, tag }: PolicyQuestion,
  policy: PolicyDocument,
): TagRule['status'] | undefined {
  const { startStatus } = policy.transactions ?? {};
  if (startStatus !== undefined) return startStatus;
  if (policy.idTags?.concurrent !== true || tag === undefined) return undefined;
  return tagRule(policy, tag).status === 'Accepted' && isConcurrent() ? 'ConcurrentTx' : undefined;
}

function startAnswer(question: PolicyQuestion, usual: JsonObject, policy: PolicyDocument): PolicyAnswer {
  // StartTransaction must be answered for a tag, also where a broken station names none.
  const named = { ...question, tag: question.tag ?? '' };
  const { payload, issues } = tagAnswer(named, usual, policy, beginStatus(question, policy));
  const transactionId = question.takeTransactionId();
  if (transactionId === undefined) return { payload, issues };
  return {
    payload: { ...payload, transactionId },
    issues: [...issues, asSetIssue(`the transaction has the number ${transactionId}`)],
  };
}

function eventAnswer(question: PolicyQuestion, usual: JsonObject, policy: PolicyDocument): PolicyAnswer {
  const hasEnded = question.payload['eventType'] === 'Ended';
  const { stopStatus, totalCost, chargingPriority, personalMessage } = policy.transactions ?? {};
  const override = hasEnded ? stopStatus : beginStatus(question, policy);
  const { payload, issues } = tagAnswer(question, usual, policy, override);
  const cost = hasEnded ? totalCost : undefined;
  if (cost === undefined && chargingPriority === undefined && personalMessage === undefined) {
    return { payload, issues };
  }
  return {
    payload: {
      ...payload,
      ...(cost === undefined ? {} : { totalCost: cost }),
      ...(chargingPriority === undefined ? {} : { chargingPriority }),
      ...(personalMessage === undefined
        ? {}
        : { updatedPersonalMessage: { format: 'UTF8', content: personalMessage } }),
    },
    issues,
  };
}
