import { once } from 'node:events';
import { connect, type Socket } from 'node:net';
import { ContractError } from '../../../../shared/contract/failure.ts';
import { DEFAULT_LINE, type LineSettings } from '../../../../shared/service-port/lineSettings.ts';
import type { BytesMeaning, PortLine } from '../../../../electron/core/service-port/line/portLine.ts';

/** What a driver told of bytes. */
export interface Told extends BytesMeaning {
  direction: 'in' | 'out';
  hex: string;
}

/** A line over a real TCP connection, which remembers what was sent and told. */
export class SocketLine implements PortLine {
  readonly settings: LineSettings = { ...DEFAULT_LINE, baud: 19_200, format: '8E1' };
  readonly told: Told[] = [];
  /** All bytes of a direction, as hex. */
  readonly bytes = { in: Buffer.alloc(0), out: Buffer.alloc(0) };
  readonly #socket: Socket;
  readonly #lost = new AbortController();
  readonly #listeners = new Set<(bytes: Uint8Array, monoMs: number) => void>();

  constructor(socket: Socket) {
    this.#socket = socket;
    socket.setNoDelay(true);
    socket.on('error', () => undefined);
    socket.on('data', (bytes) => {
      this.bytes.in = Buffer.concat([this.bytes.in, bytes]);
      for (const listener of this.#listeners) listener(bytes, performance.now());
    });
    socket.on('close', () => this.#lost.abort(new ContractError('unavailable', 'The cable was pulled.')));
  }

  get lost(): AbortSignal {
    return this.#lost.signal;
  }

  write(bytes: Uint8Array): Promise<void> {
    this.#lost.signal.throwIfAborted();
    this.bytes.out = Buffer.concat([this.bytes.out, bytes]);
    return new Promise((resolve) => this.#socket.write(bytes, () => resolve()));
  }

  onData(listener: (bytes: Uint8Array, monoMs: number) => void): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }

  tell(direction: 'in' | 'out', length: number, meaning: BytesMeaning, trailing = 0): void {
    const end = this.bytes[direction].length - trailing;
    this.told.push({
      direction,
      hex: this.bytes[direction].subarray(end - length, end).toString('hex'),
      ...meaning,
    });
  }

  setLine(): Promise<void> {
    return Promise.resolve();
  }

  setSignals(): Promise<boolean> {
    return Promise.resolve(false);
  }

  async close(): Promise<void> {
    if (this.#socket.closed) return;
    const closed = once(this.#socket, 'close');
    this.#socket.destroy();
    await closed;
  }
}

/** Connects to `tcp://host:port`. */
export async function openSocketLine(path: string): Promise<SocketLine> {
  const { hostname, port } = new URL(path);
  const socket = connect(Number(port), hostname);
  await once(socket, 'connect');
  return new SocketLine(socket);
}
