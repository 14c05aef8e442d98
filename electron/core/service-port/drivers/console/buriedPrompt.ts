import type { ConsoleTimes } from './consoleTimes.ts';

/** A shorter prompt begins other lines, too: `# ` a comment, `> ` a quotation. */
const LEAST_CHARS = 4;
/** Behind what may be a prompt so much is held back. */
const MAX_HELD_CHARS = 65_536;
/** A timer rings up to 1 ms before its time by the clock of `performance`. */
const TIMER_SLACK_MS = 2;

/**
 * A prompt behind which something else began to print, so that it stands in a line that has ended: `root@box:~# ocppd: sent …`. A long one is
 * known by its text. A line that begins with a short one may be output as well: it is held back with what follows until the console is still
 * and one Return has brought the prompt again, or until the prompt comes by itself.
 */
export class BuriedPrompt {
  readonly #prompt: string;
  readonly #times: ConsoleTimes;
  readonly #onLine: (line: string, isCut: boolean) => void;
  #held: Array<[line: string, isCut: boolean]> | undefined;
  #heldChars = 0;
  #lastMs = 0;
  #foundMs: number | undefined;
  #isAsked = false;

  /** `prompt`: where the command was typed; empty where none is looked for. */
  constructor(prompt: string, times: ConsoleTimes, onLine: (line: string, isCut: boolean) => void) {
    this.#prompt = prompt.trimEnd();
    this.#times = times;
    this.#onLine = onLine;
  }

  /** It is one, and not only what may be one. */
  get isSure(): boolean {
    return this.#foundMs !== undefined;
  }

  /** Until then it is waited for what comes; on the clock of `performance`, ms. */
  get deadlineMs(): number {
    if (this.#foundMs !== undefined) return this.#foundMs + this.#times.buriedMs;
    if (this.#held === undefined || this.#isAsked) return Infinity;
    return this.#lastMs + this.#times.buriedMs * 2;
  }

  /** The console is still behind what may be a prompt. */
  get isDue(): boolean {
    return this.#foundMs === undefined && performance.now() + TIMER_SLACK_MS >= this.deadlineMs;
  }

  line(line: string, isCut: boolean): void {
    this.#lastMs = performance.now();
    if (this.#held !== undefined) return this.#hold(line, isCut);
    const isBegin = this.#prompt !== '' && line.startsWith(this.#prompt);
    if (!isBegin || !this.#isApart(line)) this.#onLine(line, isCut);
    else if (this.#prompt.length >= LEAST_CHARS) this.#foundMs ??= this.#lastMs;
    else {
      this.#held = [];
      this.#hold(line, isCut);
    }
  }

  /** A Return was sent to bring the prompt again. */
  asked(): void {
    this.#isAsked = true;
  }

  /** Nothing more comes. What is held back is output, unless it is followed by the prompt that was asked for. */
  end(hasPrompt: boolean): void {
    if (this.#isAsked && hasPrompt) this.#held = undefined;
    this.#flush();
  }

  /** `#!/bin/sh` and `##` begin with no prompt. */
  #isApart(line: string): boolean {
    const next = line.charAt(this.#prompt.length);
    return this.#prompt.length >= LEAST_CHARS || next === '' || next === ' ';
  }

  #hold(line: string, isCut: boolean): void {
    this.#held?.push([line, isCut]);
    this.#heldChars += line.length;
    if (this.#heldChars > MAX_HELD_CHARS) this.#flush();
  }

  #flush(): void {
    const held = this.#held ?? [];
    this.#held = undefined;
    this.#heldChars = 0;
    for (const [line, isCut] of held) this.#onLine(line, isCut);
  }
}
