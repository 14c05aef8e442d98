import { encodeAscii } from '../../../../shared/service-port/modbus/asciiFrame.ts';
import { AsciiReceiver } from '../../../../shared/service-port/modbus/asciiReceiver.ts';
import { encodeAnswer, type ModbusAnswer } from '../../../../shared/service-port/modbus/modbusAnswer.ts';
import type { ModbusPiece } from '../../../../shared/service-port/modbus/modbusFrame.ts';
import {
  decodeRequest,
  encodeRequest,
  isWrite,
} from '../../../../shared/service-port/modbus/modbusRequest.ts';
import { encodeRtu } from '../../../../shared/service-port/modbus/rtuFrame.ts';
import { RtuReceiver } from '../../../../shared/service-port/modbus/rtuReceiver.ts';
import { LOG_LINE } from '../logLine.ts';
import type { PracticeLine, StartDevice } from '../practiceDevice.ts';
import { PracticeHabits } from '../practiceHabits.ts';
import { atWrongRate } from '../wrongRate.ts';
import { EvseRegisters } from './evseRegisters.ts';
import { MODBUS_HABITS, type ModbusHabit } from './modbusHabits.ts';

const UNIT = 1;
const STRANGER = 7;
const POLLED = 3;
const SILENCE_MS = 20;
const SLOW_MS = 150;
const POLL_MS = 100;
const BOOT_MS = 50;
const RESTART_AT = 5;
const BOOT_TEXT = '\r\nrst:0x1 (POWERON_RESET),boot:0x13\r\nevse: starting, Modbus unit 1, 19200 8E1\r\n';
const NOISE = Uint8Array.of(0xff, 0x00, 0x81);
/** Of a device that babbles: so many bytes each so many ms, as fast as 230,400 bit/s carry them. */
const BABBLE = { bytes: 460, everyMs: 20 };

/** A wallbox with a Heidelberg register map at the end of an RS-485 line, as unit 1. */
export const startModbusEvse: StartDevice = (line, { habits }) => {
  const evse = new ModbusEvse(line, new PracticeHabits(MODBUS_HABITS, habits));
  return { stop: () => evse.stop() };
};

class ModbusEvse {
  readonly #line: PracticeLine;
  readonly #habits: PracticeHabits<ModbusHabit>;
  readonly #registers: EvseRegisters;
  readonly #receiver;
  readonly #timers = new Set<NodeJS.Timeout>();
  #silence: NodeJS.Timeout | undefined;
  #requests = 0;
  #isStarting = false;
  #babbled = 1;

  constructor(line: PracticeLine, habits: PracticeHabits<ModbusHabit>) {
    this.#line = line;
    this.#habits = habits;
    this.#registers = new EvseRegisters(habits);
    this.#receiver = habits.has('ascii') ? new AsciiReceiver() : new RtuReceiver();
    line.onData((bytes) => this.#hear(bytes));
    if (habits.has('other-master')) this.#timers.add(setInterval(() => this.#otherMaster(), POLL_MS));
    if (habits.has('flood')) this.#timers.add(setInterval(() => this.#babble(), BABBLE.everyMs));
  }

  stop(): void {
    clearTimeout(this.#silence);
    for (const timer of this.#timers) clearTimeout(timer);
  }

  #hear(bytes: Uint8Array): void {
    if (this.#habits.has('echo')) this.#line.write(bytes);
    if (this.#habits.has('wrong-rate')) {
      this.#line.write(atWrongRate(bytes));
      return;
    }
    this.#take(this.#receiver.push(bytes));
    clearTimeout(this.#silence);
    this.#silence = setTimeout(() => this.#take(this.#receiver.silence()), SILENCE_MS);
  }

  #take(pieces: readonly ModbusPiece[]): void {
    for (const piece of pieces) if (piece.kind === 'frame' && piece.unit === UNIT) this.#request(piece.pdu);
  }

  #request(pdu: Uint8Array): void {
    if (this.#isStarting || this.#habits.has('silent')) return;
    this.#requests += 1;
    if (this.#requests === this.#habits.number('unplugs')) this.#line.cut();
    if (this.#habits.has('sleeps') && this.#requests === 1) return;
    if (this.#habits.has('restart') && this.#requests === RESTART_AT) {
      this.#restart();
      return;
    }
    const answer = this.#answer(pdu);
    if (answer === undefined) return;
    if (this.#habits.has('slow')) this.#later(SLOW_MS, () => this.#send(answer));
    else this.#send(answer);
  }

  #answer(pdu: Uint8Array): Uint8Array | undefined {
    const request = decodeRequest(pdu);
    if (request === undefined) return Uint8Array.of((pdu[0] ?? 0) | 0x80, 1);
    const answer: ModbusAnswer = this.#registers.answer(request);
    if (isWrite(request) && this.#habits.has('lost-write-answer')) return undefined;
    const encoded = encodeAnswer(request, answer);
    if (this.#habits.has('wrong-function') && request.functionCode <= 4)
      return Uint8Array.of(encoded[0] === 3 ? 4 : 3, ...encoded.subarray(1));
    return encoded;
  }

  #send(pdu: Uint8Array): void {
    if (this.#habits.has('log-lines')) this.#line.write(Buffer.from(LOG_LINE, 'latin1'));
    const isWrongUnit = this.#habits.has('wrong-unit') || this.#habits.has('wrong-unit-only');
    if (isWrongUnit) this.#line.write(this.#encode(STRANGER, pdu));
    if (this.#habits.has('wrong-unit-only')) return;
    const frame = this.#encode(UNIT, pdu);
    if (this.#habits.has('damaged') && this.#requests % 2 === 0)
      frame[frame.length >> 1] = (frame[frame.length >> 1] ?? 0) ^ 0x10;
    this.#line.write(this.#habits.has('noise') ? Uint8Array.of(...NOISE, ...frame, ...NOISE) : frame);
  }

  #encode(unit: number, pdu: Uint8Array): Uint8Array {
    return this.#habits.has('ascii') ? encodeAscii(unit, pdu) : encodeRtu(unit, pdu);
  }

  #restart(): void {
    this.#isStarting = true;
    this.#registers.restart();
    this.#line.write(Uint8Array.from(Buffer.from(BOOT_TEXT, 'latin1')));
    this.#later(BOOT_MS, () => {
      this.#isStarting = false;
    });
  }

  #babble(): void {
    this.#line.write(Uint8Array.from({ length: BABBLE.bytes }, () => this.#noise()));
  }

  /** The next byte of a row without a pattern (xorshift, 32 bits), the same in each visit. */
  #noise(): number {
    let next = this.#babbled;
    next ^= next << 13;
    next ^= next >>> 17;
    next ^= next << 5;
    this.#babbled = next;
    return (next >>> 8) & 0xff;
  }

  #otherMaster(): void {
    this.#line.write(this.#encode(POLLED, encodeRequest({ functionCode: 4, address: 5, count: 1 })));
    this.#later(POLL_MS / 4, () => this.#line.write(this.#encode(POLLED, Uint8Array.of(4, 2, 0, 7))));
  }

  #later(ms: number, then: () => void): void {
    const timer = setTimeout(() => {
      this.#timers.delete(timer);
      then();
    }, ms);
    this.#timers.add(timer);
  }
}
