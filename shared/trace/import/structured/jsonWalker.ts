/** Where a value stands: names of members and numbers of elements, from the outside in. */
export type JsonPath = ReadonlyArray<string | number>;

export interface JsonWalk {
  /** Whether the value that begins here with `first` is wanted as text; else the walk goes into it. */
  isWanted(path: JsonPath, first: string): boolean;
  /** A wanted value as it stands in the file. `isCut` says that the file ended inside it. */
  found(path: JsonPath, text: string, line: number, isCut: boolean): void;
  /** An object or array that was gone into has ended. */
  left?(path: JsonPath): void;
}

interface Level {
  isArray: boolean;
  /** The element, or the member whose value is next. */
  key: string | number;
}

const STRUCTURE = /["{}[\],:\n]|[^\s"{}[\],:]+/g;
const STRING_END = /["\\\n]/g;

/**
 * Goes through JSON text of any length that comes in pieces, and hands out the values that are wanted. It holds only
 * those. Text that is no JSON is walked by its brackets and quotes; nothing throws.
 */
export class JsonWalker {
  readonly #walk: JsonWalk;
  readonly #levels: Level[] = [];
  #line: number;
  #isOver = false;
  #state: 'structure' | 'string' = 'structure';
  #isEscaped = false;
  /** Characters of the string that is open, where it may be the name of a member. */
  #name = '';
  /** The wanted value that is open: its text so far and the depth at which it ends. */
  #isScalar = false;
  #wanted: { path: JsonPath; parts: string; line: number; depth: number; from: number } | undefined;

  /** `line` is the number of the line where the text begins. */
  constructor(walk: JsonWalk, line = 1) {
    this.#walk = walk;
    this.#line = line;
  }

  /** The outermost object or array has ended. */
  get isOver(): boolean {
    return this.#isOver;
  }

  /** Answers with where in the piece the outermost object or array ended, or its length. */
  text(piece: string): number {
    if (this.#wanted !== undefined) this.#wanted.from = 0;
    let at = 0;
    while (at < piece.length && !this.#isOver)
      at = this.#state === 'string' ? this.#string(piece, at) : this.#structure(piece, at);
    const wanted = this.#wanted;
    if (wanted !== undefined) wanted.parts += piece.slice(wanted.from);
    return at;
  }

  get line(): number {
    return this.#line;
  }

  end(): void {
    const wanted = this.#wanted;
    this.#wanted = undefined;
    if (wanted !== undefined) this.#walk.found(wanted.path, wanted.parts, wanted.line, true);
  }

  #string(piece: string, from: number): number {
    let at = from;
    if (this.#isEscaped) {
      this.#isEscaped = false;
      at += 1;
    }
    STRING_END.lastIndex = at;
    for (let found = STRING_END.exec(piece); found !== null; found = STRING_END.exec(piece)) {
      if (found[0] === '"') {
        this.#keepName(piece.slice(from, found.index));
        this.#state = 'structure';
        this.#endScalar(piece, found.index + 1);
        return found.index + 1;
      }
      if (found[0] === '\n') this.#line += 1;
      else if (found.index + 1 === piece.length) this.#isEscaped = true;
      else STRING_END.lastIndex = found.index + 2;
    }
    this.#keepName(piece.slice(from));
    return piece.length;
  }

  /** Names of members are short; the text of a value is not collected here. */
  #keepName(text: string): void {
    if (this.#wanted === undefined && this.#name.length < 200) this.#name += text.slice(0, 200);
  }

  #structure(piece: string, from: number): number {
    STRUCTURE.lastIndex = from;
    const found = STRUCTURE.exec(piece);
    if (found === null) return piece.length;
    const at = found.index;
    // A number or word is over where the next mark stands: a piece may end in the middle of it.
    if (this.#isScalar && /^[,}\]]$/.test(found[0])) this.#endScalar(piece, at);
    switch (found[0]) {
      case '\n':
        this.#line += 1;
        break;
      case '"':
        this.#beginValue(at, '"');
        this.#state = 'string';
        this.#name = '';
        break;
      case '{':
      case '[':
        this.#beginValue(at, found[0]);
        this.#levels.push({ isArray: found[0] === '[', key: found[0] === '[' ? 0 : '' });
        break;
      case '}':
      case ']':
        this.#leave(piece, at);
        break;
      case ',':
        this.#next();
        break;
      case ':':
        this.#nameIsRead();
        break;
      default:
        this.#beginValue(at, found[0]);
        this.#isScalar = this.#wanted?.depth === this.#levels.length;
    }
    return at + found[0].length;
  }

  #beginValue(at: number, first: string): void {
    if (this.#wanted !== undefined) return;
    const level = this.#levels.at(-1);
    // A string at the place of a name is no value yet.
    if (level !== undefined && !level.isArray && level.key === '') return;
    const path = this.#path();
    if (!this.#walk.isWanted(path, first)) return;
    this.#wanted = { path, parts: '', line: this.#line, depth: this.#levels.length, from: at };
  }

  #endScalar(piece: string, end: number): void {
    if (this.#wanted?.depth === this.#levels.length) this.#finish(piece, end);
  }

  #leave(piece: string, at: number): void {
    const path = this.#path().slice(0, -1);
    this.#isOver = this.#levels.pop() !== undefined && this.#levels.length === 0;
    if (this.#wanted === undefined) this.#walk.left?.(path);
    else if (this.#levels.length <= this.#wanted.depth) this.#finish(piece, at + 1);
  }

  #finish(piece: string, end: number): void {
    const wanted = this.#wanted;
    this.#wanted = undefined;
    this.#isScalar = false;
    if (wanted === undefined) return;
    this.#walk.found(wanted.path, wanted.parts + piece.slice(wanted.from, end), wanted.line, false);
  }

  #next(): void {
    const level = this.#levels.at(-1);
    if (level === undefined) return;
    level.key = level.isArray ? Number(level.key) + 1 : '';
  }

  #nameIsRead(): void {
    const level = this.#levels.at(-1);
    if (level !== undefined && !level.isArray && this.#wanted === undefined) level.key = this.#name;
  }

  #path(): JsonPath {
    return this.#levels.map(({ key }) => key);
  }
}
