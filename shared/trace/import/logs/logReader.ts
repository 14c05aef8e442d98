import type { FoundFrame, FoundItem, TextReader } from '../found.ts';
import { headAt, NO_HEAD } from './frameHead.ts';
import { FrameScan } from './frameScan.ts';
import { jsonGoesOn } from './jsonGoesOn.ts';
import { Copies } from './copies.ts';
import { jsonLineHead } from './jsonLine.ts';
import type { LineFacts, LineHead, LogDialect, MadeFrame, ShownCopy } from './lineFacts.ts';
import { LineSplitter } from './lineSplitter.ts';
import { NoteGroup } from './noteGroup.ts';
import { OpenFrame, type HeldLine } from './openFrame.ts';
import { withoutColours } from './prefix/colours.ts';
import { outerPrefix } from './prefix/outerPrefix.ts';
import { beginsLikeLog, factsBefore, timeOfLine } from './prefix/universalHead.ts';
import { Repeats } from './repeats.ts';
import { Sticky } from './sticky.ts';

/** A frame goes on behind so many blank lines; CR CR LF as a line end makes one after each line. */
const MAX_BLANK_LINES = 2;

const BYTE_ORDER_MARK = '\uFEFF';

const NUMBER_ID = /^\[\s*[2-6]\s*,\s*\d/;

export interface LogReaderOptions {
  /** Whether this writer shows frames again, see `Repeats`. */
  hasRepeats?: boolean;
  /** Said once, before the first frame that was put together from what the log says of it. */
  aboutMade?: string;
  /** Said at the end of a text in which no frame was found. */
  aboutNone?: string;
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
  readonly #lines = new LineSplitter((text, ending, isCut) => {
    const isMarked = this.#line === 1 && !this.#isRest && text.startsWith(BYTE_ORDER_MARK);
    const held = {
      text: isMarked ? text.slice(1) : text,
      ending,
      isCut,
      line: this.#line,
      isRest: this.#isRest,
    };
    this.#isRest = isCut;
    if (!isCut) this.#line++;
    this.#take(held);
  });
  readonly #notes: NoteGroup;
  readonly #scan = new FrameScan();
  readonly #sticky = new Sticky();
  readonly #repeats: Repeats | undefined;
  readonly #copies: Copies;
  readonly #options: LogReaderOptions;
  #line = 1;
  #isRest = false;
  #hasNumberIds = false;
  #hasFrames = false;
  #isMadeSaid = false;
  /** A line about the frame in the next one. */
  #about: { facts: LineFacts; held: HeldLine } | undefined;
  #open: OpenFrame | undefined;

  constructor(emit: (item: FoundItem) => void, dialect: LogDialect, options: LogReaderOptions = {}) {
    this.#copies = new Copies(emit);
    this.#dialect = dialect;
    this.#options = options;
    this.#notes = new NoteGroup((note) => this.#copies.other(note));
    this.#repeats = options.hasRepeats === true ? new Repeats() : undefined;
  }

  text(piece: string): void {
    this.#lines.text(piece);
  }

  end(): void {
    this.#lines.end();
    while (this.#open !== undefined) this.#close(this.#open);
    this.#aboutNothing();
    this.#notes.flush();
    const { aboutNone } = this.#options;
    if (!this.#hasFrames && aboutNone !== undefined && this.#line > 1) {
      this.#copies.other({ type: 'note', line: Math.max(1, this.#line - 1), text: aboutNone });
    }
    this.#copies.end();
  }

  #take(held: HeldLine): void {
    if (this.#open === undefined) this.#fresh(held);
    else this.#goOn(this.#open, held);
  }

  #fresh(held: HeldLine): void {
    if (!held.isRest && held.text.trim() === '') {
      this.#notes.flush();
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
    const head = held.isRest ? undefined : this.#headOf(look);
    if (head?.isAboutNext === true) {
      this.#aboutNothing();
      this.#about = { facts: factsOf(head), held };
      return;
    }
    if (head?.made !== undefined) this.#made(head, head.made, held);
    else if (head?.copy !== undefined) this.#copy(head, head.copy, held);
    else if (head?.isProse === true || !this.#frames(head?.text ?? look, head, held)) {
      this.#aboutNothing();
      this.#note(look, held, head);
    }
  }

  /** The line that was about the next frame has none: it is a note. */
  #aboutNothing(): void {
    const about = this.#about;
    if (about === undefined) return;
    this.#about = undefined;
    this.#note(withoutColours(about.held.text), about.held, about.facts);
  }

  #headOf(look: string): LineHead | undefined {
    const head = this.#dialect.head(look) ?? jsonLineHead(look, this.#dialect);
    // Only escaped quotes can make a line of any text worth a look behind its prefix.
    if (head !== undefined || (this.#dialect.isAnyText === true && !look.includes('\\"'))) return head;
    const { end } = outerPrefix(look);
    if (end === 0) return undefined;
    const body = look.slice(end);
    const inner = this.#dialect.head(body) ?? jsonLineHead(body, this.#dialect);
    if (inner?.frameAt === undefined || inner.text !== undefined) return inner;
    return { ...inner, frameAt: inner.frameAt + end };
  }

  #note(look: string, held: HeldLine, head: LineHead | undefined): void {
    const { text, line, ending, isRest } = held;
    this.#sticky.learn(look);
    if (held.isBehindBlank === true) this.#notes.flush();
    if (
      isRest ||
      head?.goesOn === true ||
      (head === undefined && !beginsLikeLog(look) && !look.startsWith('{"'))
    ) {
      this.#notes.goOn(line, text, isRest ? '' : ending === '' ? '\n' : ending);
      return;
    }
    const time = head?.time ?? timeOfLine(look);
    const stationId = head?.stationId;
    this.#notes.begin(line, text, {
      ...(time === undefined ? {} : { time }),
      ...(stationId === undefined ? {} : { stationId }),
    });
  }

  #made(head: LineHead, made: MadeFrame, { line, text }: HeldLine): void {
    const { aboutMade } = this.#options;
    if (aboutMade !== undefined && !this.#isMadeSaid) {
      this.#isMadeSaid = true;
      this.#notes.flush();
      this.#copies.other({ type: 'note', line, text: aboutMade });
    }
    this.#frame({ type: 'frame', line, ...factsOf(head), ...made }, text);
  }

  #copy(head: LineHead, { raw, bytes }: ShownCopy, { line, text }: HeldLine): void {
    this.#notes.flush();
    const frame: FoundFrame = { type: 'frame', line, raw, ...factsOf(head) };
    this.#placed(frame);
    this.#copies.copy(frame, { bytes, text });
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
        this.#begin(text.slice(at), facts, { isSure, held, isShown: before > 0, text });
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

  /** A later frame of a line has its own direction; time and station are the line's if it does not tell others. */
  #factsAt(before: string, earlier: LineFacts | undefined, head: LineHead | undefined): LineFacts {
    if (earlier === undefined) {
      const about = this.#about?.facts;
      this.#about = undefined;
      if (about !== undefined) return about;
      return head === undefined ? factsBefore(before) : factsOf(head);
    }
    const { word: _, direction: __, ...line } = earlier;
    const between = factsBefore(before);
    const time = between.time?.missing === 'date' ? line.time : (between.time ?? line.time);
    return { ...line, ...between, ...(time === undefined ? {} : { time }) };
  }

  #begin(
    piece: string,
    facts: LineFacts,
    { isSure, held, isShown, text }: { isSure: boolean; held: HeldLine; isShown: boolean; text: string },
  ): void {
    const open = new OpenFrame(facts, {
      isSure,
      hasNumberIds: this.#hasNumberIds,
      hasOuterPrefix: outerPrefix(text).end > 0,
      held: { ...held, isShown },
    });
    open.add(piece);
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
    const piece = held.isRest ? look : this.#restIn(open, look);
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
  #restIn(open: OpenFrame, look: string): string | undefined {
    const own = this.#dialect.continued?.(look);
    if (own !== undefined) {
      open.joinWithoutLineEnd();
      return own;
    }
    if (this.#headOf(look) !== undefined) return undefined;
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
    const [first, ...others] = open.held;
    if (first !== undefined && first.isShown !== true) {
      const look = withoutColours(first.text);
      this.#note(look, first, first.isRest ? undefined : this.#headOf(look));
    }
    for (const held of others) this.#take(held);
  }

  #opened(open: OpenFrame): void {
    this.#frame({ type: 'frame', line: open.line, raw: open.text, ...open.facts }, open.text);
  }

  #frame(frame: FoundFrame, text: string): void {
    this.#notes.flush();
    if (typeof frame.raw === 'string') {
      if (this.#dialect.decoded !== undefined) frame.raw = this.#dialect.decoded(frame.raw);
      if (!this.#hasNumberIds) this.#hasNumberIds = NUMBER_ID.test(frame.raw);
    }
    this.#placed(frame);
    if (this.#repeats?.isRepeat(frame) === true) {
      const { line, time, stationId } = frame;
      this.#copies.other({
        type: 'note',
        line,
        text,
        ...(time === undefined ? {} : { time }),
        ...(stationId === undefined ? {} : { stationId }),
      });
      return;
    }
    this.#hasFrames = true;
    this.#copies.original(frame);
  }

  /** Adds what the file said once for many lines. */
  #placed(frame: FoundFrame): void {
    if (frame.stationId === undefined) {
      const { stationId } = this.#sticky;
      if (stationId !== undefined) frame.stationId = stationId;
    } else this.#sticky.station(frame.stationId);
    const version = frame.version ?? this.#sticky.version;
    if (version !== undefined) frame.version = version;
  }
}

/** Asked of every frame, so without the objects that spreading makes. */
function factsOf({ time, stationId, word, direction, version }: LineFacts): LineFacts {
  const facts: LineFacts = {};
  if (time !== undefined) facts.time = time;
  if (stationId !== undefined) facts.stationId = stationId;
  if (word !== undefined) facts.word = word;
  if (direction !== undefined) facts.direction = direction;
  if (version !== undefined) facts.version = version;
  return facts;
}
