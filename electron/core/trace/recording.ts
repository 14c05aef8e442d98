import type { Issue } from '../../../shared/trace/issue.ts';
import type { UnansweredCall } from '../../../shared/trace/pairer.ts';
import type { Appended, NewRecord, Recorder } from './store/newRecord.ts';
import type { Trace } from './trace.ts';

/** A call that stands in the file before, and the record of this file that tells of it. */
interface CarriedCall extends UnansweredCall {
  toldIn: number;
}

/**
 * The trace that is recorded into. Whoever writes while stations are connected does so through it, so that another
 * file can take its place between two commits: what was appended before is in the one, all that follows in the other.
 */
export class Recording implements Recorder {
  #trace: Trace;
  /** Calls that are answered in another file than they stand in, by station, direction and message id. */
  readonly #carried = new Map<string, CarriedCall>();

  constructor(trace: Trace) {
    this.#trace = trace;
  }

  get trace(): Trace {
    return this.#trace;
  }

  append(record: NewRecord): Appended {
    const call = this.#carried.size === 0 ? undefined : this.#takeCarried(record);
    if (call === undefined) return this.#trace.store.append(record);
    const action = record.action ?? call.action;
    const { seq } = this.#trace.store.append({
      ...record,
      ...(action === undefined ? {} : { action }),
      issues: [...record.issues, callOfEarlierSession(call)],
    });
    const latencyMs = Math.max(0, record.at - call.at);
    return { seq, latencyMs, ...(action === undefined ? {} : { action }) };
  }

  afterCommit(action: () => void): void {
    this.#trace.store.afterCommit(action);
  }

  /** A small fact of the session file. */
  get(key: string): string | undefined {
    return this.#trace.meta.get(key);
  }

  set(key: string, value: string): void {
    this.#trace.meta.set(key, value);
  }

  /** Everything from here on goes into another file. What the one before has not written yet is for its owner to see to. */
  switchTo(trace: Trace): void {
    this.#trace = trace;
    this.#carried.clear();
  }

  /** Calls of a station that stand in the file before; record `toldIn` of this file tells of them. */
  carry(stationId: string, calls: readonly UnansweredCall[], toldIn: number): void {
    for (const call of calls) {
      this.#carried.set(keyOf(stationId, call.direction, call.messageId), { ...call, toldIn });
    }
  }

  #takeCarried({ stationId, kind, direction, messageId }: NewRecord): CarriedCall | undefined {
    if (kind === 'connect') {
      // What the connection before left open is not answered any more.
      for (const key of this.#carried.keys()) {
        if (key.startsWith(keyOf(stationId))) this.#carried.delete(key);
      }
    }
    if (messageId === undefined) return undefined;
    // The id is used again: answers are those of the newer call.
    if (kind === 'call') this.#carried.delete(keyOf(stationId, direction, messageId));
    if (kind !== 'result' && kind !== 'error') return undefined;
    const key = keyOf(stationId, direction === 'in' ? 'out' : 'in', messageId);
    const call = this.#carried.get(key);
    this.#carried.delete(key);
    return call;
  }
}

/** Any character may be in a part; without an end it is the beginning of all keys of a station. */
function keyOf(stationId: string, ...more: string[]): string {
  const text = JSON.stringify([stationId, ...more]);
  return more.length === 0 ? `${text.slice(0, -1)},` : text;
}

function callOfEarlierSession({ action, at, toldIn }: CarriedCall): Issue {
  const what = action === undefined ? 'a call' : action;
  const message = `Answers ${what} of ${new Date(at).toISOString()}, which stands in the session file before this one (record ${toldIn} tells of it).`;
  return { severity: 'info', code: 'call-in-earlier-session', message };
}
