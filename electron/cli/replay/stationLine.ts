import { once } from 'node:events';
import { WebSocket } from 'ws';
import { ContractError } from '../../../shared/contract/failure.ts';

export interface StationLineOptions {
  url: string;
  subprotocol: string;
  stationId: string;
  password?: string | undefined;
  /** A text of the central system. */
  onText: (text: string) => void;
}

const OPEN_WITHIN_MS = 10_000;
const CLOSE_WITHIN_MS = 2000;

/** The WebSocket of a replayed station, which may connect more than once, as it did when it was recorded. */
export class StationLine {
  readonly #options: StationLineOptions;
  #socket: WebSocket | undefined;
  #lost: Promise<void> = Promise.resolve();

  constructor(options: StationLineOptions) {
    this.#options = options;
  }

  get isOpen(): boolean {
    return this.#socket?.readyState === WebSocket.OPEN;
  }

  /** Settles when the present connection is gone. */
  get lost(): Promise<void> {
    return this.#lost;
  }

  /** Fails with `unavailable`, with what the other side said. */
  async open(): Promise<void> {
    await this.close();
    const { url, subprotocol, stationId, password, onText } = this.#options;
    const headers =
      password === undefined
        ? {}
        : { authorization: `Basic ${Buffer.from(`${stationId}:${password}`).toString('base64')}` };
    const socket = new WebSocket(url, [subprotocol], {
      headers,
      perMessageDeflate: false,
      handshakeTimeout: OPEN_WITHIN_MS,
    });
    try {
      await once(socket, 'open');
    } catch (error) {
      const reason = error instanceof Error ? error.message : String(error);
      throw new ContractError('unavailable', `No connection to ${url}: ${reason}.`, {
        hint: 'Check the address, and whether the central system knows this station.',
        cause: error,
      });
    }
    // A broken line ends in `close`, which is what counts.
    socket.on('error', () => undefined);
    socket.on('message', (data, isBinary) => {
      if (!isBinary) onText((data as Buffer).toString('utf8'));
    });
    this.#lost = once(socket, 'close').then(() => undefined);
    this.#socket = socket;
  }

  /** Answers whether it could be sent. */
  send(data: string | Uint8Array): boolean {
    if (this.#socket === undefined || !this.isOpen) return false;
    this.#socket.send(data);
    return true;
  }

  async close(): Promise<void> {
    const socket = this.#socket;
    if (socket === undefined || socket.readyState === WebSocket.CLOSED) return;
    const timer = setTimeout(() => socket.terminate(), CLOSE_WITHIN_MS);
    socket.close(1000);
    await this.#lost;
    clearTimeout(timer);
  }
}
