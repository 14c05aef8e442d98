import { foreignFrameWords } from '../../../../../shared/service-port/modbus/frameWords.ts';
import {
  answerLength,
  decodeAnswer,
  type ModbusAnswer,
} from '../../../../../shared/service-port/modbus/modbusAnswer.ts';
import type {
  ModbusFrame,
  ModbusNoise,
  ModbusPiece,
} from '../../../../../shared/service-port/modbus/modbusFrame.ts';
import {
  decodeRequest,
  type ModbusRequest,
} from '../../../../../shared/service-port/modbus/modbusRequest.ts';
import type { BytesMeaning, PortLine } from '../../line/portLine.ts';
import type { BusWatch } from './busWatch.ts';
import type { Framing } from './framing.ts';
import type { OwedAnswers } from './owedAnswers.ts';
import type { Question } from './question.ts';

/** Text of a boot loader or a log rather than noise: this long, and nearly all of it printable. */
const FEWEST_TEXT_BYTES = 16;

export interface BusEarOptions {
  line: PortLine;
  framing: Framing;
  watch: BusWatch;
  owed: OwedAnswers;
  lumpMs: number;
  /** An answer in the words of the profile. */
  explain: (request: ModbusRequest, answer: ModbusAnswer) => string;
  /** What it printed in the place of frames. */
  onText: (text: string) => void;
}

/** Hears all that comes over a bus, and says of each piece what it was: our answer, our echo, somebody else's, or noise. */
export class BusEar {
  readonly #options: BusEarOptions;
  readonly #stop: () => void;
  #framing: Framing;
  #question: Question | undefined;
  #lastSent: Uint8Array = new Uint8Array(0);
  #rawUntil = 0;
  #silence: NodeJS.Timeout | undefined;
  byteAt = 0;

  constructor(options: BusEarOptions) {
    this.#options = options;
    this.#framing = options.framing;
    this.#stop = options.line.onData((bytes, monoMs) => {
      this.byteAt = Math.max(this.byteAt, monoMs);
      this.#hear(this.#framing.receiver.push(bytes));
      clearTimeout(this.#silence);
      if (this.#framing.receiver.heldBytes > 0) this.#silence = setTimeout(() => this.hush(), options.lumpMs);
    });
  }

  get heldBytes(): number {
    return this.#framing.receiver.heldBytes;
  }

  use(framing: Framing): void {
    this.hush();
    this.#framing = framing;
  }

  /** From here on answers are for this question; what was begun before it belongs to nothing. */
  listenFor(question: Question | undefined): void {
    if (question !== undefined) {
      this.hush();
      this.#lastSent = question.bytes;
    }
    this.#question = question;
    this.#framing.receiver.await(
      question && {
        unit: question.unit,
        functionCode: question.request.functionCode,
        pduLength: answerLength(question.request),
      },
    );
  }

  /** The technician sends bytes of his own: what comes within this time is no other master. */
  allowFor(ms: number): void {
    this.#rawUntil = performance.now() + ms;
  }

  /** Nothing more belongs to what came so far. */
  hush(): void {
    clearTimeout(this.#silence);
    this.#hear(this.#framing.receiver.silence());
  }

  close(): void {
    this.#stop();
    clearTimeout(this.#silence);
  }

  #hear(pieces: readonly ModbusPiece[]): void {
    let trailing = pieces.reduce((sum, { raw }) => sum + raw.length, this.heldBytes);
    for (const piece of pieces) {
      trailing -= piece.raw.length;
      const meaning = piece.kind === 'frame' ? this.#frame(piece) : this.#noise(piece);
      this.#options.line.tell('in', piece.raw.length, meaning, trailing);
    }
  }

  #noise({ raw, isDamagedFrame }: ModbusNoise): BytesMeaning {
    if (this.#question !== undefined) this.#question.noiseBytes += raw.length;
    if (isText(raw)) {
      this.#options.onText(Buffer.from(raw).toString('latin1'));
      return { meaning: 'text instead of frames: a log, or the device is starting', isProblem: true };
    }
    this.#options.watch.damaged();
    return {
      meaning: isDamagedFrame
        ? 'a damaged frame: its check is wrong'
        : `${raw.length} bytes that are no frame`,
      isProblem: true,
    };
  }

  #frame(frame: ModbusFrame): BytesMeaning {
    const { watch } = this.#options;
    watch.good();
    const action = `FC${(frame.pdu[0] ?? 0) & 0x7f}`;
    if (this.#isEcho(frame)) {
      watch.echo(true);
      if (this.#question !== undefined) this.#question.hasEchoCome = true;
      return { action, meaning: 'echo of what was sent' };
    }
    const answered = this.#answer(frame);
    if (answered !== undefined) return { action, ...answered };
    return { action, ...this.#stray(frame) };
  }

  /** With the acknowledgement of function 5 and 6 being the same bytes, only where an echo is known does the first of two count as it. */
  #isEcho({ raw, pdu }: ModbusFrame): boolean {
    if (!isSame(raw, this.#lastSent)) return false;
    if (this.#question === undefined) return this.#options.watch.hasEcho;
    const isAmbiguous = pdu[0] === 5 || pdu[0] === 6;
    return !this.#question.hasEchoCome && (!isAmbiguous || this.#options.watch.hasEcho);
  }

  #answer(frame: ModbusFrame): Omit<BytesMeaning, 'action'> | undefined {
    const question = this.#question;
    if (question === undefined || frame.unit !== question.unit) return undefined;
    const answer = decodeAnswer(question.request, frame.pdu);
    if (answer === undefined) return undefined;
    this.#options.owed.came(frame.unit, question.request.functionCode, performance.now());
    const words = `unit ${frame.unit}: ${this.#options.explain(question.request, answer)}`;
    if (answer.kind === 'unfitting') {
      question.unfitting = answer.sentence;
      return { meaning: words, isProblem: true };
    }
    this.listenFor(undefined);
    question.settle(answer.kind === 'exception' ? answer : { kind: 'answer', answer });
    return { meaning: words, isProblem: answer.kind === 'exception' };
  }

  /** A frame that nobody waits for. */
  #stray({ unit, pdu, raw }: ModbusFrame): Omit<BytesMeaning, 'action'> {
    const { owed, watch } = this.#options;
    const words = foreignFrameWords(unit, pdu);
    const functionCode = pdu[0] ?? 0;
    const now = performance.now();
    if (now < this.#rawUntil) return { meaning: words };
    if (owed.came(unit, functionCode, now)) return { meaning: `too late: ${words}`, isProblem: true };
    if (isSame(raw, this.#lastSent)) return { meaning: `once more: ${words}`, isProblem: true };
    const question = this.#question;
    // Requests of function 5 and 6 look like their acknowledgements: while we wait, they are taken for answers of the wrong unit.
    const isRequest = decodeRequest(pdu) !== undefined && functionCode !== 5 && functionCode !== 6;
    if (question !== undefined && !isRequest) {
      question.strangers.add(unit);
      if (unit !== question.unit) watch.foreignAnswer(unit, question.unit);
      return { meaning: `nobody asked for this: ${words}`, isProblem: true };
    }
    watch.otherMaster(words);
    return { meaning: words, isProblem: true };
  }
}

function isSame(first: Uint8Array, second: Uint8Array): boolean {
  return first.length === second.length && first.every((byte, index) => byte === second[index]);
}

function isText(bytes: Uint8Array): boolean {
  const printable = bytes.filter((byte) => (byte >= 0x20 && byte < 0x7f) || byte === 0x0a || byte === 0x0d);
  return bytes.length >= FEWEST_TEXT_BYTES && printable.length / bytes.length > 0.9;
}
