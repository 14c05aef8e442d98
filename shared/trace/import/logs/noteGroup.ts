import type { FoundNote, FoundTime } from '../found.ts';
import type { LineEnding } from '../lineSplitter.ts';

/** A note of several lines ends at this many characters. */
const MAX_NOTE_CHARS = 1 << 16;

/** Lines without a frame, those that go on from the one before joined to it: a traceback is one note. */
export class NoteGroup {
  readonly #emit: (note: FoundNote) => void;
  #note: FoundNote | undefined;
  #lines: string[] = [];
  #chars = 0;

  constructor(emit: (note: FoundNote) => void) {
    this.#emit = emit;
  }

  /** Begins a note. */
  begin(line: number, text: string, said: { time?: FoundTime; stationId?: string }): void {
    this.flush();
    this.#note = { type: 'note', line, text: '', ...said };
    this.#add(text);
  }

  /** Adds a line to the note that was begun last, or begins one. */
  goOn(line: number, text: string, ending: LineEnding): void {
    if (this.#note === undefined || this.#chars + text.length > MAX_NOTE_CHARS) this.begin(line, text, {});
    else this.#add(`${ending === '' ? '' : '\n'}${text}`);
  }

  flush(): void {
    if (this.#note === undefined) return;
    this.#note.text = this.#lines.length === 1 ? (this.#lines[0] ?? '') : this.#lines.join('');
    this.#emit(this.#note);
    this.#note = undefined;
    this.#lines = [];
    this.#chars = 0;
  }

  #add(text: string): void {
    this.#lines.push(text);
    this.#chars += text.length;
  }
}
