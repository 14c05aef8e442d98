import { assertNever } from '../../../../../shared/assertNever.ts';
import type { JsonObject } from '../../../../../shared/json.ts';
import { isOcpp1, type OcppVersion } from '../../../../../shared/ocpp/version.ts';
import {
  sameTagKey,
  TAG_STATUSES_1,
  type PolicyDocument,
  type TagRule,
  type TagStatus,
} from '../../../../../shared/station/answerPolicy.ts';
import type { Issue } from '../../../../../shared/trace/issue.ts';
import { leftOutIssue } from './policyIssues.ts';

/** The longest parent or group id of each version. */
const PARENT_CHARS: Readonly<Record<OcppVersion, number>> = { '1.5': 20, '1.6': 20, '2.0.1': 36, '2.1': 255 };

type TagRules = NonNullable<NonNullable<PolicyDocument['idTags']>['tags']>;

/** Rules by the form in which tags are compared: made once for each policy, since a list may be long. */
const comparable = new WeakMap<TagRules, ReadonlyMap<string, TagRule>>();

function ruleOf(tags: TagRules, tag: string): TagRule | undefined {
  let rules = comparable.get(tags);
  if (rules === undefined) {
    rules = new Map(Object.entries(tags).map(([name, rule]) => [sameTagKey(name), rule]));
    comparable.set(tags, rules);
  }
  return rules.get(sameTagKey(tag));
}

/** What a policy says of a tag. */
export function tagRule(policy: PolicyDocument, tag: string): TagRule {
  const { mode = 'accept', tags } = policy.idTags ?? {};
  const rule = tags === undefined ? undefined : ruleOf(tags, tag);
  switch (mode) {
    case 'reject':
      return { status: 'Invalid' };
    case 'list':
      return rule ?? { status: 'Invalid' };
    case 'accept':
      return rule ?? { status: 'Accepted' };
    default:
      return assertNever(mode);
  }
}

interface TagInfo {
  status: TagStatus;
  info: JsonObject;
  issues: Issue[];
}

/** `idTagInfo` of 1.x or `idTokenInfo` of 2.x, valid for the version whatever the rule. */
export function tagInfo(version: OcppVersion, rule: TagRule): TagInfo {
  const { status, expiryDate, parent } = rule;
  const issues: Issue[] = [];
  const answered = statusIn(version, status);
  if (answered !== status) {
    issues.push(
      leftOutIssue(`OCPP ${version} has no status ${status}; Kerbside answers ${answered} instead.`),
    );
  }
  const limit = PARENT_CHARS[version];
  const hasRoom = parent !== undefined && parent.length <= limit;
  if (parent !== undefined && !hasRoom) {
    issues.push(leftOutIssue(`The parent id is left out: OCPP ${version} has room for ${limit} characters.`));
  }
  const isOf1 = isOcpp1(version);
  return {
    status: answered,
    info: {
      status: answered,
      ...(expiryDate === undefined ? {} : { [isOf1 ? 'expiryDate' : 'cacheExpiryDateTime']: expiryDate }),
      ...(hasRoom && isOf1 ? { parentIdTag: parent } : {}),
      ...(hasRoom && !isOf1 ? { groupIdToken: { idToken: parent, type: 'Central' } } : {}),
    },
    issues,
  };
}

function statusIn(version: OcppVersion, status: TagStatus): TagStatus {
  const isKnown = !isOcpp1(version) || (TAG_STATUSES_1 as readonly TagStatus[]).includes(status);
  return isKnown ? status : 'Invalid';
}
