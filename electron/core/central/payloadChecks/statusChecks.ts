import { isOcpp1 } from '../../../../shared/ocpp/version.ts';
import type { Issue } from '../../../../shared/trace/issue.ts';
import { issueOf } from '../sessionIssue.ts';
import type { PayloadCheck } from './payloadCheck.ts';

const OPTIONAL_TEXTS = ['info', 'vendorErrorCode', 'vendorId'] as const;

/** Statuses that contradict themselves, and fields that are there without saying anything. */
export const statusChecks: PayloadCheck = (payload, { version }) => {
  if (!isOcpp1(version)) return undefined;
  const issues: Issue[] = [];
  const clause = `OCPP ${version} §6 StatusNotification.req`;
  if (payload['status'] === 'Faulted' && payload['errorCode'] === 'NoError') {
    const message =
      'The status is Faulted, but the error code is NoError: one of the two is wrong. Ask for the status again with TriggerMessage, and look at the charger’s own display.';
    issues.push({ ...issueOf('warning', 'faulted-without-error', message, clause), path: '/errorCode' });
  }
  const empty = OPTIONAL_TEXTS.filter((name) => payload[name] === '');
  if (empty.length > 0) {
    const names = empty.map((name) => `“${name}”`).join(', ');
    const isOne = empty.length === 1;
    const message = `${names} ${isOne ? 'is an empty text' : 'are empty texts'}; ${isOne ? 'it' : 'they'} should be left out where there is nothing to say.`;
    issues.push({ ...issueOf('warning', 'status-empty-fields', message, clause), path: `/${empty[0]}` });
  }
  return issues.length === 0 ? undefined : issues;
};
