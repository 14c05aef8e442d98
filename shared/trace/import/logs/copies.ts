import type { FoundFrame, FoundItem } from '../found.ts';

/** How many items a copy may stand from its original. */
const MAX_DISTANCE = 64;
/** What the logger puts in place of the middle. */
const ELISION = '...';

interface Waiting {
  item: FoundItem;
  /** Of a copy whose original was not seen yet. */
  copy?: { bytes: number; text: string };
}

/**
 * Two loggers of a program show each frame: one whole, one maybe without its middle. A copy near its original becomes a
 * note; a copy without one is the frame itself, damaged where its middle is missing. Items keep their order, so they
 * wait behind a copy that is not decided.
 */
export class Copies {
  readonly #emit: (item: FoundItem) => void;
  #waiting: Waiting[] = [];
  /** The last frames that have no copy, in a ring. */
  readonly #originals: (FoundFrame | undefined)[] = [];
  #nextOriginal = 0;
  #hasCopies = false;

  constructor(emit: (item: FoundItem) => void) {
    this.#emit = emit;
  }

  /** Anything that is no copy and has none. */
  other(item: FoundItem): void {
    this.#add({ item });
  }

  original(frame: FoundFrame): void {
    const copy = this.#hasCopies
      ? this.#waiting.find(({ item, copy }) => copy !== undefined && isCopyOf(item, copy.bytes, frame))
      : undefined;
    if (copy === undefined) {
      this.#originals[this.#nextOriginal] = frame;
      this.#nextOriginal = (this.#nextOriginal + 1) % MAX_DISTANCE;
    } else {
      becomeNote(copy);
    }
    this.#add({ item: frame });
  }

  copy(frame: FoundFrame, copy: { bytes: number; text: string }): void {
    this.#hasCopies = true;
    const waiting: Waiting = { item: frame, copy };
    const original = this.#originals.findIndex(
      (known) => known !== undefined && isCopyOf(frame, copy.bytes, known),
    );
    if (original !== -1) {
      this.#originals[original] = undefined;
      becomeNote(waiting);
    }
    this.#add(waiting);
  }

  end(): void {
    for (const { item } of this.#waiting) this.#emit(item);
    this.#waiting = [];
  }

  #add(waiting: Waiting): void {
    if (this.#waiting.length === 0 && waiting.copy === undefined) {
      this.#emit(waiting.item);
      return;
    }
    this.#waiting.push(waiting);
    const first = this.#waiting.findIndex(({ copy }) => copy !== undefined);
    if (first === 0 && this.#waiting.length <= MAX_DISTANCE) return;
    // What waited too long is what it is; so is everything up to the next copy.
    const next = this.#waiting.findIndex(({ copy }, index) => index > 0 && copy !== undefined);
    const isTooLong = first === 0;
    const end = isTooLong ? next : first;
    const done = this.#waiting.splice(0, end === -1 ? this.#waiting.length : end);
    for (const { item } of done) this.#emit(item);
  }
}

function becomeNote(waiting: Waiting): void {
  const { item, copy } = waiting;
  const { line, time, stationId } = item;
  waiting.item = {
    type: 'note',
    line,
    text: copy?.text ?? '',
    copies: 1,
    ...(time === undefined ? {} : { time }),
    ...(stationId === undefined ? {} : { stationId }),
  };
  delete waiting.copy;
}

function isCopyOf(item: FoundItem, bytes: number, original: FoundFrame): boolean {
  if (item.type !== 'frame' || typeof item.raw !== 'string' || typeof original.raw !== 'string') return false;
  if (item.word !== undefined && original.word !== undefined && item.word !== original.word) return false;
  const { raw } = item;
  if (raw === original.raw) return true;
  if (utf8Length(raw) >= bytes) return false;
  const middle = raw.indexOf(ELISION, raw.length / 3);
  if (middle === -1) return false;
  // The last characters before and the first behind the cut may be halves of an escape.
  const start = raw.slice(0, middle - 1);
  const end = raw.slice(middle + ELISION.length + 1);
  return original.raw.startsWith(start) && original.raw.endsWith(end);
}

/** How long a text is on the wire. */
function utf8Length(text: string): number {
  let length = 0;
  for (const character of text) {
    const code = character.codePointAt(0) ?? 0;
    length += code < 0x80 ? 1 : code < 0x8_00 ? 2 : code < 0x1_00_00 ? 3 : 4;
  }
  return length;
}
