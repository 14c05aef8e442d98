import { randomInt } from 'node:crypto';
import { createReadStream, existsSync } from 'node:fs';
import { open } from 'node:fs/promises';
import { isAbsolute, resolve } from 'node:path';
import { Readable } from 'node:stream';
import { ContractError } from '../../../shared/contract/failure.ts';
import type { ContentAlignment } from '../../../shared/files/contents/contentAlignment.ts';
import type { Extraction } from '../../../shared/files/contents/contentEntry.ts';
import type { ContentEncoding } from '../../../shared/files/contents/contentKind.ts';
import type { ContentSource } from '../../../shared/files/contents/contentState.ts';
import type { ImportChoices, ImportJobState } from '../../../shared/trace/import/importJob.ts';
import type { ImportReport } from '../../../shared/trace/import/importReport.ts';
import type { Downloads } from '../downloads/downloads.ts';
import type { Imports } from '../imports/imports.ts';
import { runImport } from '../imports/importThread.ts';
import type { TraceRecords } from '../trace/store/traceRecords.ts';
import { UNPACK_LIMITS, type UnpackLimits } from './archives/unpackLimits.ts';
import { findAlignment } from './contentAlignment.ts';
import { ContentCache } from './contentCache.ts';
import { lineAt, nearestRecord, timeBefore } from './contentMoments.ts';
import { Content, type LogClock } from './content.ts';
import { ContentSearch } from './contentSearch.ts';
import { ContentThreads } from './jobs/contentThreads.ts';
import { archiveOf, unpacked, type OpenedFile } from './openedFile.ts';
import type { LineQuery } from './text/linePattern.ts';

export interface ContentsOptions {
  /** Where the file of a fetch is, and whose it is. Fails with `not-found`. */
  fetchedFile: (fetchId: string) => { path: string; stationId?: string };
  /** The running session, for its clock. */
  session: { path: string; isOwn: boolean; records: TraceRecords } | undefined;
  downloads: Downloads;
  imports: Pick<Imports, 'start' | 'onChange'>;
  limits?: UnpackLimits;
}

/** The same log, whoever opens it. One that was changed meanwhile has another size. */
function clockKey({ path, state: { inside, sizeBytes } }: Content): string {
  return JSON.stringify([path, inside, sizeBytes]);
}

/** Numbers that nobody can guess: a client sees only what it has opened itself. */
const NUMBERS = 2 ** 47;
/** A ticket that nobody takes ends after a while. */
const TICKET_MS = 15 * 60_000;

/** Files that are looked at, by all clients. */
export class Contents {
  readonly #options: ContentsOptions;
  readonly #limits: UnpackLimits;
  readonly #cache = new ContentCache();
  readonly #threads = new ContentThreads();
  readonly #contents = new Map<number, Content>();
  readonly #searches = new Map<number, { content: number; search: ContentSearch }>();
  /** By `clockKey`. */
  readonly #clocks = new Map<string, LogClock>();
  readonly #timers = new Set<NodeJS.Timeout>();

  constructor(options: ContentsOptions) {
    this.#options = options;
    this.#limits = options.limits ?? UNPACK_LIMITS;
  }

  /** Fails with `not-found` where there is no such fetch; what else is wrong with the file is in the state of the content. */
  open(request: {
    source: ContentSource;
    inside?: readonly string[] | undefined;
    encoding?: ContentEncoding | undefined;
    isPretty?: boolean | undefined;
  }): number {
    const { source, inside = [], encoding, isPretty } = request;
    const file = 'fetch' in source ? this.#options.fetchedFile(source.fetch) : { path: resolve(source.path) };
    const number = randomInt(1, NUMBERS);
    const context = { cache: this.#cache, threads: this.#threads, limits: this.#limits };
    const content = new Content(number, { ...file, inside, encoding, isPretty }, context);
    this.#contents.set(number, content);
    // Comparing takes as long as an import: it is done once for each log.
    void content.opened.then(() => {
      const clock = this.#clocks.get(clockKey(content));
      if (clock !== undefined) content.setClock(clock);
    });
    return number;
  }

  close(content: number): void {
    this.#contents.get(content)?.close();
    this.#contents.delete(content);
    for (const [number, one] of this.#searches) if (one.content === content) this.endSearch(number);
  }

  async closeAll(): Promise<void> {
    for (const content of this.#contents.keys()) this.close(content);
    for (const timer of this.#timers) clearTimeout(timer);
    await this.#threads.close();
    this.#cache.close();
  }

  /** Fails with `not-found`. */
  find(content: number): Content {
    const found = this.#contents.get(content);
    if (found !== undefined) return found;
    throw new ContractError('not-found', 'This file is not open any more; open it again.');
  }

  /** Bytes as they are, fewer at the end. */
  async bytes(content: number, offset: number, count: number): Promise<{ offset: number; base64: string }> {
    const { path } = await this.find(content).file();
    const file = await open(path, 'r');
    try {
      const { bytesRead, buffer } = await file.read(Buffer.alloc(count), 0, count, offset);
      return { offset, base64: buffer.toString('base64', 0, bytesRead) };
    } finally {
      await file.close();
    }
  }

  /** A new search ends the one before. Fails with `invalid-params` where the pattern cannot be read. */
  async search(content: number, query: LineQuery, silenceMs?: number): Promise<number> {
    const text = await this.find(content).text();
    const search = randomInt(1, NUMBERS);
    const made = new ContentSearch(search, text, query, silenceMs);
    for (const [number, one] of this.#searches) if (one.content === content) this.endSearch(number);
    this.#searches.set(search, { content, search: made });
    return search;
  }

  findSearch(search: number): ContentSearch {
    const found = this.#searches.get(search);
    if (found !== undefined) return found.search;
    throw new ContractError('not-found', 'This search is over; search again.');
  }

  endSearch(search: number): void {
    this.#searches.get(search)?.search.close();
    this.#searches.delete(search);
  }

  async frames(content: number, signal: AbortSignal): Promise<ImportReport> {
    const found = this.find(content);
    const { path } = await found.file();
    return await runImport({ path, options: found.importChoices }, { signal });
  }

  /** The file stays until the import is over, also where nobody looks at it any more. */
  async openAsTrace(content: number, options: ImportChoices = {}): Promise<ImportJobState> {
    const found = this.find(content);
    const { path } = await found.file();
    const { imports } = this.#options;
    const { release } = this.#cache.hold(path);
    const job = imports.start({ path }, { ...found.importChoices, ...options });
    const stop = imports.onChange(({ id, state }) => {
      if (id !== job.id || state === 'running') return;
      stop();
      release();
    });
    return job;
  }

  async alignment(content: number, signal: AbortSignal): Promise<ContentAlignment> {
    const found = this.find(content);
    const { session } = this.#options;
    const { path } = await found.file();
    if (session === undefined)
      throw new ContractError('unavailable', 'There is no session to compare the clock with.');
    const { alignment, clockOffsetMs } = await findAlignment(path, session, {
      threads: this.#threads,
      signal,
    });
    const clock = { alignment, clockOffsetMs };
    this.#clocks.set(clockKey(found), clock);
    found.setClock(clock);
    return alignment;
  }

  async moment(
    content: number,
    line: number,
  ): Promise<{ at?: number; sessionAt?: number; seq?: number; distanceMs?: number }> {
    const found = this.find(content);
    const at = await timeBefore(await found.text(), line);
    if (at === undefined) return {};
    const sessionAt = at + (found.alignment?.offsetMs ?? 0);
    const { session } = this.#options;
    const record = session === undefined ? undefined : nearestRecord(session.records, sessionAt);
    return { at, sessionAt, ...record };
  }

  async lineAt(content: number, at: number): Promise<{ line?: number; distanceMs?: number }> {
    const found = this.find(content);
    const text = await found.text();
    await text.counted;
    return await lineAt(text, at - (found.alignment?.offsetMs ?? 0));
  }

  /** A ticket for the bytes of it, of some lines, or of one entry. */
  async save(
    content: number,
    { from, to, entry }: { from?: number | undefined; to?: number | undefined; entry?: string | undefined },
  ): Promise<{ ticket: string; fileName: string }> {
    const found = this.find(content);
    const file = await found.file();
    if (entry !== undefined) return await this.#saveEntry(found, file, entry);
    await this.#hold(found);
    if (from === undefined) return this.#offer(file.path, file.name);
    const text = await found.text();
    const { start, end } = await text.range(from, to ?? from);
    const fileName = `${file.name} lines ${from}-${to ?? from}.txt`;
    return this.#offer(text.path, fileName, { start, end: end - 1, isEmpty: end <= start });
  }

  /** Fails with `invalid-params` where the folder is no whole path. */
  async extract(
    content: number,
    folder: string,
    wanted: readonly string[] | undefined,
    hooks: { signal: AbortSignal; onShare?: (share: number) => void },
  ): Promise<Extraction> {
    if (!isAbsolute(folder))
      throw new ContractError('invalid-params', `The folder ${folder} is not a whole path.`);
    const found = this.find(content);
    const listed = await found.listed();
    const archive = archiveOf(await found.file());
    if (archive === undefined) throw new Error('entries without an archive');
    const kept =
      wanted === undefined
        ? listed
        : listed.filter(({ entry }) =>
            wanted.some((one) => one === entry.id || entry.name.startsWith(`${one.replace(/\/$/, '')}/`)),
          );
    if (kept.length === 0) throw new ContractError('not-found', 'There is no such entry in the archive.');
    const signal = AbortSignal.any([hooks.signal, found.signal]);
    const { onShare } = hooks;
    return await this.#threads.run(
      'extract',
      { archive, folder, wanted: kept, limits: this.#limits },
      { signal, ...(onShare === undefined ? {} : { onShare }) },
    );
  }

  async #saveEntry(
    found: Content,
    file: OpenedFile,
    id: string,
  ): Promise<{ ticket: string; fileName: string }> {
    const listed = await found.listed();
    const entry = listed.find((one) => one.entry.id === id);
    if (entry === undefined) throw new ContractError('not-found', `There is no entry ${id} in ${file.name}.`);
    const name = entry.entry.name.split(/[/\\]/).findLast((part) => part !== '') ?? id;
    const cached = await unpacked(file, entry, name, found.opening);
    this.#later(() => cached.release());
    return this.#offer(cached.path, name);
  }

  #offer(
    path: string,
    fileName: string,
    range?: { start: number; end: number; isEmpty: boolean },
  ): { ticket: string; fileName: string } {
    if (!existsSync(path)) throw new ContractError('not-found', 'The file is not there any more.');
    const open = (): Readable =>
      range?.isEmpty === true ? Readable.from([]) : createReadStream(path, range);
    const ticket = this.#options.downloads.offer({ fileName, contentType: 'application/octet-stream', open });
    return { ticket, fileName };
  }

  /** Keeps the unpacked file of a content for a while, also after it is closed. */
  async #hold(found: Content): Promise<void> {
    const { path } = await found.file();
    const held = this.#cache.hold(path);
    this.#later(() => held.release());
  }

  #later(act: () => void): void {
    const timer = setTimeout(() => {
      this.#timers.delete(timer);
      act();
    }, TICKET_MS);
    timer.unref();
    this.#timers.add(timer);
  }
}
