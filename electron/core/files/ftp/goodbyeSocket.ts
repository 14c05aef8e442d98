import { Duplex } from 'node:stream';
import type { Socket } from 'node:net';
import { TLSSocket, type SecureContext } from 'node:tls';

/**
 * Passes the bytes of a connection on, so that it is known whether it had ended already when TLS said that the other
 * side is done: the library tells both ends alike.
 */
export class LineTap extends Duplex {
  readonly #socket: Socket;
  #hasEnded = false;

  constructor(socket: Socket) {
    super({ allowHalfOpen: true });
    this.#socket = socket;
    socket.on('data', (bytes) => {
      if (!this.push(bytes)) socket.pause();
    });
    socket.once('end', () => {
      this.#hasEnded = true;
      this.push(null);
    });
    socket.once('close', () => this.destroy());
    if (socket.destroyed) this.destroy();
  }

  get hasEnded(): boolean {
    return this.#hasEnded;
  }

  override _read(): void {
    this.#socket.resume();
  }

  override _write(bytes: Buffer, _encoding: string, done: (error?: Error | null) => void): void {
    this.#socket.write(bytes, done);
  }

  override _final(done: () => void): void {
    this.#socket.end(done);
  }

  override _destroy(error: Error | null, done: (error: Error | null) => void): void {
    this.#socket.destroy();
    done(error);
  }
}

/**
 * The encrypted side of a connection on which the end says that all was sent. An end without TLS's own goodbye
 * (close_notify) says nothing: whoever cuts the line can make one (RFC 8446 §6.1, RFC 4217 §12.4).
 */
export class GoodbyeSocket extends TLSSocket {
  readonly #tap: LineTap;
  #hasGoodbye = false;

  constructor(tap: LineTap, secureContext: SecureContext) {
    super(tap, { isServer: true, secureContext });
    this.#tap = tap;
  }

  get hasGoodbye(): boolean {
    return this.#hasGoodbye;
  }

  override push(bytes: unknown, encoding?: BufferEncoding): boolean {
    // Told while the line itself still stands: the end was said inside of the encryption.
    if (bytes === null && !this.#tap.hasEnded) this.#hasGoodbye = true;
    return super.push(bytes, encoding);
  }
}
