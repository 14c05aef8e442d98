import type { LineSettings, LineSignals } from '../../../../shared/service-port/lineSettings.ts';
import type { PortBanner, PortFailure } from '../../../../shared/service-port/portState.ts';
import {
  ANSWER,
  COM_PORT,
  CONTROL,
  LINE_ERRORS,
  lineCommands,
  MODEM_STATE,
  PURGE_BOTH,
  type LineCommand,
} from './comPortOption.ts';
import { PortError } from './portError.ts';
import { settingText } from './portOptions.ts';
import type { SocketLine } from './socketLine.ts';
import { unsupported } from './systemPortFailure.ts';
import { escapeTelnet, OPTION, subCommand, TelnetDecoder, VERB, type TelnetEvent } from './telnet.ts';
import { TelnetOptions } from './telnetOptions.ts';
import type { SignalWish, Transport } from './transport.ts';

/** What the server turned out to be. */
type Mode = 'asking' | 'settings' | 'telnet' | 'raw';

const MAX_HELD_BYTES = 1_048_576;

/** The client's side of RFC 2217 over a connection. */
export class Rfc2217Line implements Transport {
  readonly #wire: SocketLine;
  readonly #path: string;
  readonly #answerMs: number;
  readonly #decoder = new TelnetDecoder();
  readonly #options: TelnetOptions;
  #mode: Mode = 'asking';
  /** What came while it was not known whether it is telnet, both ways it can be read. */
  #held: Array<{ raw: Uint8Array; data: Uint8Array; monoMs: number }> = [];
  #heldBytes = 0;
  #isTelnet = false;
  #decide: (mode: Mode) => void = () => undefined;
  readonly #answers = new Map<number, (answer: Uint8Array) => void>();
  /** Settings go one after the other: an answer names its command only. */
  #asking: Promise<unknown> = Promise.resolve();
  #suspended: PromiseWithResolvers<void> | undefined;
  #signals: LineSignals = {};
  /** As the server has taken it. */
  #line: LineSettings | undefined;
  #lineErrors = 0;

  constructor(wire: SocketLine, path: string, answerMs: number) {
    this.#wire = wire;
    this.#path = path;
    this.#answerMs = answerMs;
    this.#options = new TelnetOptions((bytes) => this.#post(bytes));
  }

  async begin(line: LineSettings): Promise<void> {
    this.#mode = await this.#negotiate();
    this.#releaseHeld();
    if (this.#mode !== 'settings') {
      this.#wire.arrivals.banner(withoutSettings(this.#mode));
      return;
    }
    this.#command(COM_PORT.setModemStateMask, [0xff]);
    this.#command(COM_PORT.setLineStateMask, [LINE_ERRORS]);
    await this.setLine(line);
    this.#command(COM_PORT.purgeData, [PURGE_BOTH]);
  }

  /** What came over the wire. */
  take(bytes: Uint8Array, monoMs: number): void {
    if (this.#mode === 'raw') {
      this.#wire.arrivals.deliver(bytes, monoMs);
      return;
    }
    const { data, events } = this.#decoder.push(bytes);
    if (this.#mode === 'asking') {
      this.#heldBytes += bytes.length;
      if (this.#heldBytes <= MAX_HELD_BYTES) this.#held.push({ raw: bytes, data, monoMs });
    } else {
      this.#wire.arrivals.deliver(data, monoMs);
    }
    for (const event of events) this.#takeEvent(event);
  }

  async write(bytes: Uint8Array): Promise<void> {
    if (this.#suspended !== undefined) await this.#wire.arrivals.untilEnd(this.#suspended.promise);
    await this.#wire.send(this.#mode === 'raw' ? bytes : escapeTelnet(bytes));
  }
  onData(listener: (bytes: Uint8Array, monoMs: number) => void): void {
    this.#wire.onData(listener);
  }
  onClose(listener: (failure: PortFailure | undefined) => void): void {
    this.#wire.onClose(listener);
  }
  onBanner(listener: (banner: PortBanner) => void): void {
    this.#wire.onBanner(listener);
  }

  async setLine(line: LineSettings): Promise<void> {
    if (this.#mode !== 'settings') return;
    const before = this.#line;
    try {
      await this.#setAll(line);
      this.#line = line;
    } catch (error) {
      // It may have taken the rate and not the format.
      const isRefused = error instanceof PortError && error.failure.cause === 'unsupported-setting';
      if (isRefused && before !== undefined) await this.#setAll(before).catch(() => undefined);
      throw error;
    }
  }

  async #setAll(line: LineSettings): Promise<void> {
    for (const command of lineCommands(line)) {
      const answer = await this.#ask(command);
      if (answer === undefined) throw this.#noAnswer();
      if (!command.isTaken(answer)) {
        throw new PortError(unsupported(this.#path, settingText(line)));
      }
    }
    await this.setSignals({ dtr: line.dtr, rts: line.flowControl === 'rts-cts' ? undefined : line.rts });
  }

  async setSignals({ dtr, rts, isBreak }: SignalWish): Promise<boolean> {
    if (this.#mode !== 'settings') return false;
    const wishes = [
      ...(dtr === undefined ? [] : [CONTROL.dtr[dtr ? 'on' : 'off']]),
      ...(rts === undefined ? [] : [CONTROL.rts[rts ? 'on' : 'off']]),
      ...(isBreak === undefined ? [] : [CONTROL.break[isBreak ? 'on' : 'off']]),
    ];
    let isTaken = true;
    for (const value of wishes) {
      const answer = await this.#ask({ command: COM_PORT.setControl, value: [value], isTaken: () => true });
      isTaken &&= answer?.[0] === value;
    }
    if (isTaken) {
      this.#signals = {
        ...this.#signals,
        ...(dtr === undefined ? {} : { dtr }),
        ...(rts === undefined ? {} : { rts }),
      };
    }
    return isTaken;
  }

  signals(): Promise<LineSignals> {
    return Promise.resolve(this.#signals);
  }
  pause(): void {
    this.#wire.pause();
  }
  resume(): void {
    this.#wire.resume();
  }
  close(): Promise<void> {
    return this.#wire.close();
  }

  async #negotiate(): Promise<Mode> {
    const { promise, resolve } = Promise.withResolvers<Mode>();
    this.#decide = resolve;
    this.#options.ask();
    const timer = setTimeout(() => resolve(this.#isTelnet ? 'telnet' : 'raw'), this.#answerMs);
    try {
      return await this.#wire.arrivals.untilEnd(promise);
    } finally {
      clearTimeout(timer);
    }
  }

  #releaseHeld(): void {
    for (const { raw, data, monoMs } of this.#held.splice(0)) {
      this.#wire.arrivals.deliver(this.#mode === 'raw' ? raw : data, monoMs);
    }
  }

  #takeEvent(event: TelnetEvent): void {
    this.#isTelnet = true;
    if (event.kind === 'option') {
      this.#options.take(event.verb, event.option);
      if (event.option !== OPTION.comPort) return;
      if (event.verb === VERB.do || event.verb === VERB.will) this.#decide('settings');
      if (event.verb === VERB.dont) this.#decide('telnet');
      return;
    }
    const [code = 0] = event.payload;
    if (event.option === OPTION.comPort) this.#takeAnswer(code - ANSWER, event.payload.subarray(1));
  }

  #takeAnswer(command: number, value: Uint8Array): void {
    switch (command) {
      case COM_PORT.notifyModemState:
        this.#takeModemState(value[0] ?? 0);
        return;
      case COM_PORT.notifyLineState:
        this.#takeLineState(value[0] ?? 0);
        return;
      case COM_PORT.suspend:
        this.#suspended ??= Promise.withResolvers<void>();
        return;
      case COM_PORT.resume:
        this.#suspended?.resolve();
        this.#suspended = undefined;
        return;
      default:
        this.#answers.get(command)?.(value);
    }
  }

  #takeModemState(bits: number): void {
    const isSet = (mask: number): boolean => (bits & mask) !== 0;
    this.#signals = {
      ...this.#signals,
      cts: isSet(MODEM_STATE.cts),
      dsr: isSet(MODEM_STATE.dsr),
      dcd: isSet(MODEM_STATE.dcd),
      ri: isSet(MODEM_STATE.ri),
    };
  }

  #takeLineState(bits: number): void {
    if ((bits & LINE_ERRORS) === 0) return;
    this.#lineErrors += 1;
    const times = this.#lineErrors === 1 ? 'once' : `${this.#lineErrors} times`;
    this.#wire.arrivals.banner({
      code: 'line-errors',
      level: 'warning',
      sentence: `The converter has met characters with errors ${times}: overrun, parity or framing.`,
      remedy: 'Check rate and format, and the wiring: A and B, ground, termination.',
    });
  }

  /** One command; its answer, or nothing where none came in time. Rejects when the connection ends. */
  async #ask({ command, value }: LineCommand): Promise<Uint8Array | undefined> {
    const asked = this.#asking.then(() => this.#askNow(command, value));
    this.#asking = asked.catch(() => undefined);
    return asked;
  }

  async #askNow(command: number, value: readonly number[]): Promise<Uint8Array | undefined> {
    const { promise, resolve } = Promise.withResolvers<Uint8Array | undefined>();
    const timer = setTimeout(() => resolve(undefined), this.#answerMs);
    this.#answers.set(command, resolve);
    try {
      await this.#wire.send(subCommand(OPTION.comPort, [command, ...value]));
      return await this.#wire.arrivals.untilEnd(promise);
    } finally {
      clearTimeout(timer);
      this.#answers.delete(command);
    }
  }

  #command(command: number, value: readonly number[]): void {
    this.#post(subCommand(OPTION.comPort, [command, ...value]));
  }

  #post(bytes: Uint8Array): void {
    // A connection that ends meanwhile is told by its end.
    this.#wire.send(bytes).catch(() => undefined);
  }

  #noAnswer(): PortError {
    return new PortError({
      cause: 'other',
      sentence: `${this.#path} took the connection, but does not answer to line settings (RFC 2217).`,
      remedy: 'Set the rate in the converter itself, and use it as tcp://host:port.',
    });
  }
}

function withoutSettings(mode: Mode): PortBanner {
  const what =
    mode === 'raw'
      ? 'The server at this address does not speak telnet, so that rate and format cannot be set from here. The questions that were sent to find out may have reached the device as stray bytes.'
      : 'The server at this address speaks telnet, but refuses line settings (RFC 2217).';
  return {
    code: 'no-line-settings',
    level: 'warning',
    sentence: `${what} Bytes go through as they are.`,
    remedy: 'Set rate and format in the converter itself, or switch its RFC 2217 mode on.',
  };
}
