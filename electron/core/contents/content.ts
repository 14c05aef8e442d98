import { basename } from 'node:path';
import { ContractError } from '../../../shared/contract/failure.ts';
import type { ContentAlignment } from '../../../shared/files/contents/contentAlignment.ts';
import type { ContentEntry } from '../../../shared/files/contents/contentEntry.ts';
import type { ContentEncoding } from '../../../shared/files/contents/contentKind.ts';
import type { ContentNote, ContentState } from '../../../shared/files/contents/contentState.ts';
import type { ListedEntry } from './archives/listedEntry.ts';
import type { UnpackLimits } from './archives/unpackLimits.ts';
import type { ContentCache } from './contentCache.ts';
import { ContentText } from './contentText.ts';
import type { ContentThreads } from './jobs/contentThreads.ts';
import { openFile, type OpenedFile, type OpeningContext } from './openedFile.ts';
import type { TextShape } from './text/textShape.ts';

export interface ContentRequest {
  path: string;
  /** Of the charger that it came from. */
  stationId?: string | undefined;
  inside: readonly string[];
  encoding?: ContentEncoding | undefined;
  isPretty?: boolean | undefined;
}

export interface ContentContext {
  cache: ContentCache;
  threads: ContentThreads;
  limits: UnpackLimits;
}

/** What comparing the clock of a log has found; `clockOffsetMs` is how far its local times are ahead of UTC. */
export interface LogClock {
  alignment: ContentAlignment;
  clockOffsetMs: number | undefined;
}

/** One file that somebody looks at. */
export class Content {
  readonly #request: ContentRequest;
  readonly #context: ContentContext;
  readonly #abort = new AbortController();
  readonly #listeners = new Set<(state: ContentState) => void>();
  #state: ContentState;
  #file: OpenedFile | undefined;
  #text: ContentText | undefined;
  readonly #releases: (() => void)[] = [];
  /** Ready or failed. */
  readonly opened: Promise<void>;

  constructor(content: number, request: ContentRequest, context: ContentContext) {
    this.#request = request;
    this.#context = context;
    const fileName = basename(request.path);
    this.#state = {
      content,
      state: 'opening',
      share: 0,
      fileName,
      inside: [...request.inside],
      name: fileName,
      kind: 'binary',
      kindName: '',
      sizeBytes: 0,
      views: [],
      notes: [],
    };
    this.opened = this.#open();
  }

  /** Whose frames they are where a line does not tell: a charger seldom names itself in its own log. */
  get importChoices(): { stationId?: string } {
    const { stationId } = this.#request;
    return stationId === undefined ? {} : { stationId };
  }

  get state(): ContentState {
    return this.#state;
  }

  /** The outermost file. */
  get path(): string {
    return this.#request.path;
  }

  get alignment(): ContentAlignment | undefined {
    return this.#state.alignment;
  }

  get signal(): AbortSignal {
    return this.#abort.signal;
  }

  get opening(): OpeningContext {
    return { ...this.#context, signal: this.#abort.signal, onShare: () => undefined };
  }

  onChange(listener: (state: ContentState) => void): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }

  /** The file as it is on the disk, once it is unpacked. Fails with what opening failed with. */
  async file(): Promise<OpenedFile> {
    await this.opened;
    if (this.#file !== undefined) return this.#file;
    const { code = 'internal', message = 'The file could not be opened.', hint } = this.#state.failure ?? {};
    throw new ContractError(code, message, hint === undefined ? {} : { hint });
  }

  /** Fails with `invalid-params` where it has no lines. */
  async text(): Promise<ContentText> {
    const { name } = await this.file();
    if (this.#text !== undefined) return this.#text;
    throw new ContractError('invalid-params', `${name} is no text, so it has no lines.`, {
      hint: 'Look at its bytes instead.',
    });
  }

  /** Fails with `invalid-params` where it is no archive. */
  async listed(): Promise<ListedEntry[]> {
    const { entries, name } = await this.file();
    if (entries !== undefined) return entries;
    throw new ContractError('invalid-params', `${name} is no archive, so it has no entries.`);
  }

  async entries(
    from: number,
    count: number,
    query = '',
  ): Promise<{ total: number; entries: ContentEntry[] }> {
    const all = await this.listed();
    const wanted = query.toLowerCase();
    const kept = wanted === '' ? all : all.filter(({ entry }) => entry.name.toLowerCase().includes(wanted));
    return { total: kept.length, entries: kept.slice(from, from + count).map(({ entry }) => entry) };
  }

  /** Times of its lines go by it from now on. */
  setClock({ alignment, clockOffsetMs }: LogClock): void {
    if (this.#text !== undefined) this.#text.offsetMs = clockOffsetMs;
    this.#change({ alignment });
  }

  /** Adds a note once it is known. */
  addNote(note: ContentNote): void {
    this.#change({ notes: [...this.#state.notes.filter(({ code }) => code !== note.code), note] });
  }

  close(): void {
    this.#abort.abort();
    this.#listeners.clear();
    void this.opened.then(() => {
      this.#file?.release();
      for (const release of this.#releases) release();
    });
  }

  async #open(): Promise<void> {
    const { path, inside, isPretty = false } = this.#request;
    const context: OpeningContext = { ...this.opening, onShare: (share) => this.#change({ share }) };
    try {
      const file = await openFile(path, inside, context);
      this.#file = file;
      const source = await this.#textOf(file, isPretty, context);
      if (source !== undefined) this.#text = new ContentText(source.path, source, context);
      this.#ready(file);
      if (this.#text !== undefined) void this.#count(this.#text);
    } catch (error) {
      const failure =
        error instanceof ContractError
          ? error.toFailure()
          : { code: 'internal' as const, message: `The file could not be opened: ${String(error)}` };
      this.#change({ state: 'failed', failure });
    }
  }

  #ready(file: OpenedFile): void {
    const { recognised, name, inside, sizeBytes, entries } = file;
    const { kind, kindName, views, separator } = recognised;
    this.#change({
      state: 'ready',
      share: 1,
      inside,
      name,
      kind,
      kindName,
      sizeBytes,
      views: [...views],
      notes: [...this.#state.notes, ...file.notes],
      ...(entries === undefined ? {} : { entries: entries.length }),
      ...(separator === undefined ? {} : { separator }),
      ...this.#textState(),
    });
  }

  /** What its lines are read from: itself, or JSON that was set out in lines. */
  async #textOf(
    { path, name, recognised, sizeBytes, changedAt }: OpenedFile,
    isPretty: boolean,
    { signal, onShare, cache, threads, limits }: OpeningContext,
  ): Promise<
    { path: string; shape: TextShape; sizeBytes: number; changedAt: number; separator?: string } | undefined
  > {
    if (recognised.text === undefined) return undefined;
    const { separator } = recognised;
    const shape = this.#shape(recognised.text.shape);
    const plain = { path, shape, sizeBytes, changedAt, ...(separator === undefined ? {} : { separator }) };
    if (!isPretty) return plain;
    const out = cache.newPath(`${name}.pretty.json`);
    const { problem, isCut } = await threads.run('pretty', { path, shape, out, limits }, { signal, onShare });
    if (problem !== undefined) this.addNote({ code: 'bad-json', level: 'warning', sentence: problem });
    if (isCut)
      this.addNote({
        code: 'pretty-cut',
        level: 'warning',
        sentence: 'There is no room to set all of it out in lines: the rest is missing here.',
      });
    const made = cache.keep(JSON.stringify(['pretty', out]), out, []);
    this.#releases.push(() => made.release());
    const file = await threads.run('recognise', { path: out, name }, { signal });
    return {
      path: out,
      shape: { encoding: 'UTF-8', startBytes: 0, lineEnd: 'LF' },
      sizeBytes: file.sizeBytes,
      changedAt,
    };
  }

  #shape(found: TextShape): TextShape {
    const { encoding } = this.#request;
    if (encoding === undefined || encoding === found.encoding) return found;
    const isWide = (one: ContentEncoding): boolean => one.startsWith('UTF-16');
    // A byte order mark of another encoding is text like any other.
    return {
      ...found,
      encoding,
      startBytes: isWide(encoding) === isWide(found.encoding) ? found.startBytes : 0,
    };
  }

  async #count(text: ContentText): Promise<void> {
    try {
      await text.count(() => this.#change(this.#textState()));
    } catch (error) {
      if (this.#abort.signal.aborted) return;
      const reason = error instanceof Error ? error.message : String(error);
      this.addNote({
        code: 'count',
        level: 'warning',
        sentence: `Its lines could not be counted to the end: ${reason}`,
      });
    }
  }

  #textState(): Pick<ContentState, 'text'> {
    const reason = this.#file?.recognised.text?.reason ?? '';
    if (this.#text === undefined) return {};
    const { shape, marks } = this.#text;
    const encodingReason = this.#request.encoding === undefined ? reason : 'chosen';
    return {
      text: {
        encoding: shape.encoding,
        encodingReason,
        lines: marks.count,
        isCounted: marks.isCounted,
        share: marks.share,
      },
    };
  }

  #change(change: Partial<ContentState>): void {
    this.#state = { ...this.#state, ...change };
    for (const listener of this.#listeners) listener(this.#state);
  }
}
