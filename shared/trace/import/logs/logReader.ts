import type { FoundFrame, FoundItem, TextReader } from '../found.ts';
import { headAt, NO_HEAD } from './frameHead.ts';
import { FrameScan } from './frameScan.ts';
import { headOfLine } from './headOfLine.ts';
import { ItemOutlet, type OutletOptions } from './itemOutlet.ts';
import { jsonGoesOn } from './jsonGoesOn.ts';
import { factsOf, type LineFacts, type LineHead, type LogDialect } from './lineFacts.ts';
import { LineSplitter } from '../lineSplitter.ts';
import { OpenFrame, type HeldLine } from './openFrame.ts';
import { withoutColours } from './prefix/colours.ts';
import { outerPrefix } from './prefix/outerPrefix.ts';
import { beginsLikeLog, factsBefore, factsBetween } from './prefix/universalHead.ts';

/** A frame goes on behind so many blank lines; CR CR LF as a line end makes one after each line. */
const MAX_BLANK_LINES = 2;

/** A line without an end needs no more memory than this. */
const MAX_PART_CHARS = 1 << 20;

const BYTE_ORDER_MARK = '\uFEFF';

const NUMBER_ID = /^\[\s*[2-6]\s*,\s*\d/;

interface Beginning {
  isSure: boolean;
  held: HeldLine;
  isShown: boolean;
  text: string;
  /** What was escaped in one line does not go on in the next. */
  isWhole: boolean;
}

/**
 * Reads the text of a log:
 *
 *     pieces -> lines -> a dialect's own lines, or what can be seen of any line -> frames, and notes of the rest
 *
 * Every line that holds nothing of a frame is part of a note. A frame that does not end in its line is open: it takes the
 * following lines as long as they can be its rest. Linear in the length of the text; at most one frame of
 * `MAX_FRAME_CHARS` is held.
 */
export class LogReader implements TextReader {
  readonly #dialect: LogDialect;
  readonly #lines = new LineSplitter((text, line, ending, isCut) => {
    const isMarked = line === 1 && !this.#isRest && text.startsWith(BYTE_ORDER_MARK);
    const held = { text: isMarked ? text.slice(1) : text, ending, isCut, line, isRest: this.#isRest };
    this.#isRest = isCut;
    this.#lastLine = line;
    this.#take(held);
  }, MAX_PART_CHARS);
  readonly #scan = new FrameScan();
  readonly #outlet: ItemOutlet;
  #lastLine = 0;
  #isRest = false;
  #hasNumberIds = false;
  /** A line about the frame in the next one, until that is known to be one. */
  #about: { facts: LineFacts; held: HeldLine; hasBlankBehind: boolean } | undefined;
  #open: OpenFrame | undefined;

  constructor(emit: (item: FoundItem) => void, dialect: LogDialect, options: OutletOptions = {}) {
    this.#dialect = dialect;
    this.#outlet = new ItemOutlet(emit, options);
  }

  /** A frame has begun and not ended: it may take the following lines. */
  get isOpen(): boolean {
    return this.#open !== undefined;
  }

  text(piece: string): void {
    this.#lines.text(piece);
  }

  end(): void {
    this.#lines.end();
    while (this.#open !== undefined) this.#close(this.#open);
    this.#aboutNothing();
    this.#outlet.end(this.#lastLine);
  }

  #take(held: HeldLine): void {
    if (this.#open === undefined) this.#fresh(held);
    else this.#goOn(this.#open, held);
  }

  #fresh(held: HeldLine): void {
    if (!held.isRest && held.text.trim() === '') {
      this.#outlet.flush();
      if (this.#about !== undefined) this.#about.hasBlankBehind = true;
      return;
    }
    const look = withoutColours(held.text);
    const places = held.isRest ? undefined : this.#dialect.glued?.(look);
    if (places === undefined || places.length === 0) {
      this.#look(look, held);
      return;
    }
    const starts = [0, ...places];
    starts.forEach((from, index) => {
      const text = look.slice(from, starts[index + 1]);
      this.#takePart(text, { ...held, text, ending: index === places.length ? held.ending : '' });
    });
  }

  /** A line that was glued to another, or the one to which it was. */
  #takePart(look: string, held: HeldLine): void {
    if (this.#open !== undefined) this.#close(this.#open);
    this.#look(look, held);
  }

  #look(look: string, held: HeldLine): void {
    const head = held.isRest ? undefined : this.#headOf(held, look);
    if (head?.isAboutNext === true) {
      this.#aboutNothing();
      this.#about = { facts: factsOf(head), held, hasBlankBehind: false };
      return;
    }
    if (head?.made !== undefined) this.#outlet.made(head, head.made, held);
    else if (head?.copy !== undefined) this.#outlet.copy(head, head.copy, held);
    else if (head?.isProse === true || !this.#frames(head?.text ?? look, head, held)) {
      this.#aboutNothing();
      this.#outlet.note(look, held, head);
    }
  }

  /** The line that was about the next frame has none: it is a note. */
  #aboutNothing(): void {
    const about = this.#about;
    if (about === undefined) return;
    this.#about = undefined;
    this.#outlet.note(withoutColours(about.held.text), about.held, about.facts);
    if (about.hasBlankBehind) this.#outlet.flush();
  }

  /** Asked once of a line: a dialect may count what it has seen. */
  #headOf(held: HeldLine, look: string): LineHead | undefined {
    held.head ??= { said: headOfLine(look, this.#dialect) };
    return held.head.said;
  }

  /** Whether a frame stands in the text or begins in it. */
  #frames(text: string, head: LineHead | undefined, held: HeldLine): boolean {
    let facts: LineFacts | undefined;
    let before = 0;
    let isSure = head?.frameAt !== undefined;
    let at = isSure ? (head?.frameAt ?? 0) : text.indexOf('[');
    while (at !== -1) {
      const begin = headAt(text, at, this.#hasNumberIds);
      if (begin === NO_HEAD && !isSure) {
        at = text.indexOf('[', at + 1);
        continue;
      }
      facts = this.#factsAt(text.slice(before, at), facts, head);
      const end = this.#endOf(text, at, begin);
      if (end === -1) {
        const isWhole = head?.text !== undefined;
        this.#begin(text.slice(at), facts, { isSure, held, isShown: before > 0, text, isWhole });
        return true;
      }
      this.#frame({ type: 'frame', line: held.line, raw: text.slice(at, end), ...facts }, held.text);
      before = end;
      isSure = false;
      at = text.indexOf('[', end);
    }
    return before > 0;
  }

  #endOf(text: string, at: number, begin: number): number {
    if (begin < 0 && begin !== NO_HEAD) return -1;
    this.#scan.reset();
    return this.#scan.run(text, begin === NO_HEAD ? at + 1 : begin);
  }

  #factsAt(before: string, earlier: LineFacts | undefined, head: LineHead | undefined): LineFacts {
    if (earlier !== undefined) return factsBetween(before, earlier);
    if (this.#about !== undefined) return this.#about.facts;
    return head === undefined ? factsBefore(before) : factsOf(head);
  }

  #begin(piece: string, facts: LineFacts, { isSure, held, isShown, text, isWhole }: Beginning): void {
    const open = new OpenFrame(facts, {
      isSure,
      hasNumberIds: this.#hasNumberIds,
      hasOuterPrefix: outerPrefix(text).end > 0,
      held: { ...held, isShown },
    });
    const end = open.add(piece);
    if (end !== 'open' || isWhole) {
      this.#close(open);
      return;
    }
    if (!held.isCut) open.lineEnded(held.ending);
    this.#open = open;
  }

  #goOn(open: OpenFrame, held: HeldLine): void {
    const look = withoutColours(held.text);
    if (!held.isRest && held.text.trim() === '' && open.blankLines < MAX_BLANK_LINES) {
      open.blank(held.text + held.ending);
      return;
    }
    if (open.blankLines > 0) held.isBehindBlank = true;
    const piece = held.isRest ? look : this.#restIn(open, held, look);
    if (piece === undefined) {
      this.#close(open);
      this.#take(held);
      return;
    }
    if (open.isOpenQuestion) open.held.push(held);
    const end = open.add(piece);
    if (end === 'none') {
      this.#close(open);
    } else if (end === 'open') {
      if (!held.isCut) open.lineEnded(held.ending);
    } else {
      this.#open = undefined;
      this.#opened(open);
      if (end !== 'full') this.#frames(piece.slice(end), undefined, { ...held, isShown: true });
    }
  }

  /** What of a line is the rest of an open frame; nothing where the line is one of its own. */
  #restIn(open: OpenFrame, held: HeldLine, look: string): string | undefined {
    const own = this.#dialect.continued?.(look);
    if (own !== undefined) {
      open.joinWithoutLineEnd();
      return own;
    }
    if (this.#headOf(held, look) !== undefined) return undefined;
    const end = open.hasOuterPrefix ? outerPrefix(look).end : 0;
    const body = look.slice(end);
    return !beginsLikeLog(body) && jsonGoesOn(open, body) ? body : undefined;
  }

  /** No more comes: what is there is a damaged frame, or it was none and its lines are looked at anew. */
  #close(open: OpenFrame): void {
    this.#open = undefined;
    if (open.isFrame) {
      this.#opened(open);
      return;
    }
    this.#aboutNothing();
    const [first, ...others] = open.held;
    if (first !== undefined && first.isShown !== true) {
      const look = withoutColours(first.text);
      this.#outlet.note(look, first, first.isRest ? undefined : this.#headOf(first, look));
    }
    for (const held of others) this.#take(held);
  }

  #opened(open: OpenFrame): void {
    this.#frame({ type: 'frame', line: open.line, raw: open.text, ...open.facts }, open.text);
  }

  #frame(frame: FoundFrame, text: string): void {
    this.#about = undefined;
    if (typeof frame.raw === 'string') {
      if (this.#dialect.decoded !== undefined) frame.raw = this.#dialect.decoded(frame.raw);
      if (!this.#hasNumberIds) this.#hasNumberIds = NUMBER_ID.test(frame.raw);
    }
    this.#outlet.frame(frame, text);
  }
}
