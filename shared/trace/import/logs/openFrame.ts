import { FrameScan } from './frameScan.ts';
import { headAt, HEAD_WITH_ID, NO_HEAD } from './frameHead.ts';
import type { LineFacts, LineHead } from './lineFacts.ts';
import type { LineEnding } from '../lineSplitter.ts';

/** A frame longer than this is told as a damaged one of this length; what follows becomes notes. 64 Mi characters. */
export const MAX_FRAME_CHARS = 1 << 26;

/** Lines are joined by so many characters. */
const MAX_RECENT_CHARS = 1 << 16;

/** A frame whose head needs more than this, by spaces, is none. */
const MAX_HEAD_CHARS = 1 << 16;

/** A line that an open frame has taken, kept in case that it was no frame after all. */
export interface HeldLine {
  text: string;
  line: number;
  ending: LineEnding;
  isCut: boolean;
  isRest: boolean;
  /** Another frame of this line has been told. */
  isShown?: boolean;
  isBehindBlank?: boolean;
  /** What the line says of itself, once it was asked. */
  head?: { said: LineHead | undefined };
}

export interface OpenFrameOptions {
  /** A frame begins here whatever it looks like. */
  isSure: boolean;
  /** See `headAt`. */
  hasNumberIds: boolean;
  /** Each line of the file has a prefix of another program before it, also in the middle of a frame. */
  hasOuterPrefix: boolean;
  held: HeldLine;
}

/**
 * A frame that began in a line and did not end in it. Until its head is whole it may turn out to be none; a head is short,
 * so few lines are held for that.
 */
export class OpenFrame {
  readonly line: number;
  readonly facts: LineFacts;
  readonly hasOuterPrefix: boolean;
  /** Blank lines since the last piece. */
  blankLines = 0;
  /** The length of the last line. */
  lineChars = 0;
  readonly #scan = new FrameScan();
  readonly #isSure: boolean;
  readonly #hasNumberIds: boolean;
  /** Joined parts, since a million short lines would take many times their length. */
  readonly #parts: string[] = [];
  #recent: string[] = [];
  #recentChars = 0;
  #chars = 0;
  #hasHead = false;
  /** A head that could not be read to its end, but far enough to know that it was one. */
  #hasId = false;
  /** Blank lines and line ends that belong to the frame only if it goes on. */
  #pending = '';
  held: HeldLine[];

  constructor(facts: LineFacts, options: OpenFrameOptions) {
    this.line = options.held.line;
    this.facts = facts;
    this.hasOuterPrefix = options.hasOuterPrefix;
    this.#isSure = options.isSure;
    this.#hasNumberIds = options.hasNumberIds;
    this.held = [options.held];
  }

  get isInString(): boolean {
    return this.#scan.isInString;
  }

  get last(): number {
    return this.#scan.last;
  }

  /** Whether it is known to be a frame, however it goes on. */
  get isFrame(): boolean {
    return this.#isSure || this.#hasHead || this.#hasId;
  }

  /** Whether the lines that it took have to be kept, since it may be no frame. */
  get isOpenQuestion(): boolean {
    return !this.#isSure && !this.#hasHead;
  }

  get text(): string {
    return this.#parts.join('') + this.#recent.join('');
  }

  /** The line has ended; its end is part of the frame if more comes. */
  lineEnded(ending: LineEnding): void {
    this.#pending += ending;
  }

  /** The writer broke the line, not the frame: what follows is joined directly. */
  joinWithoutLineEnd(): void {
    this.#pending = '';
  }

  /** Blank lines, which are part of the frame if more comes. */
  blank(text: string): void {
    this.#pending += text;
    this.blankLines++;
  }

  /**
   * Takes the next piece. Tells where in it the frame ends (exclusive), `open` where it goes on, `none` where it is no
   * frame, `full` where it has grown beyond the limit: then it ends with this piece.
   */
  add(piece: string): number | 'open' | 'none' | 'full' {
    this.#keep(this.#pending);
    this.#pending = '';
    this.blankLines = 0;
    this.lineChars = piece.length;
    const before = this.#chars;
    this.#keep(piece);
    if (this.#hasHead) return this.#scanned(this.#scan.run(piece, 0), piece);
    const begun = this.text;
    const head = headAt(begun, 0, this.#hasNumberIds);
    this.#hasId = head === HEAD_WITH_ID;
    if (head === NO_HEAD && !this.#isSure) return 'none';
    if (head < 0 && head !== NO_HEAD) {
      if (this.#chars <= MAX_HEAD_CHARS) return 'open';
      return this.#isSure ? 'full' : 'none';
    }
    this.#hasHead = true;
    this.held = [];
    // A broken head in a sure place is followed from its own bracket on.
    const end = this.#scan.run(begun, head === NO_HEAD ? 1 : head);
    return this.#scanned(end === -1 ? -1 : end - before, piece);
  }

  #scanned(end: number, piece: string): number | 'open' | 'full' {
    if (end === -1) return this.#chars > MAX_FRAME_CHARS ? 'full' : 'open';
    this.#recent.pop();
    this.#recent.push(piece.slice(0, end));
    return end;
  }

  #keep(text: string): void {
    if (text === '') return;
    if (this.#recentChars > MAX_RECENT_CHARS) this.#join();
    this.#recent.push(text);
    this.#recentChars += text.length;
    this.#chars += text.length;
  }

  #join(): void {
    this.#parts.push(this.#recent.join(''));
    this.#recent = [];
    this.#recentChars = 0;
  }
}
