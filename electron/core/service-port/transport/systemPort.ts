import type { SerialPort } from 'serialport';
import type { LineSettings, LineSignals } from '../../../../shared/service-port/lineSettings.ts';
import type { PortBanner, PortFailure } from '../../../../shared/service-port/portState.ts';
import { Arrivals } from './arrivals.ts';
import { PortError } from './portError.ts';
import { THIS_SYSTEM, type SystemEdge } from './systemEdge.ts';
import { lostPort, systemPortError, unsupported } from './systemPortFailure.ts';
import { portOptions, settingText, type PortOptions } from './portOptions.ts';
import type { SignalWish, Transport } from './transport.ts';

interface Library {
  SerialPort: typeof SerialPort;
}
export type ListedPort = Awaited<ReturnType<(typeof SerialPort)['list']>>[number];

/** Rates may differ so much from what was asked before characters break: half of what UARTs tolerate. */
const RATE_TOLERANCE = 0.025;

/**
 * Loaded on first use: where the native part does not fit the machine, that is said where a port is wanted, and everything else of the
 * program works.
 */
async function library(): Promise<Library> {
  try {
    return await import('serialport');
  } catch (cause) {
    const text = cause instanceof Error ? (cause.message.split('\n')[0] ?? '') : String(cause);
    throw new PortError(
      {
        cause: 'no-driver',
        sentence: `Kerbside’s part for serial ports does not run on this computer (${process.platform}, ${process.arch}): ${text}.`,
        remedy: 'Ports behind a network converter work all the same: tcp://host:port or rfc2217://host:port.',
      },
      { cause },
    );
  }
}

/** Every port that the system lists. Rejects where it has no list, as Linux without udev (`spawn udevadm ENOENT`). */
export async function listSystemPorts(): Promise<ListedPort[]> {
  const loaded = await library();
  return loaded.SerialPort.list();
}

/** Opens a serial port of this computer. Rejects with `PortError`. An open that is given up on is closed as soon as it succeeds. */
export async function openSystemPort(
  path: string,
  line: LineSettings,
  edge: SystemEdge = THIS_SYSTEM,
): Promise<Transport> {
  const loaded = await library();
  const open = (options: PortOptions): Promise<SerialPort> =>
    new Promise((resolve, reject) => {
      const port = new loaded.SerialPort({ path, autoOpen: false, ...options });
      // An error without a listener would end the core. What it says is told by the callback, or by `close`.
      port.on('error', () => undefined);
      port.open((error) => (error === null ? resolve(port) : reject(error)));
    });
  const transport = new SystemPort(path, line, edge, open);
  await transport.start();
  return transport;
}

class SystemPort implements Transport {
  readonly #path: string;
  readonly #edge: SystemEdge;
  readonly #open: (options: PortOptions) => Promise<SerialPort>;
  readonly #arrivals = new Arrivals();
  #line: LineSettings;
  #port: SerialPort | undefined;
  #hasModemLines = true;
  /** One after the other: the driver has one write in flight, and a drain belongs to the write before it. */
  #writing: Promise<unknown> = Promise.resolve();

  constructor(
    path: string,
    line: LineSettings,
    edge: SystemEdge,
    open: (options: PortOptions) => Promise<SerialPort>,
  ) {
    this.#path = path;
    this.#line = line;
    this.#edge = edge;
    this.#open = open;
  }

  async start(): Promise<void> {
    this.#attach(await this.#tryOpen(this.#line));
    await this.#afterOpen();
  }

  async write(bytes: Uint8Array): Promise<void> {
    const write = this.#writing.then(() => this.#arrivals.untilEnd(this.#writeNow(bytes)));
    this.#writing = write.catch(() => undefined);
    await write;
  }

  onData(listener: (bytes: Uint8Array, monoMs: number) => void): void {
    this.#arrivals.onData(listener);
  }
  onClose(listener: (failure: PortFailure | undefined) => void): void {
    this.#arrivals.onClose(listener);
  }
  onBanner(listener: (banner: PortBanner) => void): void {
    this.#arrivals.onBanner(listener);
  }

  async setLine(line: LineSettings): Promise<void> {
    const before = this.#line;
    const sameBut = { ...line, baud: before.baud, dtr: before.dtr, rts: before.rts };
    const isOnlyRate =
      JSON.stringify(portOptions(sameBut, this.#edge.platform)) ===
      JSON.stringify(portOptions(before, this.#edge.platform));
    if (isOnlyRate) await this.#setRate(line);
    else await this.#setFormat(line);
    this.#line = line;
    await this.#applySignals();
  }

  async setSignals({ dtr, rts, isBreak }: SignalWish): Promise<boolean> {
    this.#line = { ...this.#line, dtr: dtr ?? this.#line.dtr, rts: rts ?? this.#line.rts };
    await this.#applySignals(isBreak ?? false);
    return this.#hasModemLines;
  }

  async signals(): Promise<LineSignals> {
    const port = this.#port;
    if (port === undefined || !this.#hasModemLines) return {};
    const { dtr, rts } = this.#line;
    return new Promise((resolve) => {
      port.get((error, status) =>
        resolve(
          error === null && status !== undefined
            ? { dtr, rts, cts: status.cts, dsr: status.dsr, dcd: status.dcd }
            : { dtr, rts },
        ),
      );
    });
  }

  pause(): void {
    this.#port?.pause();
  }
  resume(): void {
    this.#port?.resume();
  }

  async close(): Promise<void> {
    const port = this.#port;
    this.#port = undefined;
    this.#arrivals.end(undefined);
    if (port !== undefined) await closePort(port);
  }

  async #tryOpen(line: LineSettings): Promise<SerialPort> {
    try {
      return await this.#open(portOptions(line, this.#edge.platform));
    } catch (cause) {
      throw await systemPortError(cause, this.#path, settingText(line), this.#edge);
    }
  }

  /** From here on the port is read, listened to or not: one that nobody reads does not notice that it was unplugged. */
  #attach(port: SerialPort): void {
    this.#port = port;
    port.on('data', (bytes: Uint8Array) => {
      if (this.#port === port) this.#arrivals.deliver(bytes, performance.now());
    });
    // Comes twice where a write noticed that the port is gone; the first one counts.
    port.on('close', () => {
      if (this.#port !== port) return;
      this.#port = undefined;
      this.#arrivals.end(lostPort(this.#path));
    });
  }

  async #afterOpen(): Promise<void> {
    await this.#checkRate();
    await this.#applySignals();
    if (this.#hasModemLines && this.#edge.platform !== 'win32' && !(this.#line.dtr && this.#line.rts)) {
      this.#arrivals.banner({
        code: 'dtr-pulse',
        level: 'info',
        sentence:
          'This system raises DTR and RTS for a moment whenever a port is opened, also where they shall stay off. A device that restarts by them (ESP32, AVR) has restarted.',
        remedy: 'Keep the port open, so that it happens once.',
      });
    }
  }

  async #checkRate(): Promise<void> {
    const error = await this.#rateError(this.#line);
    if (error === undefined) return;
    await this.close();
    throw error;
  }

  /** The driver takes a rate that the chip cannot make without a word: what the system then has is asked for. */
  async #rateError(line: LineSettings): Promise<PortError | undefined> {
    // macOS has no answer.
    const actual = await this.#port?.port?.getBaudRate().catch(() => undefined);
    const { baud } = line;
    if (actual === undefined || actual.baudRate <= 0) return undefined;
    if (Math.abs(actual.baudRate - baud) <= baud * RATE_TOLERANCE) return undefined;
    return new PortError({
      ...unsupported(this.#path, settingText(line)),
      sentence: `${this.#path} does not do ${baud} baud: its adapter would run at ${actual.baudRate}.`,
    });
  }

  async #setRate(line: LineSettings): Promise<void> {
    await this.#updateRate(line);
    const error = await this.#rateError(line);
    if (error === undefined) return;
    await this.#updateRate(this.#line);
    throw error;
  }

  async #updateRate(line: LineSettings): Promise<void> {
    const port = this.#openPort();
    const update = new Promise<void>((resolve, reject) => {
      port.update({ baudRate: line.baud }, (error) => (error === null ? resolve() : reject(error)));
    });
    try {
      await this.#arrivals.untilEnd(update);
    } catch (cause) {
      if (cause instanceof PortError) throw cause;
      throw await systemPortError(cause, this.#path, settingText(line), this.#edge);
    }
  }

  /**
   * The driver changes nothing but the rate of an open port. On Unix the line belongs to the device and not to who opened it: a second
   * opening that is closed at once sets it, and DTR does not fall. On Windows a port is opened once: it is closed and opened again.
   */
  async #setFormat(line: LineSettings): Promise<void> {
    const port = this.#openPort();
    if (this.#edge.platform !== 'win32') {
      const second = await this.#tryOpenUnlocked(line);
      await closePort(second);
      return;
    }
    this.#port = undefined;
    await closePort(port);
    try {
      await this.#attachUnlessClosed(await this.#tryOpen(line));
    } catch (error) {
      await this.#openAsBefore(error);
      throw error;
    }
  }

  /** It may have been closed while it was being opened again. */
  async #attachUnlessClosed(port: SerialPort): Promise<void> {
    if (this.#arrivals.hasEnded) await closePort(port);
    else this.#attach(port);
  }

  async #tryOpenUnlocked(line: LineSettings): Promise<SerialPort> {
    try {
      return await this.#open({ ...portOptions(line, this.#edge.platform), lock: false });
    } catch (cause) {
      throw await systemPortError(cause, this.#path, settingText(line), this.#edge);
    }
  }

  async #openAsBefore(reason: unknown): Promise<void> {
    if (this.#arrivals.hasEnded) return;
    try {
      await this.#attachUnlessClosed(await this.#tryOpen(this.#line));
      await this.#applySignals();
    } catch {
      // The port could be opened a moment ago: the first refusal is the one to tell.
      this.#arrivals.end(reason instanceof PortError ? reason.failure : lostPort(this.#path));
    }
  }

  /** A pty has no modem lines: it says so by an error, and is used without them. */
  async #applySignals(isBreak = false): Promise<void> {
    const port = this.#port;
    if (port === undefined) return;
    const { dtr, rts, flowControl } = this.#line;
    // With hardware flow control RTS is the system's.
    const set = new Promise<boolean>((resolve) => {
      port.set({ dtr, rts: rts || flowControl === 'rts-cts', brk: isBreak }, (error) =>
        resolve(error === null),
      );
    });
    this.#hasModemLines = await this.#arrivals.untilEnd(set);
  }

  #openPort(): SerialPort {
    if (this.#port === undefined) throw new PortError(lostPort(this.#path), { code: 'unavailable' });
    return this.#port;
  }

  async #writeNow(bytes: Uint8Array): Promise<void> {
    const port = this.#openPort();
    await new Promise<void>((resolve, reject) => {
      port.write(Buffer.from(bytes), undefined, (error) => (error ? reject(this.#lost(error)) : resolve()));
    });
    await new Promise<void>((resolve, reject) => {
      // A driver that cannot wait for the line has taken the bytes all the same.
      port.drain((error) => (error === null || port.isOpen ? resolve() : reject(this.#lost(error))));
    });
  }

  /** A write may notice the end first. */
  #lost(cause: unknown): PortError {
    const failure = lostPort(this.#path);
    this.#arrivals.end(failure);
    void this.close();
    return new PortError(failure, { code: 'unavailable', cause });
  }
}

/** Closing what is closed already is no failure, nor is one that went away meanwhile. */
function closePort(port: SerialPort): Promise<void> {
  return new Promise((resolve) => {
    if (port.isOpen) port.close(() => resolve());
    else resolve();
  });
}
