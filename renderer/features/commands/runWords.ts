import { assertNever } from '../../../shared/assertNever.ts';
import { isJsonObject } from '../../../shared/json.ts';
import type { Outcome } from '../../../shared/station/outcome.ts';
import type { CommandRun } from './commandRun.ts';

export interface RunWords {
  tone: 'ok' | 'warn' | 'bad' | 'busy' | 'off';
  /** Below `commands.outcome`. */
  key:
    | 'waiting'
    | 'failed'
    | 'sent'
    | 'answered'
    | 'accepted'
    | 'declined'
    | 'refused'
    | 'timedOut'
    | 'disconnected'
    | 'cancelled'
    | 'withdrawn';
  values: Record<string, string>;
}

/** Statuses with which a station says that it does not do what it was asked to. */
const DECLINING =
  /^(Rejected|Failed|NotSupported|NotImplemented|Unknown|Invalid|Occupied|Faulted|Unavailable|UnlockFailed)/;

function answered({ payload }: Outcome): RunWords {
  const status = isJsonObject(payload) ? payload['status'] : undefined;
  if (typeof status !== 'string') return { tone: 'ok', key: 'answered', values: {} };
  return DECLINING.test(status)
    ? { tone: 'warn', key: 'declined', values: { status } }
    : { tone: 'ok', key: 'accepted', values: { status } };
}

/** A refusal is a result: only the tool's own trouble is a failure. */
export function runWords({ outcome, failure, sentSeq, timeoutMs }: CommandRun): RunWords {
  if (failure !== undefined) return { tone: 'bad', key: 'failed', values: { message: failure.message } };
  if (sentSeq !== undefined) return { tone: 'ok', key: 'sent', values: {} };
  if (outcome === undefined) return { tone: 'busy', key: 'waiting', values: {} };
  switch (outcome.outcome) {
    case 'answered':
      return answered(outcome);
    case 'refused':
      return { tone: 'warn', key: 'refused', values: { code: outcome.code ?? '' } };
    case 'timed-out':
      return { tone: 'warn', key: 'timedOut', values: { seconds: String(timeoutMs / 1000) } };
    case 'disconnected':
      return { tone: 'bad', key: 'disconnected', values: {} };
    case 'cancelled':
      // The record is missing also where the core did not say in time how the call ended: then it gave no words either.
      return outcome.requestSeq === undefined && outcome.description !== undefined
        ? { tone: 'off', key: 'withdrawn', values: {} }
        : { tone: 'off', key: 'cancelled', values: {} };
    default:
      return assertNever(outcome.outcome);
  }
}
