import type { Duplex } from 'node:stream';
import type { WebSocket } from 'ws';
import type { Recorder } from '../../trace/store/newRecord.ts';
import { textFrame } from './textFrame.ts';

/** A peer that reads this much slower than it sends is not read from until it has caught up. */
const BACKLOG_LIMIT_BYTES = 8 * 1024 * 1024;

/**
 * Frames that leave once their records are committed. All frames of one commit go out in one write: the system call
 * costs more than everything else about a small frame.
 */
export class Outbox {
  readonly #socket: WebSocket;
  readonly #duplex: Duplex;
  readonly #recorder: Recorder;
  #frames: string[] = [];

  constructor(socket: WebSocket, duplex: Duplex, recorder: Recorder) {
    this.#socket = socket;
    this.#duplex = duplex;
    this.#recorder = recorder;
  }

  /** Its record must have been appended before. */
  post(frame: string): void {
    if (this.#frames.push(frame) === 1) this.#recorder.afterCommit(() => this.#send());
  }

  #send(): void {
    const frames = this.#frames;
    this.#frames = [];
    if (this.#socket.readyState !== this.#socket.OPEN) return;
    if (this.#socket.extensions === '') this.#writePlain(frames);
    else this.#writeThroughExtensions(frames);
    if (this.#duplex.writableLength > BACKLOG_LIMIT_BYTES && !this.#socket.isPaused) {
      this.#socket.pause();
      this.#duplex.once('drain', () => this.#socket.resume());
    }
  }

  #writePlain(frames: readonly string[]): void {
    const [first] = frames;
    if (first === undefined) return;
    this.#duplex.write(frames.length === 1 ? textFrame(first) : Buffer.concat(frames.map(textFrame)));
  }

  /** Compression was negotiated: the library keeps its state. */
  #writeThroughExtensions(frames: readonly string[]): void {
    this.#duplex.cork();
    for (const frame of frames) this.#socket.send(frame);
    this.#duplex.uncork();
  }
}
