import { isJsonObject, type Json, type JsonObject } from '../../../../../shared/json.ts';
import { LineSplitter } from '../../../../../shared/trace/import/lineSplitter.ts';
import type { PortLine } from '../../line/portLine.ts';

/** A line that is longer is no object of a charger. */
const MAX_LINE_CHARS = 262_144;

export interface JsonLinkListener {
  onObject: (object: JsonObject, monoMs: number) => void;
  /** A line that is no JSON object. */
  onOther: (line: string) => void;
  /** What was sent came back, word for word. */
  onEcho: () => void;
}

/**
 * One JSON object in each line, both ways. A half-duplex adapter returns what was sent: that is no answer of the device. What is no JSON, and the halves of a line that is too long, are other text.
 */
export class JsonLink {
  readonly #line: PortLine;
  readonly #eol: string;
  readonly #stop: () => void;
  readonly #decoder = new TextDecoder();
  readonly #listener: JsonLinkListener;
  #monoMs = 0;
  #isRest = false;
  /** What was sent last, until it came back once. */
  #sent = '';

  constructor(line: PortLine, eol: string, listener: JsonLinkListener) {
    this.#line = line;
    this.#eol = eol;
    this.#listener = listener;
    const splitter = new LineSplitter(
      (text, _number, _ending, isCut) => this.#take(text, isCut),
      MAX_LINE_CHARS,
    );
    this.#stop = line.onData((bytes, monoMs) => {
      this.#monoMs = monoMs;
      splitter.text(this.#decoder.decode(bytes, { stream: true }));
    });
  }

  /** Sends an object that is written as text already. */
  async send(text: string, name: string): Promise<void> {
    this.#sent = text.trim();
    const bytes = Buffer.from(text + this.#eol, 'utf8');
    const done = this.#line.write(bytes);
    this.#line.tell('out', bytes.length, { action: name, meaning: name });
    await done;
  }

  close(): void {
    this.#stop();
  }

  #take(text: string, isCut: boolean): void {
    const isPart = isCut || this.#isRest;
    this.#isRest = isCut;
    if (this.#sent !== '' && text.trim() === this.#sent) {
      this.#sent = '';
      return this.#listener.onEcho();
    }
    const object = isPart ? undefined : objectIn(text);
    if (object !== undefined) this.#listener.onObject(object, this.#monoMs);
    else if (text.trim() !== '') this.#listener.onOther(text);
  }
}

/** Before the object noise may stand, or the time stamp of a logger. */
function objectIn(line: string): JsonObject | undefined {
  const from = line.indexOf('{');
  if (from === -1) return undefined;
  try {
    const value = JSON.parse(line.slice(from)) as Json;
    return isJsonObject(value) ? value : undefined;
  } catch (error) {
    if (error instanceof SyntaxError) return undefined;
    throw error;
  }
}
