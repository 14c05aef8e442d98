import type { PracticeLine } from '../practiceDevice.ts';
import type { ConsoleHabits } from './consoleHabits.ts';

const KERNEL_WORD = '[  812.004211] usb 1-1: new full-speed USB device number 7\n';

/** The terminal of the practice console: it echoes, edits a line, and prints with the habits of bad lines. */
export class ConsoleTty {
  readonly #line: PracticeLine;
  readonly #habits: ConsoleHabits;
  #typed = '';
  #sentBytes = 0;
  #lastKey = 0;
  hasEcho = true;
  onLine: (line: string) => void = () => undefined;
  /** Any key; tells whether it is used up by that. */
  onKey: () => boolean = () => false;

  constructor(line: PracticeLine, habits: ConsoleHabits) {
    this.#line = line;
    this.#habits = habits;
  }

  /** What the device sends as text, with CR LF as line ends. */
  print(text: string): void {
    this.raw(Buffer.from(text.replaceAll('\n', '\r\n'), 'utf8'));
  }

  /** An answer, into which the kernel may print. */
  answer(text: string): void {
    if (!this.#habits.has('kernel-lines') || text.length < 4) return this.print(text);
    const middle = text.length >> 1;
    this.print(text.slice(0, middle) + KERNEL_WORD + text.slice(middle));
  }

  raw(bytes: Uint8Array): void {
    if (this.#habits.has('silent')) return;
    this.#line.write(this.#disturbed(bytes));
  }

  keys(bytes: Uint8Array): void {
    for (const key of bytes) this.#key(key);
  }

  clear(): void {
    this.#typed = '';
  }

  #key(key: number): void {
    if (this.onKey()) return;
    const isSecondOfCrLf = key === 10 && this.#lastKey === 13;
    this.#lastKey = key;
    if (isSecondOfCrLf) return;
    if (key === 13 || key === 10) {
      const line = this.#typed;
      this.#typed = '';
      if (!this.#habits.has('no-echo')) this.print('\n');
      this.onLine(line);
    } else if (key === 8 || key === 127) {
      if (this.#typed !== '') this.#echo('\b \b');
      this.#typed = this.#typed.slice(0, -1);
    } else if (key >= 32) {
      this.#typed = (this.#typed + String.fromCharCode(key)).slice(0, 4096);
      this.#echo(String.fromCharCode(key));
    }
  }

  #echo(text: string): void {
    if (this.hasEcho && !this.#habits.has('no-echo')) this.print(text);
  }

  #disturbed(bytes: Uint8Array): Uint8Array {
    const isWrongRate = this.#habits.has('wrong-rate');
    if (!isWrongRate && !this.#habits.has('noise')) return bytes;
    return bytes.map((byte) => {
      this.#sentBytes += 1;
      return isWrongRate || this.#sentBytes % 50 === 0 ? (byte ^ 0xa5) | 0x80 : byte;
    });
  }
}
