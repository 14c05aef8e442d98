/** Longer lines are no commands. */
const MAX_CHARS = 4096;

/**
 * The line that a technician types at a terminal, key by key, as far as it can be told from the keys: backspace, Ctrl-C and Ctrl-U are
 * understood, keys that bring back earlier lines are not.
 */
export class TypedLine {
  #text = '';

  /** What has been typed since the last line end. */
  get text(): string {
    return this.#text;
  }

  /** Takes keys; tells the lines that they end. */
  keys(keys: string): string[] {
    const ended: string[] = [];
    for (let at = 0; at < keys.length; at++) this.#key(keys.charCodeAt(at), ended);
    return ended;
  }

  #key(code: number, ended: string[]): void {
    if (code === 13 || code === 10) {
      if (this.#text !== '') ended.push(this.#text);
      this.#text = '';
    } else if (code === 8 || code === 127) {
      this.#text = this.#text.slice(0, -1);
    } else if (code === 3 || code === 21) {
      this.#text = '';
    } else if (code >= 32) {
      this.#text = (this.#text + String.fromCharCode(code)).slice(-MAX_CHARS);
    }
  }
}
