import { requestWords } from '../../../../../shared/service-port/modbus/frameWords.ts';
import type { ModbusAnswer } from '../../../../../shared/service-port/modbus/modbusAnswer.ts';
import {
  encodeRequest,
  isWrite,
  type ModbusRequest,
} from '../../../../../shared/service-port/modbus/modbusRequest.ts';
import type { ModbusProfile } from '../../../../../shared/service-port/profile/modbusProfile.ts';
import type { PortLine } from '../../line/portLine.ts';
import { BusEar } from './busEar.ts';
import type { BusWatch } from './busWatch.ts';
import { createFraming, type Framing, type FramingName } from './framing.ts';
import { framePauseMs, nextRequestAt, type BusTiming } from './lineTiming.ts';
import { OwedAnswers } from './owedAnswers.ts';
import { unanswered, type Exchange, type Question } from './question.ts';
import { firstOf, untilOver } from './untilOver.ts';

export interface AskOptions {
  unit: number;
  signal: AbortSignal;
  /** Default: the retries of the profile for reads. A write is sent once, whatever is said here. */
  tries?: number;
  timeoutMs?: number;
}

export interface ModbusBusOptions {
  line: PortLine;
  rule: ModbusProfile['line'];
  watch: BusWatch;
  timing: BusTiming;
  explain: (request: ModbusRequest, answer: ModbusAnswer) => string;
  onText: (text: string) => void;
  /** A question is settled; so many of its tries came to nothing before. */
  onExchange: (unit: number, exchange: Exchange, failedTries: number) => void;
}

/** Bytes keep an answer from being over for at most so long: the two longest frames, and some. */
const MOST_EXTENSION_CHARACTERS = 600;

/** One question at a time over a line with Modbus devices, whoever asks. */
export class ModbusBus {
  readonly #options: ModbusBusOptions;
  readonly #owed = new OwedAnswers();
  readonly #ear: BusEar;
  #framing: Framing;
  #turn: Promise<unknown> = Promise.resolve();
  #requestAt = Number.NEGATIVE_INFINITY;
  #answerAt = Number.NEGATIVE_INFINITY;

  constructor(options: ModbusBusOptions) {
    this.#options = options;
    this.#framing = createFraming(options.rule.framings[0] ?? 'rtu');
    const { line, watch, explain, onText } = options;
    const lumpMs = options.timing.lumpMs + framePauseMs(line.settings);
    this.#ear = new BusEar({
      line,
      watch,
      explain,
      onText,
      framing: this.#framing,
      owed: this.#owed,
      lumpMs,
    });
  }

  get framing(): FramingName {
    return this.#framing.name;
  }

  /** Whether any question was ever answered. */
  get hasAnswered(): boolean {
    return Number.isFinite(this.#answerAt);
  }

  /** Since the last answer; without any, for ever. */
  get silentForMs(): number {
    return performance.now() - this.#answerAt;
  }

  useFraming(name: FramingName): void {
    if (name === this.#framing.name) return;
    this.#framing = createFraming(name);
    this.#ear.use(this.#framing);
  }

  /** The technician's own bytes are about to leave. */
  expectRaw(): void {
    this.#ear.allowFor(this.#options.rule.timeoutMs + this.#options.timing.lumpMs);
  }

  /**
   * Asks, and again where a read was not answered or its answer cannot be read. Rejects only with the reason of the signal or of a lost
   * line.
   */
  async ask(request: ModbusRequest, options: AskOptions): Promise<Exchange> {
    const before = this.#turn;
    const { promise, resolve } = Promise.withResolvers<void>();
    this.#turn = promise;
    try {
      await before;
      return await this.#askInTurn(request, options);
    } finally {
      resolve();
    }
  }

  close(): void {
    this.#ear.close();
  }

  async #askInTurn(request: ModbusRequest, options: AskOptions): Promise<Exchange> {
    const signal = AbortSignal.any([options.signal, this.#options.line.lost]);
    const tries = isWrite(request) ? 1 : (options.tries ?? this.#options.rule.retries + 1);
    for (let failed = 0; ; failed += 1) {
      const isLast = failed >= tries - 1;
      await this.#untilFree(request, options.unit, signal);
      const exchange = await this.#askOnce(request, options, signal);
      // Exception 6: the device is busy with something else and says to ask again.
      const isToRepeat = exchange.kind === 'exception' ? exchange.code === 6 : exchange.kind !== 'answer';
      if (isToRepeat && !isLast) continue;
      this.#options.onExchange(options.unit, exchange, failed);
      return exchange;
    }
  }

  /** Until the line was silent for long enough, and no old answer can pass for the one to this request. */
  async #untilFree(request: ModbusRequest, unit: number, signal: AbortSignal): Promise<void> {
    const { line, rule, timing } = this.#options;
    const giveUpAt = performance.now() + rule.timeoutMs + rule.silenceMs + timing.lumpMs;
    for (;;) {
      signal.throwIfAborted();
      const now = performance.now();
      const last = { byteAt: this.#ear.byteAt, answerAt: this.#answerAt, requestAt: this.#requestAt };
      const owedUntil = this.#owed.heldBackUntil(unit, request, now) ?? 0;
      const free = nextRequestAt(line.settings, rule, last);
      // A line that is never silent is no reason never to ask; intervals of the device always are kept.
      const floor = nextRequestAt(line.settings, rule, { ...last, byteAt: 0 });
      const at = Math.max(owedUntil, now > giveUpAt ? floor : free);
      if (at <= now) return;
      // What is owed may come sooner, and bytes may come that move the end of the pause.
      await untilOver(Math.min(at - now, owedUntil > now ? 20 : Number.POSITIVE_INFINITY), signal);
    }
  }

  async #askOnce(
    request: ModbusRequest,
    { unit, timeoutMs }: AskOptions,
    signal: AbortSignal,
  ): Promise<Exchange> {
    const { line, rule, watch } = this.#options;
    const limitMs = timeoutMs ?? rule.timeoutMs;
    const bytes = this.#framing.encode(unit, encodeRequest(request));
    const { promise, resolve } = Promise.withResolvers<Exchange>();
    const question: Question = {
      unit,
      request,
      bytes,
      hasEchoCome: false,
      noiseBytes: 0,
      unfitting: undefined,
      strangers: new Set(),
      settle: resolve,
    };
    this.#ear.listenFor(question);
    try {
      this.#requestAt = performance.now();
      this.#owed.asked(unit, request, this.#requestAt + 2 * limitMs);
      const written = line.write(bytes);
      line.tell('out', bytes.length, {
        action: `FC${request.functionCode}`,
        meaning: `FC${request.functionCode} unit ${unit}: ${requestWords(request)}`,
      });
      await written;
      const exchange = await this.#answerTo(question, promise, limitMs, signal);
      if (exchange.kind === 'answer' || exchange.kind === 'exception') this.#answerAt = performance.now();
      // An echo that stays away with an answer at hand is no more.
      if (exchange.kind === 'answer' && !question.hasEchoCome) watch.echo(false);
      return exchange;
    } finally {
      this.#ear.listenFor(undefined);
    }
  }

  async #answerTo(
    question: Question,
    answered: Promise<Exchange>,
    timeoutMs: number,
    signal: AbortSignal,
  ): Promise<Exchange> {
    const { line, timing } = this.#options;
    const endAt = performance.now() + timeoutMs;
    const latestAt = endAt + (MOST_EXTENSION_CHARACTERS * 11_000) / line.settings.baud + timing.lumpMs;
    for (;;) {
      const now = performance.now();
      // An answer that is on its way when time is up is awaited to its end.
      const coming = this.#ear.heldBytes > 0 ? this.#ear.byteAt + timing.lumpMs : 0;
      const at = Math.min(Math.max(endAt, coming), latestAt);
      if (at <= now) break;
      const exchange = await firstOf(answered, at - now, signal);
      if (exchange !== undefined) return exchange;
    }
    this.#ear.hush();
    return Promise.race([answered, Promise.resolve(unanswered(question, timeoutMs))]);
  }
}
