import type { LineSettings } from '../../../../shared/service-port/lineSettings.ts';
import type { SerialPayload } from '../../../../shared/service-port/serialPayload.ts';
import type { Direction } from '../../../../shared/trace/record.ts';
import type { Recorder } from '../../trace/store/newRecord.ts';
import { merged, NO_RANGES, within, type ByteRange } from '../../../../shared/service-port/byteRanges.ts';
import type { BytesMeaning } from './portLine.ts';
import { openCharacterBytes, serialText } from './serialText.ts';

export interface SerialRecorderOptions {
  recorder: Pick<Recorder, 'append'>;
  path: string;
  /** Whose records the bytes are, now. */
  stationId: () => string;
  line: () => LineSettings;
  /** A pause of so long ends a record. */
  pauseMs?: number;
  /** Told of each record once it has its number. */
  onRecord?: (record: TakenRecord) => void;
}

/** A record as it was taken down. */
export interface TakenRecord {
  direction: Direction;
  raw: string | Buffer;
  /** Epoch ms. */
  at: number;
  seq: number;
}

const PAUSE_MS = 50;
/** A record ends here, at the last line end in it. */
const MOST_BYTES = 4096;
/** And here: each of its bytes has the time of its chunk. A slow line brings them one by one. */
const MOST_CHUNKS = 256;
/** And here: what is said on the network meanwhile stands near it in the trace, and little is lost with the process. */
const MOST_MS = 1000;
const LINE_END = 0x0a;

/**
 * Brings every byte of a port into the trace, both directions in their order. Bytes of one direction are one record until the other
 * direction begins, a pause, about 4 kB, 256 pieces or a second, or a driver says what they meant. What it holds back is never more than
 * one such record.
 */
export class SerialRecorder {
  readonly #options: SerialRecorderOptions;
  readonly #pauseMs: number;
  readonly #bytes = Buffer.alloc(MOST_BYTES);
  #length = 0;
  #direction: Direction = 'in';
  /** Epoch ms of the first byte. */
  #at = 0;
  #firstMonoMs = 0;
  #lastMonoMs = 0;
  #chunks: Array<[offset: number, monoMs: number]> = [];
  #secrets: ByteRange[] = [];
  #timer: NodeJS.Timeout | undefined;

  constructor(options: SerialRecorderOptions) {
    this.#options = options;
    this.#pauseMs = options.pauseMs ?? PAUSE_MS;
  }

  /**
   * `secrets` are ranges of `bytes`; what is before them (a negative offset) belongs to bytes that were taken before. Where these are in a
   * record already, it stays as it is.
   */
  take(
    direction: Direction,
    bytes: Uint8Array,
    monoMs: number,
    secrets: readonly ByteRange[] = NO_RANGES,
  ): void {
    if (this.#length > 0 && (direction !== this.#direction || monoMs - this.#lastMonoMs >= this.#pauseMs)) {
      this.flush();
    }
    this.#secrets.push(...within(secrets, -this.#length, this.#length));
    if (this.#length > 0 && monoMs - this.#firstMonoMs >= MOST_MS) this.#cutFull();
    this.#direction = direction;
    let from = 0;
    while (from < bytes.length) {
      if (this.#chunks.length === MOST_CHUNKS) this.#cutFull();
      const part = bytes.subarray(from, from + MOST_BYTES - this.#length);
      this.#add(part, monoMs, within(secrets, from, part.length));
      from += part.length;
      if (this.#length === MOST_BYTES) this.#cutFull();
    }
    this.#timer ??= this.#wait(this.#pauseMs);
  }

  /**
   * Says what `length` bytes meant that end `trailing` bytes before the newest ones. They become a record of their own, what came before
   * them another one. Bytes that are in a record already stay as they are.
   */
  tell(direction: Direction, length: number, meaning: BytesMeaning, trailing = 0): void {
    const end = this.#length - trailing;
    if (direction !== this.#direction || end <= 0) return;
    const start = Math.max(0, end - length);
    if (start > 0) this.#emit(start);
    this.#emit(end - start, meaning);
  }

  /** Everything taken so far becomes records. */
  flush(): void {
    if (this.#length > 0) this.#emit(this.#length);
  }

  close(): void {
    clearTimeout(this.#timer);
    this.#timer = undefined;
    this.flush();
  }

  #wait(ms: number): NodeJS.Timeout {
    return setTimeout(() => {
      this.#timer = undefined;
      if (this.#length === 0) return;
      const left = this.#lastMonoMs + this.#pauseMs - performance.now();
      if (left <= 1) this.flush();
      else this.#timer = this.#wait(left);
    }, ms).unref();
  }

  #add(part: Uint8Array, monoMs: number, secrets: readonly ByteRange[]): void {
    if (this.#length === 0) {
      this.#at = Date.now() - Math.round(performance.now() - monoMs);
      this.#firstMonoMs = monoMs;
    }
    this.#bytes.set(part, this.#length);
    this.#chunks.push([this.#length, monoMs]);
    for (const [offset, length] of secrets) this.#secrets.push([this.#length + offset, length]);
    this.#length += part.length;
    this.#lastMonoMs = monoMs;
  }

  /** At a line end, so that what belongs together stays together; never within a character. */
  #cutFull(): void {
    const bytes = this.#bytes.subarray(0, this.#length);
    const lineEnd = bytes.lastIndexOf(LINE_END);
    this.#emit(lineEnd === -1 ? this.#length - openCharacterBytes(bytes) : lineEnd + 1);
  }

  /** The first `length` bytes become a record; the rest waits on. */
  #emit(length: number, meaning?: BytesMeaning): void {
    const { recorder, stationId, onRecord } = this.#options;
    const bytes = this.#bytes.subarray(0, length);
    const next = this.#chunks.findIndex(([offset]) => offset >= length);
    const mine = next === -1 ? this.#chunks : this.#chunks.slice(0, next);
    const rest = next === -1 ? [] : this.#chunks.slice(next);
    const lastMonoMs = mine.at(-1)?.[1] ?? this.#lastMonoMs;
    const isAll = length === this.#length;
    const raw = serialText(bytes) ?? Buffer.from(bytes);
    const { seq } = recorder.append({
      at: this.#at,
      stationId: stationId(),
      kind: 'serial',
      direction: this.#direction,
      ...(meaning?.action === undefined ? {} : { action: meaning.action }),
      payload: this.#payload(mine, isAll ? this.#lastMonoMs : lastMonoMs, length, meaning),
      raw,
      issues: [],
    });
    onRecord?.({ direction: this.#direction, raw, at: this.#at, seq });
    this.#keep(length, rest, lastMonoMs);
  }

  #payload(
    chunks: Array<[offset: number, monoMs: number]>,
    lastMonoMs: number,
    length: number,
    meaning: BytesMeaning | undefined,
  ): string {
    const { path, line } = this.#options;
    const { baud, format } = line();
    const secrets = within(merged(this.#secrets), 0, length);
    const payload: SerialPayload = {
      port: path,
      line: { baud, format },
      firstMonoMs: rounded(this.#firstMonoMs),
      lastMonoMs: rounded(lastMonoMs),
      chunks: chunks.map(([offset, monoMs]) => [offset, rounded(monoMs)]),
      ...(meaning === undefined ? {} : { meaning: meaning.meaning }),
      ...(meaning?.isProblem === true ? { isProblem: true } : {}),
      ...(secrets.length === 0 ? {} : { secrets: secrets.map(([offset, count]) => [offset, count]) }),
    };
    return JSON.stringify(payload);
  }

  #keep(from: number, chunks: Array<[offset: number, monoMs: number]>, monoMs: number): void {
    const left = this.#length - from;
    this.#secrets = [...within(this.#secrets, from, left)];
    this.#chunks = chunks.map(([offset, at]) => [offset - from, at]);
    if (left > 0) {
      this.#bytes.copyWithin(0, from, this.#length);
      const first = this.#chunks[0];
      const firstMonoMs = first?.[0] === 0 ? first[1] : monoMs;
      if (first?.[0] !== 0) this.#chunks.unshift([0, monoMs]);
      this.#at += Math.round(firstMonoMs - this.#firstMonoMs);
      this.#firstMonoMs = firstMonoMs;
    }
    this.#length = left;
  }
}

/** Microseconds are what the clock is good for. */
function rounded(ms: number): number {
  return Math.round(ms * 1000) / 1000;
}
