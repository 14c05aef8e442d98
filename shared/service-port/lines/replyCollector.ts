import { KernelLineFilter, kernelAt } from './kernelLines.ts';

/** What is looked at for the echo of a command: a console that wraps at 80 columns prints it over itself. */
const WRAPPED_CHARS = 60;

const PAGER_REST = /^\s{0,4}--\s{0,4}more\s{0,4}--(?:\s?\(\d{1,3}%\))?/i;

export interface ReplyOptions {
  command: string;
  /** The line at which the command was typed. */
  prompt: string;
  /** All of the output is wanted, also what the kernel prints into it. */
  isWhole: boolean;
  /** The device is known to send back what is typed, or not to; absent: not known. */
  hasEcho: boolean | undefined;
  /** Takes each line of the output, or, where `isCut`, a part of one that goes on. */
  onLine: (line: string, isCut: boolean) => void;
}

/**
 * Cuts the output of a command out of what a console prints behind it: the echo of the command goes, what is left of a pager goes, lines
 * into which the kernel spoke are mended. The prompt at the end never comes here, since it has no line end.
 */
export class ReplyCollector {
  readonly #options: ReplyOptions;
  readonly #kernel = new KernelLineFilter();
  #isFirst = true;
  /** Told by the first line: whether the device sent the command back. */
  hasEcho: boolean | undefined;

  constructor(options: ReplyOptions) {
    this.#options = options;
  }

  line(text: string, isCut = false): void {
    const isEchoDue = this.#isFirst;
    const mended = this.#options.isWhole && !isEchoDue ? text : this.#kernel.line(text);
    if (mended === undefined) return;
    this.#isFirst = false;
    const output = isEchoDue ? this.#withoutEcho(mended) : mended;
    if (output !== undefined) this.#options.onLine(output.replace(PAGER_REST, ''), isCut);
  }

  /** The line that has no end yet, without what the kernel says in it. */
  partial(text: string): string {
    if (!this.#options.isWhole || this.#isFirst) return this.#kernel.partial(text);
    const at = kernelAt(text);
    return at > 0 ? text.slice(0, at) : text;
  }

  #withoutEcho(line: string): string | undefined {
    const { command, prompt, hasEcho } = this.#options;
    const typed = squeeze(command);
    const begin = prompt.trimEnd();
    const hasPrompt = begin !== '' && line.startsWith(begin);
    const rest = hasPrompt ? line.slice(begin.length) : line;
    const said = squeeze(rest);
    const isWrapped =
      command.length + prompt.length > WRAPPED_CHARS && typed !== '' && said.includes(typed.slice(-10));
    // A device that is known to echo may have noise in it, or the echo of an adapter over it.
    const isLoose =
      hasEcho === true && typed !== '' && (said.includes(typed) || squeeze(line).includes(typed));
    if (said === typed || isWrapped || isLoose) {
      this.hasEcho = true;
      return undefined;
    }
    this.hasEcho = false;
    const output = hasPrompt ? rest.trimStart() : line;
    return output === '' ? undefined : output;
  }
}

function squeeze(text: string): string {
  return text.replaceAll(/\s+/g, '');
}
