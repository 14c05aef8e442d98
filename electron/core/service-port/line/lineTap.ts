import type { Direction } from '../../../../shared/trace/record.ts';
import type { ConsoleStream } from './consoleStream.ts';
import type { BytesMeaning } from './portLine.ts';
import { SecretEcho, starred } from './secretEcho.ts';
import { SecretWatch } from './secretWatch.ts';
import type { SerialRecorder } from './serialRecorder.ts';

/** Where the bytes of a port are taken down, over all of its connections: first for the session file, then for the screen. */
export class LineTap {
  readonly #recorder: SerialRecorder;
  readonly #console: ConsoleStream;
  readonly #secrets: SecretWatch;
  readonly #onTraffic: () => void;
  readonly #echo = new SecretEcho();

  constructor(
    recorder: SerialRecorder,
    stream: ConsoleStream,
    secrets = new SecretWatch(),
    onTraffic: () => void = () => undefined,
  ) {
    this.#onTraffic = onTraffic;
    this.#recorder = recorder;
    this.#console = stream;
    this.#secrets = secrets;
  }

  /** Bytes that nobody shall read: they are taken down as asterisks, also where they come back. */
  takeSecret(bytes: Uint8Array, monoMs: number): void {
    this.#echo.expect(bytes, monoMs);
    this.#take('out', starred(bytes), monoMs);
  }

  take(direction: Direction, bytes: Uint8Array, monoMs: number): void {
    this.#take(direction, direction === 'in' ? this.#echo.starred(bytes, monoMs) : bytes, monoMs);
  }

  #take(direction: Direction, bytes: Uint8Array, monoMs: number): void {
    const secrets = this.#secrets.take(direction, bytes);
    this.#recorder.take(direction, bytes, monoMs, secrets);
    this.#console.take(direction, bytes, monoMs, secrets);
    this.#onTraffic();
  }

  tell(direction: Direction, length: number, meaning: BytesMeaning, trailing: number): void {
    this.#recorder.tell(direction, length, meaning, trailing);
    this.#console.tell(direction, length, meaning, trailing);
  }

  /** What was taken so far is a record: what follows is under other settings, or somebody else's. */
  endRecord(): void {
    this.#recorder.flush();
  }
}
