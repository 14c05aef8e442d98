import {
  mayTellTrouble,
  troubleIn,
  type LogTrouble,
} from '../../../../shared/service-port/lines/logTrouble.ts';
import { withoutTerminal } from '../line/secretPatterns.ts';
import type { TakenRecord } from '../line/serialRecorder.ts';

/** Called with what a line says, and the record in which it ends. */
export type TakeTrouble = (trouble: LogTrouble, at: number, seq: number) => void;

/** A line that did not end in one record goes on in the next one, as far as it matters. */
const MOST_TAIL_CHARS = 600;
/** More than a serial line brings: of a flood over the network the beginning of each second is looked at, so that recording it stays cheap. */
const MOST_CHARS_PER_S = 512 * 1024;

/** Looks for what a device prints about why it does not reach its central system, in the records of its port. */
export class TroubleInLog {
  readonly #take: TakeTrouble;
  #tail = '';
  #second = 0;
  #chars = 0;

  constructor(take: TakeTrouble) {
    this.#take = take;
  }

  record({ direction, raw, at, seq }: TakenRecord): void {
    if (direction === 'out' || this.#isFlood(at, raw.length)) return;
    const text = this.#tail + (typeof raw === 'string' ? raw : raw.toString('latin1'));
    const end = Math.max(text.lastIndexOf('\n'), text.lastIndexOf('\r')) + 1;
    this.#tail = text.slice(Math.max(end, text.length - MOST_TAIL_CHARS));
    if (end === 0 || !mayTellTrouble(text)) return;
    const told = new Set<string>();
    for (const line of withoutTerminal(text.slice(0, end)).split(/[\r\n]+/)) {
      const trouble = troubleIn(line);
      if (trouble === undefined || told.has(trouble.code)) continue;
      told.add(trouble.code);
      this.#take(trouble, at, seq);
    }
  }

  #isFlood(at: number, chars: number): boolean {
    const second = Math.floor(at / 1000);
    if (second !== this.#second) this.#chars = 0;
    this.#second = second;
    this.#chars += chars;
    if (this.#chars <= MOST_CHARS_PER_S) return false;
    this.#tail = '';
    return true;
  }
}
