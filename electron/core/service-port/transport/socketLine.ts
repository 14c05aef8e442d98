import { once } from 'node:events';
import { createConnection, type Socket } from 'node:net';
import type { PortBanner, PortFailure } from '../../../../shared/service-port/portState.ts';
import { Arrivals } from './arrivals.ts';
import { PortError } from './portError.ts';
import { connectError, lostConnection } from './tcpFailure.ts';

export interface HostPort {
  host: string;
  port: number;
}

/** A converter that lost its power says nothing: the system asks after this time of silence whether it is still there. */
const KEEP_ALIVE_MS = 10_000;

/** Connects; rejects with `PortError`, or with the reason of the signal. */
export async function connect({ host, port }: HostPort, signal: AbortSignal): Promise<Socket> {
  signal.throwIfAborted();
  const socket = createConnection({
    host,
    port,
    noDelay: true,
    keepAlive: true,
    keepAliveInitialDelay: KEEP_ALIVE_MS,
  });
  const { promise, resolve, reject } = Promise.withResolvers<Socket>();
  const onAbort = (): void => {
    socket.destroy();
    reject(
      signal.reason instanceof Error ? signal.reason : new PortError(lostConnection(host, port, undefined)),
    );
  };
  const onError = (error: Error): void => reject(connectError(error, host, port));
  signal.addEventListener('abort', onAbort, { once: true });
  socket.once('error', onError);
  socket.once('connect', () => resolve(socket));
  try {
    return await promise;
  } finally {
    signal.removeEventListener('abort', onAbort);
    socket.off('error', onError);
    socket.on('error', () => undefined);
  }
}

/** The half of a transport over TCP that is the same with and without telnet. */
export class SocketLine {
  readonly arrivals = new Arrivals();
  readonly #socket: Socket;
  readonly #address: HostPort;

  /** `onBytes` gets what comes over the wire, and hands what belongs to the device to `arrivals`. */
  constructor(socket: Socket, address: HostPort, onBytes: (bytes: Uint8Array, monoMs: number) => void) {
    this.#socket = socket;
    this.#address = address;
    let reason: Error | undefined;
    socket.on('data', (bytes) => onBytes(bytes, performance.now()));
    socket.on('error', (error) => (reason = error));
    // Without half-open connections the end of the other side closes ours, too.
    socket.on('close', () => this.arrivals.end(lostConnection(address.host, address.port, reason)));
    if (socket.destroyed) this.arrivals.end(lostConnection(address.host, address.port, undefined));
  }

  onData(listener: (bytes: Uint8Array, monoMs: number) => void): void {
    this.arrivals.onData(listener);
  }
  onClose(listener: (failure: PortFailure | undefined) => void): void {
    this.arrivals.onClose(listener);
  }
  onBanner(listener: (banner: PortBanner) => void): void {
    this.arrivals.onBanner(listener);
  }

  /** Resolves when the system has taken the bytes: a slow receiver makes that wait. */
  async send(bytes: Uint8Array): Promise<void> {
    const sent = new Promise<void>((resolve, reject) => {
      this.#socket.write(bytes, (error) => {
        if (error) reject(this.#lost(error));
        else resolve();
      });
    });
    await this.arrivals.untilEnd(sent);
  }

  pause(): void {
    this.#socket.pause();
  }
  resume(): void {
    this.#socket.resume();
  }

  async close(): Promise<void> {
    this.arrivals.end(undefined);
    if (this.#socket.closed) return;
    const closed = once(this.#socket, 'close');
    // A socket of which everything was sent is ended in peace; one that the other side does not read any more is cut.
    if (this.#socket.writableLength === 0) this.#socket.destroySoon();
    else this.#socket.destroy();
    await closed;
  }

  /** A write may notice the end first. */
  #lost(cause: unknown): PortError {
    const failure = lostConnection(this.#address.host, this.#address.port, cause);
    this.arrivals.end(failure);
    return new PortError(failure, { code: 'unavailable', cause });
  }
}
