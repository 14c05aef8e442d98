import { WebSocket, type RawData } from 'ws';
import type { StationClock } from '../clock.ts';
import type { Random } from '../../model/random.ts';

export interface WebSocketOptions {
  /** Asked for anew at each attempt. */
  address: () => string;
  subprotocol: string;
  clock: StationClock;
  random: Random;
  /** OCPP 2.0.1 part 4 §3.1.3 wants compression offered; 1.6 stations seldom do. */
  offersCompression: boolean;
  /** User and password of HTTP Basic authentication, asked for anew at each attempt. */
  credentials: () => string | undefined;
}

export interface WebSocketEvents {
  onOpen(): void;
  onText(text: string): void;
  onClose(): void;
  onTrouble(line: string): void;
}

const HANDSHAKE_TIMEOUT_MS = 15_000;
const CLOSE_TIMEOUT_MS = 2_000;
/** OCPP 2.0.1 part 4 §5.3 asks for a growing and partly random pause. */
const LONGEST_PAUSE_S = 30;

/** The station's socket: one at a time, tried again until `stop`. Nothing that the network does comes out of it as an exception. */
export class WebSocketConnection {
  readonly #options: WebSocketOptions;
  readonly #events: WebSocketEvents;
  #socket: WebSocket | undefined;
  #failures = 0;
  #isWanted = false;
  #isPongMissing = false;
  #cancelRetry: () => void = () => undefined;
  #cancelPing: () => void = () => undefined;

  constructor(options: WebSocketOptions, events: WebSocketEvents) {
    this.#options = options;
    this.#events = events;
  }

  get isOpen(): boolean {
    return this.#socket?.readyState === WebSocket.OPEN;
  }

  get isConnecting(): boolean {
    return this.#socket?.readyState === WebSocket.CONNECTING;
  }

  open(): void {
    this.#isWanted = true;
    this.#cancelRetry();
    if (this.#socket === undefined) this.#connect();
  }

  send(text: string): void {
    if (this.#socket?.readyState !== WebSocket.OPEN) return;
    this.#socket.send(text, (error) => {
      if (error) this.#events.onTrouble(`a frame could not be sent: ${error.message}`);
    });
  }

  /** Cuts the line without a Close frame; the station then tries again by itself. */
  drop(): void {
    this.#socket?.terminate();
  }

  /** Closes in good order and comes back by itself. */
  reconnect(): void {
    void this.#close('reconnecting');
  }

  /** Closes in good order and stays away until `open`. Resolves when the socket is closed. */
  close(reason: string): Promise<void> {
    this.#isWanted = false;
    this.#cancelRetry();
    return this.#close(reason);
  }

  /** Pings at this interval (0: never) and drops a line on which the pong to the last ping is missing. */
  keepAlive(intervalS: number): void {
    this.#cancelPing();
    this.#isPongMissing = false;
    if (intervalS > 0) this.#armPing(intervalS);
  }

  #armPing(intervalS: number): void {
    this.#cancelPing = this.#options.clock.afterReal(intervalS * 1000, () => {
      if (this.#isPongMissing) {
        this.#events.onTrouble('no pong to the last ping: the line is dead');
        this.drop();
        return;
      }
      if (this.#socket?.readyState === WebSocket.OPEN) {
        this.#isPongMissing = true;
        this.#socket.ping();
      }
      this.#armPing(intervalS);
    });
  }

  #connect(): void {
    let socket: WebSocket;
    const { subprotocol, credentials, offersCompression } = this.#options;
    const address = this.#options.address();
    const auth = credentials();
    try {
      socket = new WebSocket(address, [subprotocol], {
        handshakeTimeout: HANDSHAKE_TIMEOUT_MS,
        perMessageDeflate: offersCompression,
        ...(auth === undefined ? {} : { auth }),
      });
    } catch (error) {
      this.#events.onTrouble(`cannot connect to ${address}: ${String(error)}`);
      this.#retry();
      return;
    }
    this.#socket = socket;
    socket.on('open', () => this.#events.onOpen());
    socket.on('message', (data, isBinary) => this.#receive(data, isBinary));
    socket.on('pong', () => (this.#isPongMissing = false));
    socket.on('error', (error) => this.#events.onTrouble(`socket: ${error.message}`));
    socket.on('close', () => this.#closed(socket));
  }

  #receive(data: RawData, isBinary: boolean): void {
    this.#failures = 0;
    if (isBinary) {
      this.#events.onTrouble('a binary frame arrived and was ignored');
      return;
    }
    const bytes = Array.isArray(data) ? Buffer.concat(data) : Buffer.from(data as ArrayBuffer);
    this.#events.onText(bytes.toString('utf8'));
  }

  #closed(socket: WebSocket): void {
    if (this.#socket !== socket) return;
    this.#socket = undefined;
    this.#cancelPing();
    this.#events.onClose();
    if (this.#isWanted) this.#retry();
  }

  /** 1, 2, 4 … 30 s. A line that had worked is tried again after a short moment. */
  #retry(): void {
    const { clock, random } = this.#options;
    const pauseS = this.#failures === 0 ? 0.5 : Math.min(LONGEST_PAUSE_S, 2 ** (this.#failures - 1));
    this.#failures += 1;
    this.#cancelRetry = clock.after(pauseS * 1000 * random.between(0.8, 1.2), () => {
      if (this.#isWanted && this.#socket === undefined) this.#connect();
    });
  }

  async #close(reason: string): Promise<void> {
    const socket = this.#socket;
    if (socket === undefined) return;
    const closed = new Promise<void>((resolve) => socket.once('close', () => resolve()));
    if (socket.readyState === WebSocket.CONNECTING) socket.terminate();
    else socket.close(1000, reason);
    // A peer that never answers the Close frame must not keep the station: this timer outlives the station's own.
    const impatience = setTimeout(() => socket.terminate(), CLOSE_TIMEOUT_MS);
    await closed;
    clearTimeout(impatience);
  }
}
