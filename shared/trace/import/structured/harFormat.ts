import type { FoundItem, TextFormat } from '../found.ts';
import { HarEntry } from './harEntry.ts';
import { JsonThenLines } from './jsonThenLines.ts';
import { JsonWalker, type JsonPath } from './jsonWalker.ts';

const MESSAGES = '_webSocketMessages';

/** HAR 1.2 with the WebSocket messages that browsers add (http://www.softwareishard.com/blog/har-12-spec/). */
export const harFormat: TextFormat = {
  id: 'har',
  name: 'HAR',
  writer: 'unknown',
  isExplicit: true,
  score: (sample) =>
    /^\s*\{\s*"log"\s*:\s*\{/.test(sample) && /"(?:entries|creator|version)"\s*:/.test(sample) ? 0.99 : 0,
  open(emit) {
    const entries = new HarEntries(emit);
    const reader = new JsonThenLines(emit, { openWalker: (line) => entries.walker(line), begins: HAR_LINE });
    return {
      text: (piece) => reader.text(piece),
      end: () => {
        reader.end();
        entries.end();
      },
    };
  },
};

/** The beginning of a further HAR. */
const HAR_LINE = /^\s*\{\s*"log"\s*:/;

class HarEntries {
  readonly #emit: (item: FoundItem) => void;
  #entry: HarEntry | undefined;

  constructor(emit: (item: FoundItem) => void) {
    this.#emit = emit;
  }

  walker(line: number): JsonWalker {
    return new JsonWalker(
      {
        isWanted: (path) => isMessage(path) || isEntryField(path),
        found: (path, text, at, isCut) => this.#found(path, text, at, isCut),
        left: (path) => {
          if (isEntry(path)) this.end();
        },
      },
      line,
    );
  }

  end(): void {
    this.#entry?.end();
    this.#entry = undefined;
  }

  #found(path: JsonPath, text: string, line: number, isCut: boolean): void {
    this.#entry ??= new HarEntry(this.#emit, line);
    if (isMessage(path)) this.#entry.message(text, line, isCut);
    else this.#entry.field(String(path[3]), text, line, isCut);
  }
}

function isEntry(path: JsonPath): boolean {
  return path.length === 3 && path[0] === 'log' && path[1] === 'entries';
}

function isEntryField(path: JsonPath): boolean {
  return path.length === 4 && path[0] === 'log' && path[1] === 'entries' && path[3] !== MESSAGES;
}

function isMessage(path: JsonPath): boolean {
  return path.length === 5 && path[0] === 'log' && path[1] === 'entries' && path[3] === MESSAGES;
}
