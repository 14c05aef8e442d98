import type {
  ConsoleBatch,
  ConsoleChunk,
  ConsoleMask,
  ConsoleMeaning,
} from '../../../../shared/service-port/consoleBatch.ts';
import type { Direction } from '../../../../shared/trace/record.ts';
import { within, type ByteRange } from '../../../../shared/service-port/byteRanges.ts';
import type { BytesMeaning } from './portLine.ts';

export interface ConsoleStreamOptions {
  /** The latest bytes, of both directions together, that are kept for whoever comes. */
  ringBytes?: number;
  /** Between two batches. */
  batchMs?: number;
}

interface Kept {
  direction: Direction;
  at: number;
  monoMs: number;
  offset: number;
  bytes: Uint8Array;
  secrets: readonly ByteRange[];
}

interface Reader {
  on: (batch: ConsoleBatch) => void;
  isRevealed: boolean;
  /** Numbers of the next chunk, the next meaning and the next mask. */
  chunk: number;
  meaning: number;
  mask: number;
  /** All bytes of the port before that chunk. */
  bytes: number;
}

const RING_BYTES = 256 * 1024;
const RING_ENTRIES = 4096;
const BATCH_MS = 50;
const MASK = 0x2a;

/** A list that forgets its oldest entries; they are numbered from 0 on, and `first` is the number of the oldest that is left. */
class NumberedList<T> {
  first = 0;
  #entries: T[] = [];
  #head = 0;

  get next(): number {
    return this.first + this.#entries.length - this.#head;
  }

  get length(): number {
    return this.#entries.length - this.#head;
  }

  push(entry: T): void {
    this.#entries.push(entry);
  }

  shift(): T | undefined {
    const entry = this.#entries[this.#head];
    if (entry === undefined) return undefined;
    this.#head += 1;
    this.first += 1;
    if (this.#head * 2 > this.#entries.length && this.#head > 64) {
      this.#entries = this.#entries.slice(this.#head);
      this.#head = 0;
    }
    return entry;
  }

  /** The newest but `back`. */
  last(back = 0): T | undefined {
    return back < this.length ? this.#entries[this.#entries.length - 1 - back] : undefined;
  }

  from(number: number): T[] {
    return this.#entries.slice(this.#head + Math.max(0, number - this.first));
  }
}

/** The latest part of what crossed a port, and batches of what comes, for screens. What a slow one misses is counted. */
export class ConsoleStream {
  readonly #ringBytes: number;
  readonly #batchMs: number;
  readonly #chunks = new NumberedList<Kept>();
  readonly #meanings = new NumberedList<ConsoleMeaning>();
  readonly #masks = new NumberedList<ConsoleMask>();
  readonly #readers = new Set<Reader>();
  readonly #totals: Record<Direction, number> = { in: 0, out: 0 };
  #bytes = 0;
  #timer: NodeJS.Timeout | undefined;
  #batchAt = -Infinity;

  constructor({ ringBytes = RING_BYTES, batchMs = BATCH_MS }: ConsoleStreamOptions = {}) {
    this.#ringBytes = ringBytes;
    this.#batchMs = batchMs;
  }

  total(direction: Direction): number {
    return this.#totals[direction];
  }

  /** `secrets` are ranges of `bytes`; what is before them (a negative offset) belongs to bytes that were taken before. */
  take(direction: Direction, bytes: Uint8Array, monoMs: number, secrets: readonly ByteRange[]): void {
    const at = Date.now() - Math.round(performance.now() - monoMs);
    const offset = this.#totals[direction];
    for (const [start, length] of within(secrets, -offset, offset))
      this.#mask({ direction, offset: start, length });
    const mine = within(secrets, 0, bytes.length);
    this.#chunks.push({ direction, at, monoMs, offset, bytes: ownBytes(bytes), secrets: mine });
    this.#totals[direction] += bytes.length;
    this.#bytes += bytes.length;
    while (this.#chunks.length > 1 && (this.#bytes > this.#ringBytes || this.#chunks.length > RING_ENTRIES)) {
      this.#bytes -= this.#chunks.shift()?.bytes.length ?? 0;
    }
    this.#schedule();
  }

  /** What `length` bytes meant that end `trailing` bytes before the newest. */
  tell(
    direction: Direction,
    length: number,
    { action, meaning, isProblem }: BytesMeaning,
    trailing = 0,
  ): void {
    const end = this.#totals[direction] - trailing;
    const offset = Math.max(0, end - length);
    this.#meanings.push({
      direction,
      offset,
      length: Math.max(0, end - offset),
      ...(action === undefined ? {} : { action }),
      meaning,
      isProblem: isProblem === true,
    });
    while (this.#meanings.length > RING_ENTRIES) this.#meanings.shift();
    this.#schedule();
  }

  /** What is kept. Secrets are masked unless they are to be seen. */
  snapshot(isRevealed = false): ConsoleBatch {
    return {
      chunks: this.#chunks.from(0).map((kept) => chunkOf(kept, isRevealed)),
      meanings: this.#meanings.from(0),
      skippedBytes: 0,
    };
  }

  /** Batches of what comes from here on. */
  listen(on: (batch: ConsoleBatch) => void, isRevealed = false): () => void {
    const reader: Reader = {
      on,
      isRevealed,
      chunk: this.#chunks.next,
      meaning: this.#meanings.next,
      mask: this.#masks.next,
      bytes: this.#all(),
    };
    this.#readers.add(reader);
    return () => this.#readers.delete(reader);
  }

  close(): void {
    clearTimeout(this.#timer);
    this.#timer = undefined;
    this.#batch();
  }

  /** Bytes that were taken before, for whoever comes and for whoever has them already. */
  #mask(mask: ConsoleMask): void {
    const { direction, offset, length } = mask;
    for (let back = 0; ; back += 1) {
      const kept = this.#chunks.last(back);
      if (kept === undefined) break;
      if (kept.direction !== direction) continue;
      if (kept.offset + kept.bytes.length <= offset) break;
      kept.secrets = [...kept.secrets, ...within([[offset, length]], kept.offset, kept.bytes.length)];
    }
    this.#masks.push(mask);
    while (this.#masks.length > RING_ENTRIES) this.#masks.shift();
  }

  #all(): number {
    return this.#totals.in + this.#totals.out;
  }

  #schedule(): void {
    if (this.#readers.size === 0) return;
    const wait = Math.max(0, this.#batchAt + this.#batchMs - performance.now());
    this.#timer ??= setTimeout(() => this.#batch(), wait).unref();
  }

  #batch(): void {
    this.#timer = undefined;
    this.#batchAt = performance.now();
    for (const reader of this.#readers) this.#bring(reader);
  }

  #bring(reader: Reader): void {
    const chunks = this.#chunks.from(reader.chunk);
    const meanings = this.#meanings.from(reader.meaning);
    const masks = reader.isRevealed ? [] : this.#masks.from(reader.mask);
    reader.mask = this.#masks.next;
    if (chunks.length === 0 && meanings.length === 0) return;
    const count = chunks.reduce((sum, { bytes }) => sum + bytes.length, 0);
    const skippedBytes = this.#all() - reader.bytes - count;
    reader.chunk = this.#chunks.next;
    reader.meaning = this.#meanings.next;
    reader.bytes = this.#all();
    reader.on({
      chunks: chunks.map((kept) => chunkOf(kept, reader.isRevealed)),
      meanings,
      ...(masks.length === 0 ? {} : { masks }),
      skippedBytes,
    });
  }
}

/** A short view keeps all of the buffer that it looks into, so it is copied. */
function ownBytes(bytes: Uint8Array): Uint8Array {
  return bytes.buffer.byteLength > bytes.length * 2 ? Uint8Array.from(bytes) : bytes;
}

function chunkOf({ bytes, secrets, ...kept }: Kept, isRevealed: boolean): ConsoleChunk {
  const shown = Buffer.from(bytes);
  if (!isRevealed) for (const [offset, length] of secrets) shown.fill(MASK, offset, offset + length);
  return { ...kept, data: shown.toString('base64') };
}
