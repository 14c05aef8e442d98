import type { Direction, RecordKind } from './record.ts';

/** The counts of Open OCPP Trace's conformance corpus. An orphan answers a CALL that is not in the trace. */
export interface ConsumerView {
  records: number;
  calls: number;
  callResults: number;
  callErrors: number;
  unansweredCalls: number;
  orphanResponses: number;
}

interface Subject {
  kind: RecordKind;
  direction: Direction;
  messageId?: string | undefined;
}

/**
 * Correlates as that specification says: an answer belongs to the most recent CALL before it of the same `messageId` and
 * opposite direction that is not answered yet, whatever its station. Records of other types do not count.
 */
export class ConsumerViewCounter {
  readonly #open = new Map<string, number>();
  readonly #counts = { calls: 0, callResults: 0, callErrors: 0, orphanResponses: 0 };
  #answered = 0;

  add({ kind, direction, messageId = '' }: Subject): void {
    if (kind === 'call') {
      this.#counts.calls += 1;
      const key = `${direction} ${messageId}`;
      this.#open.set(key, (this.#open.get(key) ?? 0) + 1);
      return;
    }
    if (kind !== 'result' && kind !== 'error') return;
    this.#counts[kind === 'result' ? 'callResults' : 'callErrors'] += 1;
    const key = `${direction === 'in' ? 'out' : 'in'} ${messageId}`;
    const open = this.#open.get(key) ?? 0;
    if (open === 0) {
      this.#counts.orphanResponses += 1;
      return;
    }
    this.#answered += 1;
    if (open === 1) this.#open.delete(key);
    else this.#open.set(key, open - 1);
  }

  result(): ConsumerView {
    const { calls, callResults, callErrors, orphanResponses } = this.#counts;
    return {
      records: calls + callResults + callErrors,
      calls,
      callResults,
      callErrors,
      unansweredCalls: calls - this.#answered,
      orphanResponses,
    };
  }
}
