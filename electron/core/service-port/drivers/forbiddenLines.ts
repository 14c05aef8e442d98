import { TypedLine } from '../../../../shared/service-port/lines/typedLine.ts';

export interface ForbiddenLine {
  pattern: { find(text: string): unknown };
  why: string;
}

/**
 * What a profile forbids to be sent, also where it is typed key by key: then the key that would end the line is held back. Lines that the
 * device brings back from its history are known by what stands on its screen.
 */
export class ForbiddenLines {
  readonly #lines: readonly ForbiddenLine[];
  readonly #typed = new TypedLine();

  constructor(lines: readonly ForbiddenLine[]) {
    this.#lines = lines;
  }

  /** Why a command must not be sent, as a sentence. */
  ofCommand(command: string): string | undefined {
    // Blanks in a row are one to a shell.
    const plain = command.replaceAll(/[\t ]+/g, ' ').trim();
    return this.#lines.find(
      ({ pattern }) => pattern.find(command) !== undefined || pattern.find(plain) !== undefined,
    )?.why;
  }

  /** The same for keys; `shown` is what stands on the last line of the terminal, without the prompt. */
  ofKeys(bytes: Uint8Array, shown: string): string | undefined {
    if (this.#lines.length === 0) return undefined;
    const keys = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).toString('utf8');
    const before = this.#typed.text;
    const lines = this.#typed.keys(keys);
    const isEnd = /[\r\n]/.test(keys);
    const candidates = isEnd ? [...lines, shown] : [];
    const why = candidates.map((line) => this.ofCommand(line)).find((found) => found !== undefined);
    if (why === undefined) return undefined;
    // Nothing of it was sent, so what had been typed still stands there.
    this.#typed.keys(`\r${before}`);
    return before === '' ? why : `${why} It was typed but not sent off: take it back with Ctrl-C.`;
  }
}
