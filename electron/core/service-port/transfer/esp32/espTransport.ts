import { ESPError, Transport } from 'esptool-js';
import type { PortLine } from '../../line/portLine.ts';
import type { SignalWish } from '../../transport/transport.ts';
import type { LineAnswers } from '../lineAnswers.ts';
import { SlipFrames } from './slipFrames.ts';

/** Of what is printed before the first frame; the reason why a chip started its firmware instead is in there. */
const MOST_TEXT_BYTES = 8_192;
const SIGNALS_MS = 5_000;
const FLASH_DATA = 0x03;

/** The line of a port as `esptool-js` wants it. What it would open and close is open already, and stays so. */
export class EspTransport extends Transport {
  /** False once the port has told that it has no such lines. */
  hasSignals = true;
  /** Blocks of the flash that were sent, repeated ones as well. */
  blocksSent = 0;
  readonly #line: PortLine;
  readonly #answers: LineAnswers;
  readonly #frames = new SlipFrames();
  #text = '';
  #dtr = false;

  constructor(line: PortLine, answers: LineAnswers) {
    super({ getInfo: () => ({}) });
    this.#line = line;
    this.#answers = answers;
    this.baudrate = line.settings.baud;
  }

  /** What the chip has printed. */
  get text(): string {
    return this.#text;
  }

  async signals(wish: SignalWish): Promise<void> {
    const isSet = this.#line.setSignals(wish);
    // It may end after whoever waits has gone.
    isSet.catch(() => undefined);
    this.hasSignals = (await this.#answers.orLater(isSet, SIGNALS_MS)) ?? false;
  }

  override async write(data: Uint8Array): Promise<void> {
    if (data[1] === FLASH_DATA) this.blocksSent += 1;
    await this.#answers.write(this.slipWriter(data));
  }

  override async read(timeout: number): Promise<Uint8Array> {
    const until = performance.now() + timeout;
    for (;;) {
      const frame = this.#frames.next();
      if (frame !== undefined) return frame;
      const bytes = await this.#answers.readSome(Math.max(0, until - performance.now()));
      if (bytes === undefined) throw new ESPError('the chip does not answer');
      this.#text = (this.#text + Buffer.from(bytes).toString('latin1')).slice(-MOST_TEXT_BYTES);
      this.#frames.take(bytes);
    }
  }

  override flushInput(): void {
    this.#answers.clear();
    this.#frames.clear();
  }

  override async setDTR(state: boolean): Promise<void> {
    this.#dtr = state;
    await this.signals({ dtr: state });
  }

  /** Some drivers of Windows pass RTS on together with DTR only. */
  override async setRTS(state: boolean): Promise<void> {
    await this.signals({ dtr: this.#dtr, rts: state });
  }

  override async setSignals(dtr?: boolean, rts?: boolean, breakSignal?: boolean): Promise<void> {
    if (dtr !== undefined) this.#dtr = dtr;
    await this.signals({ dtr, rts, isBreak: breakSignal });
  }

  override getInfo(): string {
    return '';
  }

  override getVid(): undefined {
    return undefined;
  }

  override getPid(): undefined {
    return undefined;
  }

  /** The record of the line has it all. */
  override trace(): void {
    return undefined;
  }

  override connect(): Promise<void> {
    return Promise.resolve();
  }

  override readLoop(): Promise<void> {
    return Promise.resolve();
  }

  override disconnect(): Promise<void> {
    return Promise.resolve();
  }
}
