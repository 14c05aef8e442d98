import type { Direction } from '../../../../shared/trace/record.ts';
import type { ConsoleStream } from './consoleStream.ts';
import type { BytesMeaning } from './portLine.ts';
import type { ByteRange, SerialRecorder } from './serialRecorder.ts';

const NONE: readonly ByteRange[] = [];

/** Where the bytes of a port are taken down, over all of its connections: first for the session file, then for the screen. */
export class LineTap {
  readonly #recorder: SerialRecorder;
  readonly #console: ConsoleStream;

  constructor(recorder: SerialRecorder, stream: ConsoleStream) {
    this.#recorder = recorder;
    this.#console = stream;
  }

  take(direction: Direction, bytes: Uint8Array, monoMs: number): void {
    this.#recorder.take(direction, bytes, monoMs, NONE);
    this.#console.take(direction, bytes, monoMs, NONE);
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
