import { editedLine, isEdit } from './lineEdits.ts';
import type { SecretPart } from './secretPatterns.ts';

const LONGEST_TYPED = 200;
const LINE_END = /[\r\n]/;
/** Stars (also the bytes of •) for what is typed, a character that is taken back, a bell, blanks: no answer of the device. */
const NO_ANSWER = new Set('*\u00e2\u0080\u00a2\u0095\u0007\b \t\r\n');
/** Ctrl-C, Ctrl-D and Escape: nothing was answered. */
const GIVEN_UP = ['\u0003', '\u0004', '\u001b'];

/** What is typed after a prompt that asks for a secret, and what the device sends back of it, letter by letter or as a whole. */
export class PromptedSecret {
  /** Typed since the prompt; nothing where none asks. */
  #typed: string | undefined;
  /** Sent and not yet come back. */
  #unechoed = '';

  asked(): void {
    this.#typed ??= '';
  }

  /** What was sent. Answers with the secret part of it, and with the whole secret once it is ended. */
  take(text: string): { part: SecretPart | undefined; secret: string | undefined } {
    if (this.#typed === undefined) return { part: undefined, secret: undefined };
    const at = text.search(LINE_END);
    const piece = at === -1 ? text : text.slice(0, at);
    const part = piece === '' ? undefined : { start: 0, end: piece.length };
    this.#unechoed = (this.#unechoed + piece).slice(0, LONGEST_TYPED);
    this.#typed = (this.#typed + piece).slice(0, LONGEST_TYPED);
    if (at === -1) return { part, secret: undefined };
    const typed = this.#typed;
    const secret = GIVEN_UP.some((key) => typed.includes(key)) ? undefined : editedLine(typed);
    this.#typed = undefined;
    return { part, secret };
  }

  /** What came. Answers with the parts of it that are the echo; anything else that is said ends the question. */
  hear(text: string): SecretPart[] {
    if (this.#typed === undefined && this.#unechoed === '') return [];
    const parts: SecretPart[] = [];
    for (let at = 0; at < text.length; at += 1) {
      const char = text.charAt(at);
      if (this.#isEcho(char)) {
        const last = parts.at(-1);
        if (last?.end === at) last.end = at + 1;
        else parts.push({ start: at, end: at + 1 });
      } else if (!NO_ANSWER.has(char)) {
        this.#typed = undefined;
        this.#unechoed = '';
        return parts;
      }
    }
    return parts;
  }

  /** What is typed to take something back comes back in another form. */
  #isEcho(char: string): boolean {
    const edits = Array.from(this.#unechoed).findIndex((one) => !isEdit(one));
    const next = edits === -1 ? '' : this.#unechoed.slice(edits);
    if (next === '' || !next.startsWith(char)) return false;
    this.#unechoed = next.slice(1);
    return true;
  }
}
