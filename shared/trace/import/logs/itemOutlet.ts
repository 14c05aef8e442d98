import type { FoundFrame, FoundItem } from '../found.ts';
import { Copies } from './copies.ts';
import { factsOf, type LineHead, type MadeFrame, type ShownCopy } from './lineFacts.ts';
import { NoteGroup } from './noteGroup.ts';
import type { HeldLine } from './openFrame.ts';
import { beginsLikeLog, timeOfLine } from './prefix/universalHead.ts';
import { Repeats } from './repeats.ts';
import { Sticky } from './sticky.ts';

export interface OutletOptions {
  /** Whether this writer shows frames again, see `Repeats`. */
  hasRepeats?: boolean;
  /** Said once, before the first frame that was put together from what the log says of it. */
  aboutMade?: string;
  /** Said at the end of a text in which no frame was found. */
  aboutNone?: string;
}

/**
 * What a reader has found, on its way out: lines joined to notes, frames told once, with the station and version that the
 * file said for all of them.
 */
export class ItemOutlet {
  readonly #options: OutletOptions;
  readonly #copies: Copies;
  readonly #notes: NoteGroup;
  readonly #sticky = new Sticky();
  readonly #repeats: Repeats | undefined;
  #hasFrames = false;
  #isMadeSaid = false;

  constructor(emit: (item: FoundItem) => void, options: OutletOptions) {
    this.#options = options;
    this.#copies = new Copies(emit);
    this.#notes = new NoteGroup((note) => this.#copies.other(note));
    this.#repeats = options.hasRepeats === true ? new Repeats() : undefined;
  }

  /** What comes next does not go on from what came before. */
  flush(): void {
    this.#notes.flush();
  }

  note(look: string, held: HeldLine, head: LineHead | undefined): void {
    const { text, line, ending, isRest } = held;
    this.#sticky.learn(look);
    if (held.isBehindBlank === true) this.#notes.flush();
    if (isRest || goesOn(look, head)) {
      this.#notes.goOn(line, text, isRest ? '' : ending === '' ? '\n' : ending);
      return;
    }
    const time = head?.time ?? timeOfLine(look);
    this.#notes.begin(line, text, placeOf({ time, stationId: head?.stationId }));
  }

  made(head: LineHead, made: MadeFrame, { line, text }: HeldLine): void {
    const { aboutMade } = this.#options;
    if (aboutMade !== undefined && !this.#isMadeSaid) {
      this.#isMadeSaid = true;
      this.#notes.flush();
      this.#copies.other({ type: 'note', line, text: aboutMade });
    }
    this.frame({ type: 'frame', line, ...factsOf(head), ...made }, text);
  }

  copy(head: LineHead, { raw, bytes }: ShownCopy, { line, text }: HeldLine): void {
    this.#notes.flush();
    const frame: FoundFrame = { type: 'frame', line, raw, ...factsOf(head) };
    this.#placed(frame);
    this.#hasFrames = true;
    this.#copies.copy(frame, { bytes, text });
  }

  /** `text` is what a note holds if the frame is a repeat. */
  frame(frame: FoundFrame, text: string): void {
    this.#notes.flush();
    this.#placed(frame);
    if (this.#repeats?.isRepeat(frame) === true) {
      this.#copies.other({ type: 'note', line: frame.line, text, copies: 1, ...placeOf(frame) });
      return;
    }
    this.#hasFrames = true;
    this.#copies.original(frame);
  }

  end(lastLine: number): void {
    this.#notes.flush();
    const { aboutNone } = this.#options;
    if (!this.#hasFrames && aboutNone !== undefined && lastLine > 0) {
      this.#copies.other({ type: 'note', line: lastLine, text: aboutNone });
    }
    this.#copies.end();
  }

  /** Adds what the file said once for many lines. */
  #placed(frame: FoundFrame): void {
    if (frame.stationId === undefined) {
      const { stationId } = this.#sticky;
      if (stationId !== undefined) frame.stationId = stationId;
    } else {
      this.#sticky.station(frame.stationId);
    }
    const version = frame.version ?? this.#sticky.version;
    if (version !== undefined) frame.version = version;
  }
}

/** A line that has nothing of the start of a log line. */
function goesOn(look: string, head: LineHead | undefined): boolean {
  if (head !== undefined) return head.goesOn === true;
  return !beginsLikeLog(look) && !look.startsWith('{"');
}

function placeOf({
  time,
  stationId,
}: {
  time?: FoundFrame['time'] | undefined;
  stationId?: string | undefined;
}): Pick<FoundFrame, 'time' | 'stationId'> {
  return { ...(time === undefined ? {} : { time }), ...(stationId === undefined ? {} : { stationId }) };
}
