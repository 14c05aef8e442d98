import { timeOfLine } from '../../../shared/trace/import/logs/prefix/universalHead.ts';
import type { ContentLine, ContentRow } from '../../../shared/files/contents/contentLine.ts';
import { ImportClock } from '../trace/import/importClock.ts';
import type { ContentThreads } from './jobs/contentThreads.ts';
import { decodeText, wholeCharacters } from './text/decodeText.ts';
import { LineMarks } from './text/lineMarks.ts';
import { LineReader, type RawLine } from './text/lineReader.ts';
import { shownText } from './text/shownText.ts';
import { readRows } from './text/tableRows.ts';
import { nextLineStart, withoutLineEnd, type TextShape } from './text/textShape.ts';

/** What is shown of a line in a list, and how much more comes at once on demand. */
const SHOWN_BYTES = 4096;
const REST_BYTES = 64 * 1024;
/** What a clipboard takes. */
const COPIED_BYTES = 4 * 1024 * 1024;
const COPIED_LINES = 20_000;
const TIME_CHARS = 300;

interface Rest {
  restBytes?: number;
  restOffset?: number;
}

/** The lines of one text: counted on a thread, read by ranges. */
export class ContentText {
  readonly path: string;
  readonly shape: TextShape;
  readonly marks = new LineMarks();
  readonly reader: LineReader;
  readonly #sizeBytes: number;
  readonly #separator: string | undefined;
  readonly threads: ContentThreads;
  readonly #signal: AbortSignal;
  #table: { marks: LineMarks; shape: TextShape; grown: PromiseWithResolvers<void> } | undefined;
  #clock: ImportClock;
  readonly #changedAt: number;
  readonly #counted = Promise.withResolvers<void>();
  #grown = Promise.withResolvers<void>();

  constructor(
    path: string,
    {
      shape,
      sizeBytes,
      changedAt,
      separator,
    }: { shape: TextShape; sizeBytes: number; changedAt: number; separator?: string | undefined },
    { threads, signal }: { threads: ContentThreads; signal: AbortSignal },
  ) {
    this.path = path;
    this.shape = shape;
    this.#sizeBytes = sizeBytes;
    this.#separator = separator;
    this.threads = threads;
    this.#signal = signal;
    this.#changedAt = changedAt;
    this.#clock = new ImportClock(undefined, changedAt);
    this.reader = new LineReader(path, { shape, marks: this.marks, sizeBytes });
  }

  /** How far local times of the text are ahead of UTC, once that is known. */
  set offsetMs(offsetMs: number | undefined) {
    this.#clock = new ImportClock(offsetMs, this.#changedAt);
  }

  /** Resolves when all lines are counted; tells whenever more of them can be read. */
  async count(onGrowth: () => void): Promise<void> {
    const grown = (): void => {
      onGrowth();
      this.#grown.resolve();
      this.#grown = Promise.withResolvers<void>();
    };
    await this.#count(this.marks, this.shape, grown).finally(() => {
      grown();
      this.#counted.resolve();
    });
  }

  /** All lines are counted, or it was given up. */
  get counted(): Promise<void> {
    return this.#counted.promise;
  }

  /** Resolves when more lines can be read, or all are counted. */
  async grown(): Promise<void> {
    if (!this.marks.isCounted) await this.#grown.promise;
  }

  async lines(from: number, count: number): Promise<ContentLine[]> {
    const raw = await this.reader.read(from, count, SHOWN_BYTES + 4);
    return raw.map((line) => this.#shown(line));
  }

  async rest(offset: number): Promise<{ text: string } & Rest> {
    const bytes = await this.reader.bytes(offset, REST_BYTES + 4);
    const next = nextLineStart(bytes, 0, this.shape);
    if (next >= 0 && next <= REST_BYTES)
      return { text: this.#text(withoutLineEnd(bytes.subarray(0, next), this.shape)) };
    const part = wholeCharacters(bytes, REST_BYTES, this.shape.encoding);
    const end = offset + part.length;
    if (end >= this.#sizeBytes) return { text: this.#text(part) };
    const mark = this.marks.afterOffset(offset);
    return { text: this.#text(part), restOffset: end, restBytes: (mark?.offset ?? this.#sizeBytes) - end };
  }

  /** Lines as they stand in the file, and whether some of it is missing. */
  async copied(from: number, to: number): Promise<{ text: string; isCut: boolean }> {
    const wanted = Math.min(to - from + 1, COPIED_LINES);
    const { start, end } = await this.range(from, from + wanted - 1);
    const bytes = await this.reader.bytes(start, Math.min(end - start, COPIED_BYTES));
    const isCut = wanted < to - from + 1 || end - start > COPIED_BYTES;
    return { text: decodeText(bytes, this.shape.encoding).text, isCut };
  }

  /** The bytes of lines `from` to `to`, line ends included. */
  async range(from: number, to: number): Promise<{ start: number; end: number }> {
    const [first] = await this.reader.read(from, 1, 1);
    const [next] = await this.reader.read(to + 1, 1, 1);
    const start = first?.offset ?? this.#sizeBytes;
    return { start, end: Math.max(start, next?.offset ?? this.#sizeBytes) };
  }

  /** Waits until the rows are counted that far. */
  async rows(
    from: number,
    count: number,
  ): Promise<{ rows: ContentRow[]; total: number; isCounted: boolean }> {
    this.#table ??= this.#countTable();
    const { marks, shape } = this.#table;
    while (!marks.isCounted && marks.count < from + count) await this.#table.grown.promise;
    const rows = await readRows(
      { reader: this.reader, marks, shape, sizeBytes: this.#sizeBytes },
      from,
      count,
    );
    return { rows, total: marks.count, isCounted: marks.isCounted };
  }

  timeOf(text: string): number | undefined {
    const time = timeOfLine(text.length > TIME_CHARS ? text.slice(0, TIME_CHARS) : text);
    return time === undefined ? undefined : this.#clock.absolute(time);
  }

  #countTable(): { marks: LineMarks; shape: TextShape; grown: PromiseWithResolvers<void> } {
    const shape = { ...this.shape, separator: this.#separator ?? ',' };
    const table = { marks: new LineMarks(), shape, grown: Promise.withResolvers<void>() };
    const onGrowth = (): void => {
      table.grown.resolve();
      table.grown = Promise.withResolvers<void>();
    };
    const end = (): void => {
      table.marks.isCounted = true;
      onGrowth();
    };
    // A failure ends the table where it is: the text says why it cannot be read.
    this.#count(table.marks, shape, onGrowth).then(end, end);
    return table;
  }

  async #count(marks: LineMarks, shape: TextShape, onGrowth: () => void): Promise<void> {
    await this.threads.run(
      'count',
      { path: this.path, shape },
      {
        signal: this.#signal,
        onPart: (part) => {
          marks.add(part);
          onGrowth();
        },
      },
    );
    marks.isCounted = true;
  }

  #shown({ line, offset, bytes, sizeBytes }: RawLine): ContentLine {
    const part = wholeCharacters(bytes, SHOWN_BYTES, this.shape.encoding);
    const { text, isGuessed } = decodeText(part, this.shape.encoding);
    const shown = shownText(text);
    const at = this.timeOf(shown);
    return {
      line,
      offset,
      text: shown,
      ...(part.length < sizeBytes
        ? { restBytes: sizeBytes - part.length, restOffset: offset + part.length }
        : {}),
      ...(at === undefined ? {} : { at }),
      ...(isGuessed ? { isGuessed } : {}),
    };
  }

  #text(bytes: Buffer): string {
    return shownText(decodeText(bytes, this.shape.encoding).text);
  }
}
