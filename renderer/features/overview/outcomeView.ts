import { assertNever } from '../../../shared/assertNever.ts';
import { isJsonObject } from '../../../shared/json.ts';
import type { Outcome } from '../../../shared/station/outcome.ts';

export type OutcomeTone = 'ok' | 'warn' | 'bad';

/** How an outcome is shown: `key` is below `overview.outcome`. */
export interface OutcomeView {
  tone: OutcomeTone;
  key: 'status' | 'keys' | 'answered' | 'refused' | 'timedOut' | 'disconnected' | 'cancelled';
  values: { status?: string; count?: number; code?: string; description?: string };
}

/** Statuses of responses that mean that the charger does what it was asked to. */
const GOOD = new Set(['Accepted', 'Unlocked', 'Scheduled', 'RebootRequired', 'AcceptedCanceled']);

function answeredView({ payload }: Outcome): OutcomeView {
  if (isJsonObject(payload)) {
    const { status, configurationKey } = payload;
    if (typeof status === 'string') {
      return { tone: GOOD.has(status) ? 'ok' : 'warn', key: 'status', values: { status } };
    }
    if (Array.isArray(configurationKey)) {
      return { tone: 'ok', key: 'keys', values: { count: configurationKey.length } };
    }
  }
  return { tone: 'ok', key: 'answered', values: {} };
}

export function outcomeView(outcome: Outcome): OutcomeView {
  switch (outcome.outcome) {
    case 'answered':
      return answeredView(outcome);
    case 'refused': {
      const { code = '', description = '' } = outcome;
      return { tone: 'bad', key: 'refused', values: { code, description } };
    }
    case 'timed-out':
      return { tone: 'warn', key: 'timedOut', values: {} };
    case 'disconnected':
      return { tone: 'bad', key: 'disconnected', values: {} };
    case 'cancelled':
      return { tone: 'warn', key: 'cancelled', values: {} };
    default:
      return assertNever(outcome.outcome);
  }
}
