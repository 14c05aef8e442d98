import { parseRapiFrame, type RapiFrame } from './rapiFrame.ts';

/**
 * What was found in a stream. `length` counts its bytes with the carriage return; `trailing` those of the same chunk after it.
 * `text` is what is no frame: what a device prints while it starts, noise, the half of a frame.
 */
export type RapiUnit = { length: number; trailing: number } & (
  { kind: 'frame'; frame: RapiFrame } | { kind: 'text'; text: string }
);

const DOLLAR = 0x24;
const CR = 0x0d;
const LF = 0x0a;
/** The longest reply that a firmware builds has 45 characters; the rest is reserve. */
const MOST_FRAME = 80;
const MOST_TEXT = 256;

/**
 * Cuts a stream of bytes into frames and the text between them. A frame goes from `$` to the carriage return. Where another `$` comes
 * first, the frame begins there, unless its checksum says that the `$` was one of its bytes. Keeps no more than one frame or line.
 */
export class RapiReader {
  /** One character per byte: an MCU id holds control characters. */
  #held = '';
  #isFrame = false;

  push(bytes: Uint8Array): RapiUnit[] {
    const units: RapiUnit[] = [];
    bytes.forEach((byte, index) => this.#take(byte, bytes.length - index - 1, units));
    return units;
  }

  /** Half of a frame or line that nothing followed; it is given up. */
  flush(): RapiUnit[] {
    const units: RapiUnit[] = [];
    this.#emitText(this.#held, 0, units);
    this.#held = '';
    this.#isFrame = false;
    return units;
  }

  /** How many bytes wait for their end. */
  get heldBytes(): number {
    return this.#held.length;
  }

  #take(byte: number, trailing: number, units: RapiUnit[]): void {
    if (byte === DOLLAR && !this.#isFrame) {
      this.#emitText(this.#held, trailing + 1, units);
      this.#held = '';
      this.#isFrame = true;
    }
    this.#held += String.fromCharCode(byte);
    if (this.#isFrame && byte === CR) this.#endFrame(trailing, units);
    else if (this.#isFrame && this.#held.length >= MOST_FRAME) this.#giveUp(trailing, units);
    else if (!this.#isFrame && (byte === LF || byte === CR || this.#held.length >= MOST_TEXT)) {
      this.#emitText(this.#held, trailing, units);
      this.#held = '';
    }
  }

  #endFrame(trailing: number, units: RapiUnit[]): void {
    const text = this.#held.slice(0, -1);
    const start = frameStart(text);
    this.#emitText(text.slice(0, start), trailing + this.#held.length - start, units);
    const length = this.#held.length - start;
    units.push({ kind: 'frame', frame: parseRapiFrame(text.slice(start)), length, trailing });
    this.#held = '';
    this.#isFrame = false;
  }

  /** Too long for a frame: its begin is noise, and it goes on at its last `$`. */
  #giveUp(trailing: number, units: RapiUnit[]): void {
    const last = this.#held.lastIndexOf('$');
    const cut = last > 0 ? last : this.#held.length;
    this.#emitText(this.#held.slice(0, cut), trailing + this.#held.length - cut, units);
    this.#held = this.#held.slice(cut);
    this.#isFrame = this.#held !== '';
  }

  #emitText(text: string, trailing: number, units: RapiUnit[]): void {
    // A line end after a reply is what a firmware with its echo on adds.
    if (text !== '') units.push({ kind: 'text', text, length: text.length, trailing });
  }
}

/** The first `$` from which on the checksum is right, else the last one. */
function frameStart(text: string): number {
  const last = text.lastIndexOf('$');
  for (let at = 0; at !== -1 && at < last; at = text.indexOf('$', at + 1)) {
    const frame = parseRapiFrame(text.slice(at));
    if (frame.checksum !== 'none' && frame.isIntact) return at;
  }
  return last;
}
