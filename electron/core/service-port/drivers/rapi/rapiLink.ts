import { canAnswerRapi, rapiCommandName } from '../../../../../shared/service-port/rapi/rapiCommands.ts';
import {
  RAPI_END,
  buildRapiFrame,
  isRapiReply,
  parseRapiFrame,
  type RapiFrame,
} from '../../../../../shared/service-port/rapi/rapiFrame.ts';
import type { RapiNews } from '../../../../../shared/service-port/rapi/rapiNews.ts';
import { RapiReader } from '../../../../../shared/service-port/rapi/rapiReader.ts';
import type { BytesMeaning, PortLine } from '../../line/portLine.ts';
import { LateAnswers } from './lateAnswers.ts';
import type { LineHealth } from './lineHealth.ts';

/** How this device is spoken to. `bare`: its replies have no checksum (RAPI 1). */
export interface RapiDialect {
  checksum: 'xor' | 'sum';
  hasIds: boolean;
  replies: 'checked' | 'bare';
}

/**
 * What became of a command. A refusal without the sequence id that was sent means that the command arrived damaged: the firmware loses
 * the id with it.
 */
export type RapiAnswer =
  | { kind: 'ok'; frame: RapiFrame }
  | { kind: 'refused'; frame: RapiFrame; isDamagedThere: boolean }
  | { kind: 'no-answer'; cause: 'silent' | 'restarted' | 'damaged' | 'cut' | 'stranger' };

export interface AskOptions {
  dialect: RapiDialect;
  timeoutMs: number;
  signal: AbortSignal;
  /** The device is not known yet: an answer without the sequence id may be that of old firmware. */
  isFirst?: boolean;
}

export interface LinkListener {
  /** What comes unasked; undefined: it is none. */
  newsOf: (frame: RapiFrame) => RapiNews | undefined;
  onNews: (news: RapiNews) => void;
  /** In words, for the record of an answer. */
  meaningOf: (command: string, frame: RapiFrame) => string;
  /** What a command is for. */
  wordsOf: (command: string) => string;
}

interface Waiting {
  command: string;
  sequenceId: number | undefined;
  dialect: RapiDialect;
  isFirst: boolean;
  isDamaged: boolean;
  hasStranger: boolean;
  settle: (answer: RapiAnswer) => void;
  hurry: () => void;
}

/** After a damaged answer another one is worth no long wait. */
const DAMAGED_WAIT_MS = 60;
/** So long after a command without an answer, an answer may still be meant for it. */
const LATE_MS = 3000;
/** So long such an answer is waited for before the next command, where nothing else would tell the two apart. */
const LATE_WAIT_MS = 300;

/** The line to a RAPI device: one command in flight, answers found by their sequence id or shape, never by being the next line. */
export class RapiLink {
  readonly #line: PortLine;
  readonly #maxFrame: number;
  readonly #health: LineHealth;
  readonly #listener: LinkListener;
  readonly #reader = new RapiReader();
  readonly #stop: () => void;
  #waiting: Waiting | undefined;
  #lastSequenceId = 0;
  #lastSent = '';
  #unansweredAt = -Infinity;
  readonly #late = new LateAnswers();
  #typed: { frames: readonly string[]; command: RapiFrame; at: number; missing: number } | undefined;
  #isQuiet = false;

  constructor(line: PortLine, maxFrame: number, health: LineHealth, listener: LinkListener) {
    this.#maxFrame = maxFrame;
    this.#line = line;
    this.#health = health;
    this.#listener = listener;
    this.#stop = line.onData((bytes) => this.#hear(bytes));
  }

  /** While somebody else has the line (a boot loader), what comes is not RAPI. */
  set isQuiet(isQuiet: boolean) {
    if (this.#isQuiet !== isQuiet) this.#reader.flush();
    this.#isQuiet = isQuiet;
  }

  close(): void {
    this.#stop();
  }

  /** Frames that the technician sends beside: their answers are nobody else's. */
  typed(frames: readonly string[]): void {
    const last = frames.at(-1);
    if (last === undefined) return;
    this.#typed = { frames, command: parseRapiFrame(last), at: performance.now(), missing: frames.length };
  }

  /** Rejects only when the line is lost or the signal aborted. */
  async ask(
    command: string,
    { dialect, timeoutMs, signal, isFirst = false }: AskOptions,
  ): Promise<RapiAnswer> {
    signal.throwIfAborted();
    this.#line.lost.throwIfAborted();
    if (!dialect.hasIds && !isFirst)
      await this.#late.settled(Math.min(timeoutMs, LATE_WAIT_MS), signal, this.#line.lost);
    const sequenceId = dialect.hasIds && this.#hasRoom(command, dialect) ? this.#nextSequenceId() : undefined;
    const frameText = buildRapiFrame(command, { checksum: dialect.checksum, sequenceId });
    const answer = this.#await({ command, sequenceId, dialect, isFirst }, timeoutMs, signal);
    // Of a write that fails only the reason of the loss is told, and that comes by `lost` as well.
    const [result] = await Promise.all([answer, this.#send(frameText, command)]);
    return result;
  }

  async #send(frameText: string, command: string): Promise<void> {
    const bytes = Uint8Array.from(`${frameText}${RAPI_END}`, (character) => character.charCodeAt(0));
    this.#lastSent = frameText;
    const written = this.#line.write(bytes);
    this.#line.tell('out', bytes.length, {
      action: `$${rapiCommandName(command)}`,
      meaning: this.#listener.wordsOf(command),
    });
    await written;
  }

  /** A command that the id makes too long for the buffer of the device goes without. */
  #hasRoom(command: string, { checksum }: RapiDialect): boolean {
    return buildRapiFrame(command, { checksum, sequenceId: 1 }).length <= this.#maxFrame;
  }

  #nextSequenceId(): number {
    // 0 is reserved.
    this.#lastSequenceId = (this.#lastSequenceId % 255) + 1;
    return this.#lastSequenceId;
  }

  #await(
    command: Pick<Waiting, 'command' | 'sequenceId' | 'dialect' | 'isFirst'>,
    timeoutMs: number,
    signal: AbortSignal,
  ): Promise<RapiAnswer> {
    return new Promise((resolve, reject) => {
      const { lost } = this.#line;
      const end = (): void => {
        clearTimeout(timer);
        lost.removeEventListener('abort', onLost);
        signal.removeEventListener('abort', onAbort);
        this.#waiting = undefined;
      };
      const onLost = (): void => {
        end();
        reject(asError(lost.reason));
      };
      const onAbort = (): void => {
        end();
        // Its answer is on the way, and must not be taken for that of the next one.
        this.#missed();
        reject(asError(signal.reason));
      };
      const waiting: Waiting = {
        ...command,
        isDamaged: false,
        hasStranger: false,
        settle: (answer) => {
          end();
          if (answer.kind === 'no-answer') this.#missed();
          resolve(answer);
        },
        hurry: () => {
          clearTimeout(timer);
          timer = setTimeout(() => this.#giveUp(waiting), Math.min(DAMAGED_WAIT_MS, timeoutMs));
        },
      };
      let timer = setTimeout(() => this.#giveUp(waiting), timeoutMs);
      this.#waiting = waiting;
      lost.addEventListener('abort', onLost, { once: true });
      signal.addEventListener('abort', onAbort, { once: true });
    });
  }

  #missed(): void {
    this.#unansweredAt = performance.now();
    this.#late.expect();
  }

  #giveUp(waiting: Waiting): void {
    const halves = this.#reader.flush();
    const hasHalf = halves.length > 0;
    // At a wrong line rate nothing ever ends as a frame does.
    if (halves.some((half) => half.kind === 'text' && !isReadable(half.text))) this.#health.bad();
    const cause = waiting.isDamaged
      ? 'damaged'
      : hasHalf
        ? 'cut'
        : waiting.hasStranger
          ? 'stranger'
          : 'silent';
    waiting.settle({ kind: 'no-answer', cause });
  }

  #hear(bytes: Uint8Array): void {
    if (this.#isQuiet) return;
    for (const unit of this.#reader.push(bytes)) {
      const meaning = unit.kind === 'text' ? this.#hearText(unit.text) : this.#hearFrame(unit.frame);
      if (meaning !== undefined) this.#line.tell('in', unit.length, meaning, unit.trailing);
    }
  }

  #hearText(text: string): BytesMeaning | undefined {
    if (text === '\n' || text === '\r') return undefined;
    if (isReadable(text)) return { meaning: 'text of the charger' };
    this.#health.bad();
    return { meaning: 'noise', isProblem: true };
  }

  #hearFrame(frame: RapiFrame): BytesMeaning {
    const action = `$${frame.name.slice(0, 12)}`;
    if (!frame.isIntact) return this.#hearDamaged(action);
    const news = this.#listener.newsOf(frame);
    if (news !== undefined) {
      this.#health.good();
      // Who waits is told first: what follows may ask anew.
      if (news.kind === 'boot') this.#waiting?.settle({ kind: 'no-answer', cause: 'restarted' });
      this.#listener.onNews(news);
      return { action, meaning: news.words, ...(news.isProblem ? { isProblem: true } : {}) };
    }
    if (isRapiReply(frame)) return this.#hearReply(frame);
    if (frame.text === this.#lastSent || this.#typed?.frames.includes(frame.text) === true) {
      this.#health.echo();
      return { action, meaning: 'echo of what was sent' };
    }
    this.#health.otherMaster();
    return { action, meaning: `somebody else ${this.#listener.wordsOf(frame.text.slice(1))}` };
  }

  #hearDamaged(action: string): BytesMeaning {
    this.#health.bad();
    if (this.#waiting !== undefined) {
      this.#waiting.isDamaged = true;
      this.#waiting.hurry();
    }
    return { action, meaning: 'damaged: its checksum is another one', isProblem: true };
  }

  #hearReply(frame: RapiFrame): BytesMeaning {
    const action = `$${frame.name}`;
    const waiting = this.#waiting;
    if (waiting === undefined || this.#isOfTyped(waiting, frame)) return this.#hearUnasked(action, frame);
    if (frame.checksum === 'none' && waiting.dialect.replies === 'checked') return this.#hearDamaged(action);
    this.#health.good();
    const isRefusal = frame.name === 'NK';
    if (!isMeantFor(waiting, frame)) {
      waiting.hasStranger = true;
      return { action, meaning: 'an answer to something else' };
    }
    const isDamagedThere = isRefusal && waiting.sequenceId !== undefined && frame.sequenceId === undefined;
    waiting.settle(isRefusal ? { kind: 'refused', frame, isDamagedThere } : { kind: 'ok', frame });
    return this.#answerOf(waiting.command, frame, isDamagedThere);
  }

  /** What the technician types has no sequence id, and neither has its answer. */
  #isOfTyped({ sequenceId }: Waiting, frame: RapiFrame): boolean {
    const typed = this.#typed;
    if (typed === undefined || sequenceId === undefined || frame.sequenceId !== undefined) return false;
    return typed.missing > 0 && performance.now() - typed.at < LATE_MS;
  }

  #hearUnasked(action: string, frame: RapiFrame): BytesMeaning {
    this.#health.good();
    this.#late.came();
    const now = performance.now();
    const typed = this.#typed;
    if (typed !== undefined && now - typed.at < LATE_MS)
      return this.#answerOf(contentOf(typed.command), frame);
    if (now - this.#unansweredAt < LATE_MS) return { action, meaning: 'an answer that came too late' };
    this.#health.otherMaster();
    return { action, meaning: 'an answer that nobody here asked for' };
  }

  #answerOf(command: string, frame: RapiFrame, isDamagedThere = false): BytesMeaning {
    const action = `$${rapiCommandName(command)}`;
    if (frame.name === 'OK') return { action, meaning: this.#listener.meaningOf(command, frame) };
    const why = isDamagedThere
      ? 'it arrived damaged'
      : 'the charger does not know it, was built without it, or does not take it now';
    return { action, meaning: `refused: ${why}`, isProblem: true };
  }
}

/** The command without `$`, sequence id and checksum. */
function contentOf({ name, rest }: RapiFrame): string {
  return rest === '' ? name : `${name} ${rest}`;
}

function isMeantFor({ command, sequenceId, isFirst }: Waiting, frame: RapiFrame): boolean {
  const hasShape = frame.name === 'NK' || canAnswerRapi(command, frame.args.length);
  if (sequenceId === undefined) return frame.sequenceId === undefined && hasShape;
  if (frame.sequenceId === sequenceId) return true;
  return frame.sequenceId === undefined && hasShape && (frame.name === 'NK' || isFirst);
}

/** Mostly letters, as what a firmware prints while it starts. */
function isReadable(text: string): boolean {
  let readable = 0;
  for (const character of text) if (/[\t\r\n -~]/.test(character)) readable += 1;
  return readable >= text.length * 0.7;
}

function asError(reason: unknown): Error {
  return reason instanceof Error ? reason : new Error(String(reason));
}
