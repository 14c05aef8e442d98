import type { Socket } from 'node:net';
import { FtpCommandReader, type FtpCommand } from './ftpCommand.ts';

export interface FtpControlLinks {
  onCommand: (command: FtpCommand) => void;
  /** A line without an end: this is no FTP. */
  onUnreadable: () => void;
  onSilence: () => void;
  /** The client says no more. */
  onEnd: () => void;
  onClose: () => void;
}

const HEAD_CHARS = 4000;
const LINE_CHARS = 500;

/** The lines of a control connection, in both directions, and what was said for the technician. */
export class FtpControl {
  readonly #links: FtpControlLinks;
  #socket: Socket;
  #reader = new FtpCommandReader();
  #head = '';

  constructor(socket: Socket, links: FtpControlLinks) {
    this.#links = links;
    this.#socket = socket;
  }

  /** What was said so far, without passwords. */
  get head(): string {
    return this.#head;
  }

  get hasClientEnded(): boolean {
    return this.#socket.readableEnded;
  }

  /** It was reset, or TLS found it damaged. */
  get isBroken(): boolean {
    return this.#socket.errored !== null;
  }

  get isClosed(): boolean {
    return this.#socket.destroyed;
  }

  /** Begins to listen; `silentMs` is how long nothing may be said. */
  listen(silentMs: number): void {
    const socket = this.#socket;
    socket.on('data', (bytes) => this.#take(bytes));
    socket.once('end', () => this.#links.onEnd());
    socket.once('close', () => {
      if (socket === this.#socket) this.#links.onClose();
    });
    socket.setTimeout(silentMs, () => this.#links.onSilence());
    // Who looked at its first bytes left it paused.
    socket.resume();
  }

  setSilence(silentMs: number): void {
    this.#socket.setTimeout(silentMs);
  }

  say(text: string): void {
    this.#remember(`> ${text}`);
    if (this.#socket.writable) this.#socket.write(`${text}\r\n`);
  }

  /** Half of the connection is closed; what the client does not close itself is cut soon. */
  end(): void {
    const socket = this.#socket;
    socket.end();
    socket.setTimeout(1000, () => socket.destroy());
  }

  /**
   * Lets go of the connection, for TLS to take it over. What was sent in the clear and not taken yet is dropped, so that
   * it is not taken for encrypted (CVE-2011-0411).
   */
  release(): Socket {
    this.#reader = new FtpCommandReader();
    for (const event of ['data', 'end', 'timeout']) this.#socket.removeAllListeners(event);
    return this.#socket;
  }

  goOn(socket: Socket, silentMs: number): void {
    this.#socket = socket;
    this.listen(silentMs);
  }

  destroy(): void {
    this.#socket.destroy();
  }

  #take(bytes: Buffer): void {
    for (const command of this.#reader.take(bytes)) {
      this.#remember(`< ${command.verb} ${command.verb === 'PASS' ? '***' : command.argument}`);
      this.#links.onCommand(command);
    }
    if (this.#reader.isTooLong) this.#links.onUnreadable();
  }

  #remember(line: string): void {
    if (this.#head.length < HEAD_CHARS) this.#head += `${line.slice(0, LINE_CHARS)}\n`;
  }
}
