import type { JsonObject } from '../../../../shared/json.ts';
import { integerOf } from '../../../../shared/payloadFields.ts';

/** A station that announces more and more must not fill the memory. */
const PARTS_KEPT = 50;

interface OpenSet {
  /** Number of its first event. */
  first: number;
  /** Sequence numbers of the parts that came, each with what it held. */
  parts: Map<number, string>;
}

/** What a message is among the messages of its set. */
export interface Part {
  /** Number of the first event of the set. */
  set: number;
  /** The same part came before: nothing of it is new. */
  isDoubled: boolean;
  problem?: string;
}

/**
 * Joins the messages of events that belong together (`tbc`, `seqNo`; OCPP 2.x part 2 N07). `seqNo` begins at 0 for each set. Some stations number all their
 * messages instead, so that a number is only held against those of a set that is still open.
 */
export class EventParts {
  #open: OpenSet | undefined;

  take(payload: JsonObject, nextNo: number): Part {
    const number = integerOf(payload['seqNo']) ?? this.#open?.parts.size ?? 0;
    const held = JSON.stringify(payload['eventData'] ?? null);
    const open = this.#open;
    if (open?.parts.get(number) === held) {
      return { set: open.first, isDoubled: true, problem: `${partOf(open, number)} came twice.` };
    }
    const isAnother = open !== undefined && (open.parts.has(number) || number === 0);
    const problem = open === undefined ? undefined : problemOf(open, number, isAnother);
    const set = open === undefined || isAnother ? { first: nextNo, parts: new Map<number, string>() } : open;
    set.parts.set(number, held);
    const [oldest] = set.parts.keys();
    if (set.parts.size > PARTS_KEPT && oldest !== undefined) set.parts.delete(oldest);
    this.#open = payload['tbc'] === true ? set : undefined;
    return { set: set.first, isDoubled: false, ...(problem === undefined ? {} : { problem }) };
  }

  get isAwaiting(): boolean {
    return this.#open !== undefined;
  }

  /** Answers with what did not come; `reason` is the end of the sentence. */
  giveUp(reason: string): string | undefined {
    const open = this.#open;
    this.#open = undefined;
    return open === undefined
      ? undefined
      : `The station announced more events after event ${open.first}, but ${reason}`;
  }
}

function problemOf(open: OpenSet, number: number, isAnother: boolean): string | undefined {
  const last = Math.max(...open.parts.keys());
  if (isAnother) {
    return `The station announced more events after event ${open.first}, but then sent others.`;
  }
  return number > last + 1 ? `${partOf(open, last + 1)} did not come.` : undefined;
}

function partOf({ first }: OpenSet, number: number): string {
  return `Part ${number} of the events that begin with event ${first}`;
}
