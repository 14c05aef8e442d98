import type { JsonObject } from '../../../../shared/json.ts';
import type { MonitorEnd, MonitoringCriterion } from '../../../../shared/station/monitor.ts';
import type { Outcome } from '../../../../shared/station/outcome.ts';

/** For each request. */
export interface RequestOptions {
  timeoutMs?: number | undefined;
  signal?: AbortSignal | undefined;
}

export interface ReadOptions extends RequestOptions {
  criteria?: readonly MonitoringCriterion[] | undefined;
  addresses?: readonly string[] | undefined;
}

export type Ask = (action: string, payload: JsonObject) => Promise<Outcome>;

export function statusOf({ status }: JsonObject): { status?: string } {
  return typeof status === 'string' ? { status } : {};
}

export function proofOf({ outcome, requestSeq, responseSeq }: Outcome): Partial<MonitorEnd> {
  return {
    outcome,
    ...(requestSeq === undefined ? {} : { requestSeq }),
    ...(responseSeq === undefined ? {} : { responseSeq }),
  };
}
