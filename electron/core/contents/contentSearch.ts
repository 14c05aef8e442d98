import { ContractError } from '../../../shared/contract/failure.ts';
import type {
  ContentHit,
  ContentSearchState,
  MatchPlace,
} from '../../../shared/files/contents/contentLine.ts';
import type { ContentText } from './contentText.ts';
import { linePattern, type LineQuery } from './text/linePattern.ts';
import { markLines } from './text/markLines.ts';

/** Lines that can be jumped to; the others are counted. */
const KEPT_LINES = 200_000;
/** A thread that says nothing for so long hangs in a pattern. */
const SILENCE_MS = 10_000;
/** Colour is not worth more. */
const MARKING_MS = 1000;

/** One search in one text, on a thread of its own: a pattern that never ends is stopped with it. */
export class ContentSearch {
  readonly #text: ContentText;
  readonly #query: LineQuery;
  readonly #abort = new AbortController();
  readonly #listeners = new Set<(state: ContentSearchState) => void>();
  readonly #lines: number[] = [];
  /** Where the match stands in each line: from and to, or -1 where it is plain text. */
  readonly #places: number[] = [];
  #state: ContentSearchState;
  /** It took too long on a line before. */
  #isTooSlow = false;
  /** How it ended. */
  readonly finished: Promise<ContentSearchState>;

  /** Fails with `invalid-params` where the pattern cannot be read. */
  constructor(search: number, text: ContentText, query: LineQuery, silenceMs = SILENCE_MS) {
    linePattern(query);
    this.#text = text;
    this.#query = query;
    this.#state = { search, state: 'running', share: 0, lines: 0, kept: 0 };
    this.finished = this.#run(silenceMs);
  }

  get state(): ContentSearchState {
    return this.#state;
  }

  onChange(listener: (state: ContentSearchState) => void): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }

  async hits(from: number, count: number): Promise<ContentHit[]> {
    const hits: ContentHit[] = [];
    for (const [at, number] of this.#lines.slice(from, from + count).entries()) {
      const [line] = await this.#text.lines(number, 1);
      if (line === undefined) continue;
      hits.push({ line: number, text: line.text, ...this.#place(from + at, line.text) });
    }
    return hits;
  }

  #place(index: number, text: string): { from?: number; to?: number } {
    const from = this.#places[index * 2] ?? -1;
    const to = this.#places[index * 2 + 1] ?? -1;
    if (from >= 0) return to <= text.length ? { from, to } : {};
    // A pattern that was read as text is not tried again; plain text costs nothing.
    if (this.#query.isRegex) return {};
    const found = linePattern(this.#query).exec(text);
    return found === null ? {} : { from: found.index, to: found.index + found[0].length };
  }

  /** Where it matches in lines as they are shown. Patterns are tried on a thread. */
  async marks(from: number, count: number): Promise<{ line: number; places: MatchPlace[] }[]> {
    if (this.#isTooSlow) return [];
    const lines = await this.#text.lines(from, count);
    const texts = lines.map(({ text }) => text);
    const places = this.#query.isRegex ? await this.#tried(texts) : markLines(texts, this.#query);
    return lines.flatMap(({ line }, at) => {
      const found = places[at] ?? [];
      return found.length === 0 ? [] : [{ line, places: found }];
    });
  }

  async #tried(texts: string[]): Promise<MatchPlace[][]> {
    try {
      const options = { signal: this.#abort.signal, silenceMs: MARKING_MS };
      return (await this.#text.threads.run('mark', { texts, query: this.#query }, options)).places;
    } catch (error) {
      if (!(error instanceof ContractError)) throw error;
      this.#isTooSlow = error.code === 'unavailable';
      return [];
    }
  }

  next(line: number, step: 1 | -1): { line?: number; index?: number } {
    const index =
      step === 1
        ? this.#lines.findIndex((one) => one > line)
        : this.#lines.findLastIndex((one) => one < line);
    const found = this.#lines[index];
    return found === undefined ? {} : { line: found, index };
  }

  close(): void {
    this.#abort.abort();
    this.#listeners.clear();
  }

  async #run(silenceMs: number): Promise<ContentSearchState> {
    const { path, shape, marks, threads } = this.#text;
    try {
      await threads.run(
        'search',
        { path, shape, query: this.#query, marks: marks.packed() },
        {
          signal: this.#abort.signal,
          silenceMs,
          onPart: ({ lines, places, share }) => {
            const kept = Math.min(lines.length, KEPT_LINES - this.#lines.length);
            for (let at = 0; at < kept; at += 1) {
              this.#lines.push(lines[at] ?? 0);
              this.#places.push(places[at * 2] ?? -1, places[at * 2 + 1] ?? -1);
            }
            this.#change({ share, lines: this.#state.lines + lines.length, kept: this.#lines.length });
          },
        },
      );
      this.#change({ state: 'done', share: 1 });
    } catch (error) {
      if (this.#abort.signal.aborted) return this.#state;
      const { message, hint } =
        error instanceof ContractError ? error : new ContractError('internal', String(error));
      this.#change({ state: 'failed', failure: { message, ...(hint === undefined ? {} : { hint }) } });
    }
    return this.#state;
  }

  #change(change: Partial<ContentSearchState>): void {
    this.#state = { ...this.#state, ...change };
    for (const listener of this.#listeners) listener(this.#state);
  }
}
