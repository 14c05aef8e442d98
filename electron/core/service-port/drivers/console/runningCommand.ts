import { isBootLine } from '../../../../../shared/service-port/lines/bootLine.ts';
import {
  isSamePrompt,
  promptOf,
  type Prompt,
} from '../../../../../shared/service-port/lines/consolePrompt.ts';
import { ReplyCollector } from '../../../../../shared/service-port/lines/replyCollector.ts';
import type { Pattern } from '../../../../../shared/service-port/profile/pattern/compilePattern.ts';
import type { BytesMeaning } from '../../line/portLine.ts';
import { BuriedPrompt } from './buriedPrompt.ts';
import type { ConsoleLine } from './consoleLine.ts';
import type { ConsoleRules } from './consoleRules.ts';
import type { ConsoleTimes } from './consoleTimes.ts';

export interface CommandWish {
  command: string;
  /** The prompt at which it is typed; absent where the device has none. */
  at: Prompt | undefined;
  /** Only this prompt ends it. */
  until?: string | undefined;
  /** A line that fits ends it. */
  reply?: Pattern | undefined;
  /** All of the output is wanted, as it is. */
  isWhole?: boolean;
  hasEcho: boolean | undefined;
  /** For all of it, ms; `quietMs`: for the next bytes. */
  timeoutMs: number;
  quietMs?: number | undefined;
  maxBytes: number;
  meaning?: BytesMeaning | undefined;
  /** A part of the command that is not recorded. */
  secret?: string | undefined;
  /** Takes each line of the output, or, where `isCut`, a part of one that goes on. */
  onLine: (line: string, isCut: boolean) => void;
}

/**
 * How a command ended: at a prompt (or with its reply), with silence, with more output than it may have, or because the device started
 * anew. `prompt` is where the console stands then.
 */
export interface CommandEnd {
  how: 'answered' | 'silent' | 'too-much' | 'restarted';
  prompt?: Prompt | undefined;
  /** Whether the device sent the command back. */
  hasEcho?: boolean | undefined;
  /** Something came at all. */
  hasOutput: boolean;
}

/** So many pages are turned. */
const MAX_PAGES = 10_000;
const CTRL_C = '\u0003';

/** One command, from the prompt at which it is typed to the next. */
export class RunningCommand {
  readonly #line: ConsoleLine;
  readonly #rules: ConsoleRules;
  readonly #times: ConsoleTimes;
  readonly #wish: CommandWish;
  readonly #collector: ReplyCollector;
  #hasReply = false;
  #hasBootText = false;
  readonly #buried: BuriedPrompt;
  /** What stands before the prompt in its line: output that does not end with a line end. */
  #gluedTo = '';
  #bytes = 0;
  #pages = 0;
  /** How much had come when the latest page was turned: a pager that prints nothing then is not asked again. */
  #turnedAt = -1;

  constructor(line: ConsoleLine, rules: ConsoleRules, times: ConsoleTimes, wish: CommandWish) {
    this.#line = line;
    this.#rules = rules;
    this.#times = times;
    this.#wish = wish;
    const { command, at, isWhole = false, hasEcho, onLine } = wish;
    this.#buried = new BuriedPrompt(isWhole ? '' : (at?.text ?? ''), times, onLine);
    this.#collector = new ReplyCollector({
      command: Buffer.from(command, 'utf8').toString('latin1'),
      prompt: at?.text ?? '',
      isWhole,
      hasEcho,
      onLine: (output, isPart) => this.#output(output, isPart),
    });
  }

  onLine(text: string, isCut: boolean): void {
    this.#bytes += text.length + 1;
    this.#collector.line(text, isCut);
  }

  /** Types it and waits for its end. Aborting sends Ctrl-C and rejects at once. */
  async run(signal: AbortSignal): Promise<CommandEnd> {
    const { command, meaning, secret } = this.#wish;
    const before = this.#line.received;
    await this.#line.sendLine(command, {
      ...(meaning === undefined ? {} : { meaning }),
      ...(secret === undefined ? {} : { secret }),
    });
    let end: Omit<CommandEnd, 'hasOutput'>;
    try {
      end = await this.#wait(signal);
    } catch (error) {
      if (signal.aborted && !this.#line.port.lost.aborted) this.#interrupt();
      throw error;
    }
    this.#buried.end(false);
    if (end.how === 'silent' || end.how === 'too-much') await this.#recover(signal);
    return { ...end, hasEcho: this.#collector.hasEcho, hasOutput: this.#line.received > before };
  }

  async #wait(signal: AbortSignal): Promise<Omit<CommandEnd, 'hasOutput'>> {
    const { timeoutMs, quietMs = Infinity, maxBytes } = this.#wish;
    const deadline = performance.now() + timeoutMs;
    for (;;) {
      if (this.#hasReply) return { how: 'answered' };
      if (this.#bytes > maxBytes) return { how: 'too-much' };
      const left = Math.min(deadline, this.#buried.deadlineMs) - performance.now();
      const prompt = this.#promptNow();
      const isWaitedFor = prompt === undefined || (prompt.kind === 'pager' && !this.#canTurn);
      const ms = Math.min(left, isWaitedFor ? quietMs : this.#settleMs(prompt));
      if ((await this.#line.next(ms, signal)) && left > 0) continue;
      if (prompt?.kind === 'pager' && left > 0 && this.#canTurn) await this.#turnPage();
      else if (prompt !== undefined && prompt.kind !== 'pager') return this.#ended(prompt);
      else if (this.#hasReply) continue;
      else if (this.#buried.isSure) return { how: 'answered' };
      else if (this.#buried.isDue) await this.#askForPrompt();
      else return { how: this.#hasBootText ? 'restarted' : 'silent' };
    }
  }

  /** A Return at the prompt brings it once more; a command that still runs goes on. */
  async #askForPrompt(): Promise<void> {
    this.#buried.asked();
    await this.#line.sendLine('');
  }

  #ended(prompt: Prompt): Omit<CommandEnd, 'hasOutput'> {
    const { at } = this.#wish;
    this.#buried.end(true);
    if (this.#gluedTo !== '') this.#collector.line(this.#gluedTo, true);
    const isElsewhere = at !== undefined && prompt.kind !== at.kind;
    const hasStarted = prompt.kind === 'autoboot' || (this.#hasBootText && isElsewhere);
    return { how: hasStarted ? 'restarted' : 'answered', prompt };
  }

  #promptNow(): Prompt | undefined {
    const { until, at } = this.#wish;
    const partial = this.#collector.partial(this.#line.partial);
    const { pager } = this.#rules;
    this.#gluedTo = '';
    if (pager !== undefined && partial !== '' && pager.prompt.find(partial) !== undefined) {
      return { name: 'pager', kind: 'pager', text: partial };
    }
    if (!this.#rules.hasPrompts) return undefined;
    const before = at === undefined ? undefined : beforePrompt(partial, at.text);
    if (before !== undefined && before !== '') this.#gluedTo = before;
    const prompt = before === undefined ? promptOf(partial, this.#rules.prompts) : at;
    if (prompt === undefined || until === undefined) return prompt;
    return prompt.name === until || prompt.kind === 'pager' || prompt.kind === 'autoboot'
      ? prompt
      : undefined;
  }

  #settleMs(prompt: Prompt): number {
    const { at } = this.#wish;
    const { settleMs, strangeMs } = this.#times;
    if (prompt.kind === 'pager') return settleMs;
    const isSame = at !== undefined && this.#gluedTo === '' && isSamePrompt(prompt.text, at.text);
    return isSame ? settleMs : strangeMs;
  }

  get #canTurn(): boolean {
    return this.#pages < MAX_PAGES && this.#line.received > this.#turnedAt;
  }

  async #turnPage(): Promise<void> {
    this.#pages += 1;
    this.#turnedAt = this.#line.received;
    const isEnd = this.#line.partial.includes('(END)');
    await this.#line.send(isEnd ? 'q' : (this.#rules.pager?.send ?? ' '));
  }

  #output(line: string, isCut: boolean): void {
    const { reply } = this.#wish;
    if (isBootLine(line, this.#rules.bootLines)) this.#hasBootText = true;
    this.#buried.line(line, isCut);
    if (reply?.find(line) !== undefined) this.#hasReply = true;
  }

  #interrupt(): void {
    // The line is free at once; that it could not be told is told by the line itself.
    this.#line.send(CTRL_C).catch(() => undefined);
  }

  /** It may still be running: Ctrl-C, and the prompt that follows. */
  async #recover(signal: AbortSignal): Promise<void> {
    if (this.#wish.at === undefined) return;
    await this.#line.send(CTRL_C);
    const deadline = performance.now() + this.#times.interruptMs;
    for (;;) {
      const prompt = promptOf(this.#line.partial, this.#rules.prompts);
      const left = deadline - performance.now();
      const hasMore = await this.#line.next(
        Math.min(left, prompt === undefined ? left : this.#times.settleMs),
        signal,
      );
      if (!hasMore) return;
    }
  }
}

/** What stands before the prompt where the line ends with it. */
function beforePrompt(partial: string, prompt: string): string | undefined {
  const [line, end] = [partial.trimEnd(), prompt.trimEnd()];
  return end !== '' && line.endsWith(end) ? line.slice(0, -end.length) : undefined;
}
