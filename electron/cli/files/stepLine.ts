import { oneLine } from '../oneLine.ts';
import type { Terminal } from '../terminal.ts';
import { ProgressLine } from './progressLine.ts';

/** What happened while a file was on its way. */
export interface TransferStep {
  /** Epoch ms. */
  at: number;
  code: string;
  sentence: string;
  remedy?: string | undefined;
}

const SHARE_STEP = 0.1;

/** How a file is on its way, on stderr: each step once, and the bytes in between; in a log, at each tenth of them. */
export class StepLine {
  readonly #line: ProgressLine;
  /** Whose file it is, where there may be several. */
  readonly #whose: string;
  readonly #told = new Set<string>();
  #toldShare = 0;

  constructor(terminal: Terminal, whose = '') {
    this.#line = new ProgressLine(terminal);
    this.#whose = whose === '' ? '' : `${whose}: `;
  }

  steps(steps: readonly TransferStep[]): void {
    for (const { at, code, sentence, remedy } of steps) {
      const key = `${at} ${code} ${sentence}`;
      if (this.#told.has(key)) continue;
      this.#told.add(key);
      const words = [sentence, remedy].filter((part) => part !== undefined).join(' ');
      this.#line.note(`${this.#whose}${oneLine(words)}`);
    }
  }

  /** `share`: of all bytes, from 0 to 1; 0 where nobody knows how many there are. */
  progress(words: string, share: number): void {
    this.#line.draw(this.#whose + words);
    if (this.#line.isDrawn || share - this.#toldShare < SHARE_STEP) return;
    this.#toldShare = share;
    this.#line.note(this.#whose + words);
  }

  end(): void {
    this.#line.draw('');
  }
}
