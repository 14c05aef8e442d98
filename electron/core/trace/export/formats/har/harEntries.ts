import { assertNever } from '../../../../../../shared/assertNever.ts';
import { missingResponse } from './harMessages.ts';
import type { SpooledPart } from './harSpool.ts';

/** The entry after all others stands for the archive as a whole. */
export const WHOLE_LOG = Number.MAX_SAFE_INTEGER;

/**
 * Entries one after another and the end of their list, in pieces: a connection may hold a million messages. The
 * members of an entry stand in the order in which they became known.
 */
export function* entriesText(parts: Iterable<SpooledPart>): Generator<string> {
  let entry: EntryText | undefined;
  let isFirst = true;
  for (const part of parts) {
    if (entry?.number !== part.entry) {
      if (entry !== undefined) yield entry.close();
      entry = new EntryText(part.entry, isFirst);
      isFirst = false;
      yield entry.open();
    }
    yield entry.add(part);
  }
  if (entry !== undefined) yield entry.close();
  if (entry?.number !== WHOLE_LOG) yield '\n]';
}

class EntryText {
  readonly number: number;
  readonly #isFirst: boolean;
  #messages: number | undefined;
  #hasEnd = false;
  #hasNotes = false;

  constructor(number: number, isFirst: boolean) {
    this.number = number;
    this.#isFirst = isFirst;
  }

  open(): string {
    if (this.number === WHOLE_LOG) return '\n]';
    return this.#isFirst ? '\n' : ',\n';
  }

  add({ part, text }: SpooledPart): string {
    switch (part) {
      case 'head':
        if (!text.includes('"_resourceType":"websocket"')) return text.slice(0, -1);
        this.#messages = 0;
        return `${text.slice(0, -1)},"_webSocketMessages":[`;
      case 'message':
        this.#messages = (this.#messages ?? 0) + 1;
        return `${this.#messages === 1 ? '' : ','}\n${text}`;
      case 'end':
        this.#hasEnd = true;
        return `${this.#messages === undefined ? '' : '\n]'},${text.slice(1, -1)}`;
      case 'note': {
        const before = this.#hasNotes ? '' : ',"comment":"';
        this.#hasNotes = true;
        return before + JSON.stringify(text).slice(1, -1);
      }
      default:
        return assertNever(part);
    }
  }

  close(): string {
    if (this.number === WHOLE_LOG) return '"';
    const notes = this.#hasNotes ? '"' : '';
    return this.#hasEnd ? `${notes}}` : `,${JSON.stringify(missingResponse()).slice(1)}`;
  }
}
