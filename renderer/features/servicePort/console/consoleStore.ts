import type {
  ConsoleBatch,
  ConsoleMask,
  ConsoleMeaning,
} from '../../../../shared/service-port/consoleBatch.ts';
import { createFlush } from '../../../state/flush.ts';
import { LineSplitter, type ConsoleBytes, type ConsoleLine } from './consoleLine.ts';
import { RowBook } from './rowBook.ts';
import type { ConsoleChoice } from './lineText.ts';

/** What the screen keeps; all of it is in the session file. */
const MOST_BYTES = 4 * 1024 * 1024;
const MOST_LINES = 40_000;
/** Of each frame, for making and searching rows; the rest is for drawing them. */
const WORK_MS = 6;
/** Between two looks at what was found so far, where nothing else is to be shown: drawing takes longer than searching. */
const PROGRESS_MS = 100;
/** Meanings and masks come with their bytes or soon after. */
const LATEST_LINES = 2000;
const STAR = 0x2a;

/** What the screen is told of a console, another object after each change. */
export interface ConsoleShown {
  version: number;
  /** Rows that pass the filter. */
  count: number;
  /** Of these, rows that hold what is looked for. */
  foundCount: number;
  /** Lines are left that were not filtered and searched yet. */
  isPending: boolean;
  isPaused: boolean;
  pausedBytes: number;
  /** Bytes that never came to the screen. */
  skippedBytes: number;
  /** Bytes that were here, and made room for later ones. */
  droppedBytes: number;
  keptBytes: number;
}

interface HeldBatch {
  chunks: readonly ConsoleBytes[];
  meanings: readonly ConsoleMeaning[];
  masks: readonly ConsoleMask[];
  skipped: number;
  bytes: number;
}

/** What crossed one port lately, in lines, outside of React: a busy line brings thousands of them a second. */
export class ConsoleStore {
  readonly #lines: ConsoleLine[] = [];
  readonly rows = new RowBook(this.#lines);
  readonly #splitter = new LineSplitter();
  readonly #seen = { in: 0, out: 0 };
  readonly #listeners = new Set<() => void>();
  readonly #byteListeners = new Set<(bytes: Uint8Array) => void>();
  readonly #flush: () => void;
  /** Something came since the screen was told last. */
  #hasNews = false;
  #toldAt = -Infinity;
  #pending: HeldBatch[] = [];
  #pendingBytes = 0;
  #isPaused = false;
  #pausedBytes = 0;
  #skippedBytes = 0;
  #droppedBytes = 0;
  #keptBytes = 0;
  #shown: ConsoleShown = this.#makeShown(0);

  /** `inTime` makes of a function one that runs once for many calls. */
  constructor(inTime: (action: () => void) => () => void = createFlush) {
    this.#flush = inTime(() => this.#goOn());
  }

  get = (): ConsoleShown => this.#shown;

  subscribe = (listener: () => void): (() => void) => {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  };

  /** What comes from the device, at once and also while the rows stand still. */
  onBytes(listener: (bytes: Uint8Array) => void): () => void {
    this.#byteListeners.add(listener);
    return () => this.#byteListeners.delete(listener);
  }

  asksForPassword(): boolean {
    return this.#splitter.isAskingForPassword();
  }

  lines(): readonly ConsoleLine[] {
    return this.#lines;
  }

  /** The latest part, at the beginning and after a gap. Numbers that begin anew are those of another console. */
  snapshot(batch: ConsoleBatch): void {
    const isOther = (['in', 'out'] as const).some((direction) => {
      const last = batch.chunks.findLast((chunk) => chunk.direction === direction);
      return last !== undefined && last.offset + decodedLength(last.data) < this.#seen[direction];
    });
    if (isOther) this.#reset();
    this.take(batch);
  }

  take(batch: ConsoleBatch): void {
    const fresh = this.#freshOf(batch);
    for (const { direction, bytes } of fresh) {
      if (direction === 'in') for (const listener of this.#byteListeners) listener(bytes);
    }
    const { meanings, masks = [], skippedBytes } = batch;
    const bytes = fresh.reduce((sum, chunk) => sum + chunk.bytes.length, 0);
    const held: HeldBatch = { chunks: fresh, meanings, masks, skipped: skippedBytes, bytes };
    if (this.#isPaused) this.#keepBack(held);
    else this.#apply(held);
    this.#hasNews = true;
    this.#flush();
  }

  setPaused(isPaused: boolean): void {
    this.#isPaused = isPaused;
    if (!isPaused) {
      const batches = this.#pending;
      this.#forgetPending();
      for (const batch of batches) this.#apply(batch);
    }
    this.#tell();
  }

  choose(choice: ConsoleChoice): void {
    if (this.rows.choose(choice)) this.#tell();
  }

  /** Takes everything off the screen; the session file keeps it. */
  clear(): void {
    this.#lines.length = 0;
    this.#splitter.reset();
    this.#keptBytes = 0;
    this.#droppedBytes = 0;
    this.#skippedBytes = 0;
    this.rows.rebuild();
    this.#tell();
  }

  #reset(): void {
    this.clear();
    this.#forgetPending();
    this.#seen.in = 0;
    this.#seen.out = 0;
  }

  /** Without what was here before: a snapshot after a reconnect holds it once more. */
  #freshOf({ chunks }: ConsoleBatch): ConsoleBytes[] {
    return chunks.flatMap((chunk): ConsoleBytes[] => {
      const all = bytesOf(chunk);
      const seen = this.#seen[chunk.direction];
      const end = all.offset + all.bytes.length;
      if (end <= seen) return [];
      const known = Math.max(0, seen - all.offset);
      this.#seen[chunk.direction] = end;
      return [{ ...all, offset: all.offset + known, bytes: all.bytes.subarray(known) }];
    });
  }

  #keepBack(batch: HeldBatch): void {
    // What stands still on the screen is masked all the same.
    for (const mask of batch.masks) this.#hide(mask);
    this.#pending.push(batch);
    this.#pendingBytes += batch.bytes;
    this.#pausedBytes += batch.bytes + batch.skipped;
    while (this.#pendingBytes > MOST_BYTES || this.#pending.length > MOST_LINES) {
      const [oldest, next] = this.#pending;
      if (oldest === undefined || next === undefined) break;
      this.#pending.shift();
      this.#pendingBytes -= oldest.bytes;
      next.skipped += oldest.bytes + oldest.skipped;
    }
  }

  #forgetPending(): void {
    this.#pending = [];
    this.#pendingBytes = 0;
    this.#pausedBytes = 0;
  }

  #apply({ chunks, meanings, masks, skipped }: HeldBatch): void {
    this.#skippedBytes += skipped;
    let before = skipped;
    for (const chunk of chunks) {
      const touched = this.#splitter.take(chunk, before, (line) => this.#lines.push(line));
      before = 0;
      this.#keptBytes += chunk.bytes.length;
      for (const line of touched) this.rows.grow(line);
    }
    for (const meaning of meanings) this.#explain(meaning);
    for (const mask of masks) this.#hide(mask);
    this.#makeRoom();
  }

  #explain(meaning: ConsoleMeaning): void {
    const [line] = this.#linesWith({
      ...meaning,
      offset: meaning.offset + Math.max(1, meaning.length) - 1,
      length: 1,
    });
    if (line === undefined) return;
    const { offset, meaning: words } = meaning;
    if (line.meanings.some((one) => one.offset === offset && one.meaning === words)) return;
    line.meanings = [...line.meanings, meaning];
    this.#changed(line);
  }

  #hide(mask: ConsoleMask): void {
    for (const line of this.#linesWith(mask)) {
      const start = Math.max(0, mask.offset - line.offset);
      line.bytes.fill(STAR, start, Math.min(line.length, mask.offset + mask.length - line.offset));
      this.#changed(line);
    }
  }

  #changed(line: ConsoleLine): void {
    line.version += 1;
    this.rows.grow(line);
  }

  /** The latest lines that hold some of these bytes, from the end on. */
  #linesWith({ direction, offset, length }: ConsoleMask): ConsoleLine[] {
    const found: ConsoleLine[] = [];
    const from = Math.max(0, this.#lines.length - LATEST_LINES);
    for (let at = this.#lines.length - 1; at >= from; at -= 1) {
      const line = this.#lines[at];
      if (line === undefined || line.direction !== direction) continue;
      if (line.offset + line.length <= offset) break;
      if (line.offset < offset + length) found.push(line);
    }
    return found;
  }

  #makeRoom(): void {
    if (this.#lines.length <= MOST_LINES && this.#keptBytes <= MOST_BYTES) return;
    // A tenth at once, so that this is seldom.
    const leastBytes = this.#keptBytes - MOST_BYTES * 0.9;
    let count = 0;
    let bytes = 0;
    while (
      count < this.#lines.length - 1 &&
      (bytes < leastBytes || this.#lines.length - count > MOST_LINES * 0.9)
    ) {
      bytes += this.#lines[count]?.length ?? 0;
      count += 1;
    }
    this.rows.dropLines(count);
    this.#lines.splice(0, count);
    this.#keptBytes -= bytes;
    this.#droppedBytes += bytes;
  }

  #makeShown(version: number): ConsoleShown {
    return {
      version,
      count: this.rows.count,
      foundCount: this.rows.found.length,
      isPending: this.rows.isPending,
      isPaused: this.#isPaused,
      pausedBytes: this.#pausedBytes,
      skippedBytes: this.#skippedBytes,
      droppedBytes: this.#droppedBytes,
      keptBytes: this.#keptBytes,
    };
  }

  #goOn(): void {
    this.#work();
    const isProgress = this.rows.isPending && !this.#hasNews;
    if (!isProgress || performance.now() - this.#toldAt >= PROGRESS_MS) this.#show();
  }

  #tell(): void {
    this.#work();
    this.#show();
  }

  #work(): void {
    this.rows.work(performance.now() + WORK_MS);
    if (this.rows.isPending) this.#flush();
  }

  #show(): void {
    this.#hasNews = false;
    this.#toldAt = performance.now();
    this.#shown = this.#makeShown(this.#shown.version + 1);
    for (const listener of this.#listeners) listener();
  }
}

function bytesOf({ data, ...chunk }: ConsoleBatch['chunks'][number]): ConsoleBytes {
  const text = atob(data);
  const bytes = new Uint8Array(text.length);
  for (let at = 0; at < text.length; at += 1) bytes[at] = text.charCodeAt(at);
  return { ...chunk, bytes };
}

/** Of Base64, without decoding it. */
function decodedLength(data: string): number {
  const padding = data.endsWith('==') ? 2 : Number(data.endsWith('='));
  return (data.length / 4) * 3 - padding;
}
