import { ContractError } from '../../../../shared/contract/failure.ts';
import type { LineSettings } from '../../../../shared/service-port/lineSettings.ts';
import type { Direction } from '../../../../shared/trace/record.ts';
import type { Recorder } from '../../trace/store/newRecord.ts';
import type { SignalWish, Transport } from '../transport/transport.ts';
import { changedLine, type LineWish } from './changedLine.ts';
import type { BytesMeaning, PortLine, WriteOptions } from './portLine.ts';
import type { LineTap } from './lineTap.ts';

export interface RecordedLineOptions {
  transport: Transport;
  line: LineSettings;
  tap: LineTap;
  recorder: Pick<Recorder, 'afterCommit'>;
  /** The settings were changed, by the technician or by a driver. */
  onLine: (line: LineSettings) => void;
  log: (line: string) => void;
}

/** What a turn of the event loop takes at most; the rest waits on the line until this is in the file. */
const TURN_BYTES = 65_536;

/** The line over one opened transport. It ends with it: who plugs the cable in again gets another one. */
export class RecordedLine implements PortLine {
  readonly #options: RecordedLineOptions;
  readonly #lost = new AbortController();
  readonly #listeners = new Set<(bytes: Uint8Array, monoMs: number) => void>();
  #settings: LineSettings;
  #turnBytes = 0;

  constructor(options: RecordedLineOptions) {
    this.#options = options;
    this.#settings = options.line;
  }

  /** From here on the line is read; whoever shall hear its first byte listens before. */
  listen(): void {
    this.#options.transport.onData((bytes, monoMs) => this.#take(bytes, monoMs));
  }

  get lost(): AbortSignal {
    return this.#lost.signal;
  }

  get settings(): LineSettings {
    return this.#settings;
  }

  write(bytes: Uint8Array, { isSecret = false, isBlock = false }: WriteOptions = {}): Promise<void> {
    if (this.lost.aborted) return Promise.reject(this.#reason());
    const left = isBlock ? this.#writeBlock(bytes) : this.#writeRecorded(bytes, isSecret);
    // Whoever does not wait for it hears of the loss by `lost`.
    left.catch(() => undefined);
    return left;
  }

  onData(listener: (bytes: Uint8Array, monoMs: number) => void): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }

  tell(direction: Direction, length: number, meaning: BytesMeaning, trailing = 0): void {
    this.#options.tap.tell(direction, length, meaning, trailing);
  }

  async setLine(wish: LineWish): Promise<void> {
    if (this.lost.aborted) throw this.#reason();
    const line = changedLine(this.#settings, wish);
    this.#options.tap.endRecord();
    await this.#options.transport.setLine(line);
    this.#settings = line;
    this.#options.onLine(line);
  }

  setSignals(wish: SignalWish): Promise<boolean> {
    if (this.lost.aborted) return Promise.reject(this.#reason());
    return this.#options.transport.setSignals(wish);
  }

  /** DTR and RTS stay as the technician has set them, also where the rate is set later: raising DTR restarts some devices. */
  keepSignals({ dtr, rts }: Pick<SignalWish, 'dtr' | 'rts'>): void {
    this.#settings = changedLine(this.#settings, { dtr, rts });
    this.#options.onLine(this.#settings);
  }

  /** Ends the line for everybody who waits on it. */
  end(reason: ContractError): void {
    this.#listeners.clear();
    this.#options.tap.endRecord();
    this.#lost.abort(reason);
  }

  #writeBlock(bytes: Uint8Array): Promise<void> {
    const { tap, transport } = this.#options;
    const monoMs = performance.now();
    const left = this.#untilLost(transport.write(bytes));
    tap.take('out', bytes, monoMs);
    // Its answer would end the record, and wait for that.
    tap.endRecord();
    return left;
  }

  /** What came before is in the file before the bytes leave: a charger's question that was answered can be read there. */
  #writeRecorded(bytes: Uint8Array, isSecret: boolean): Promise<void> {
    const { tap, recorder, transport } = this.#options;
    if (isSecret) tap.takeSecret(bytes, performance.now());
    else tap.take('out', bytes, performance.now());
    const committed = new Promise<void>((resolve) => recorder.afterCommit(resolve));
    return this.#untilLost(committed.then(() => (this.lost.aborted ? undefined : transport.write(bytes))));
  }

  /** Rejects also where `left` never ends: nobody tells a write on a port that is gone. */
  #untilLost(left: Promise<void>): Promise<void> {
    const { promise, reject } = Promise.withResolvers<never>();
    const onLost = (): void => reject(this.#reason());
    this.lost.addEventListener('abort', onLost, { once: true });
    return Promise.race([left, promise]).finally(() => this.lost.removeEventListener('abort', onLost));
  }

  #take(bytes: Uint8Array, monoMs: number): void {
    if (this.lost.aborted) return;
    this.#holdBack(bytes.length);
    this.#options.tap.take('in', bytes, monoMs);
    for (const listener of this.#listeners) {
      try {
        listener(bytes, monoMs);
      } catch (error) {
        // What one reader makes of the bytes must not keep them from the others.
        this.#options.log(
          `A listener of the line failed: ${error instanceof Error ? error.stack : String(error)}`,
        );
      }
    }
  }

  /** A flood is read no faster than it is written, so that it takes no memory. */
  #holdBack(bytes: number): void {
    const { recorder, transport } = this.#options;
    if (this.#turnBytes === 0) {
      recorder.afterCommit(() => {
        if (this.#turnBytes > TURN_BYTES) transport.resume();
        this.#turnBytes = 0;
      });
    }
    const before = this.#turnBytes;
    this.#turnBytes += bytes;
    if (before <= TURN_BYTES && this.#turnBytes > TURN_BYTES) transport.pause();
  }

  #reason(): Error {
    const reason: unknown = this.lost.reason;
    return reason instanceof Error ? reason : new ContractError('unavailable', 'The port is closed.');
  }
}
