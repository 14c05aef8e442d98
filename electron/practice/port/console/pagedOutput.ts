import type { ConsoleTty } from './consoleTty.ts';

const LINES = 8;
const MORE = '--More--';

/** Long output that stops after a page and waits for a key, as `more` does: blank for a page, `q` for the end. */
export class PagedOutput {
  readonly #tty: ConsoleTty;
  #rest: string[] = [];
  #then: () => void = () => undefined;

  constructor(tty: ConsoleTty) {
    this.#tty = tty;
  }

  print(text: string, then: () => void): void {
    this.#rest = text.split(/(?<=\n)/);
    this.#then = then;
    this.#page();
  }

  /** Takes keys while it waits; tells whether it did. */
  keys(bytes: Uint8Array): boolean {
    if (this.#rest.length === 0) return false;
    this.#tty.print(`\r${' '.repeat(MORE.length)}\r`);
    if (bytes.includes(0x71)) this.#rest = [];
    this.#page();
    return true;
  }

  drop(): void {
    this.#rest = [];
  }

  #page(): void {
    this.#tty.print(this.#rest.splice(0, LINES).join(''));
    if (this.#rest.length === 0) this.#then();
    else this.#tty.print(MORE);
  }
}
