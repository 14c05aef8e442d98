import { createServer, type Server, type ServerOpts, type Socket } from 'node:net';
import { openPort } from './openPort.ts';

export interface SocketServerOptions {
  host: string;
  /** Tried one after the other; 0 takes any. */
  ports: readonly number[];
  sockets: ServerOpts;
  onSocket: (socket: Socket) => void;
}

const MOST_CONNECTIONS = 256;
/** How long those that are here may stay when nobody waits for a file any more. */
const LINGER_MS = 10_000;

/** A port that is open while a transfer is wanted, and the connections to it. */
export class SocketServer {
  readonly #options: SocketServerOptions;
  readonly #sockets = new Set<Socket>();
  #server: Server | undefined;

  constructor(options: SocketServerOptions) {
    this.#options = options;
  }

  get sockets(): Iterable<Socket> {
    return this.#sockets;
  }

  /** Answers with the port. Fails with `unavailable`. */
  async open(): Promise<number> {
    const { host, ports, sockets } = this.#options;
    const opened = await openPort(host, ports, () => {
      const server = createServer({ ...sockets, noDelay: true, keepAlive: true });
      server.maxConnections = MOST_CONNECTIONS;
      server.on('connection', (socket) => this.#accept(socket));
      return server;
    });
    this.#server = opened.server;
    return opened.port;
  }

  /** A client that has just sent its file wants to hear that it came, and to say goodbye. */
  close(): void {
    this.#server?.close();
    this.#server = undefined;
    const there = [...this.#sockets];
    setTimeout(() => destroyAll(there), LINGER_MS).unref();
  }

  stop(): void {
    this.close();
    destroyAll(this.#sockets);
  }

  #accept(socket: Socket): void {
    this.#sockets.add(socket);
    // What a broken connection was is told by its 'close'; without a listener it would end the program.
    socket.on('error', () => undefined);
    socket.once('close', () => this.#sockets.delete(socket));
    this.#options.onSocket(socket);
  }
}

function destroyAll(sockets: Iterable<Socket>): void {
  for (const socket of sockets) socket.destroy();
}
