import type { JsonObject } from '../../../../../shared/json.ts';
import type { OcppVersion } from '../../../../../shared/ocpp/version.ts';
import type { Issue } from '../../../../../shared/trace/issue.ts';

/** One call, and what has to be known besides it. */
export interface PolicyQuestion {
  version: OcppVersion;
  action: string;
  payload: JsonObject;
  tag: string | undefined;
  /** Whether the tag runs a transaction elsewhere. */
  isConcurrent: () => boolean;
  /** The number that the policy has for a transaction of 1.x; taken only once per call. */
  takeTransactionId: () => number | undefined;
}

export interface PolicyAnswer {
  payload: JsonObject;
  issues: readonly Issue[];
}
