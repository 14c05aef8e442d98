import { connect, createServer, type Server, type Socket } from 'node:net';
import { plainHost, type DataAddress } from './ftpAddress.ts';

/** Where data connections of a session come from and go to. */
export interface FtpDataPlace {
  /** Our address on the control connection: the card that the station came over. */
  ownHost: string;
  /** The only address that data is exchanged with. */
  peerHost: string;
  waitMs: number;
  /** Somebody else came to a port that was opened for the station. */
  onStranger: (remoteAddress: string) => void;
}

/** The data connection that was agreed on last. Each is good for one transfer (RFC 959 §3.2). */
export class FtpData {
  readonly #place: FtpDataPlace;
  #server: Server | undefined;
  #coming: Promise<Socket> | undefined;
  #socket: Socket | undefined;

  constructor(place: FtpDataPlace) {
    this.#place = place;
  }

  get isAgreed(): boolean {
    return this.#coming !== undefined;
  }

  /** Opens a port for one connection of the station. */
  async listen(): Promise<DataAddress> {
    this.close();
    const { ownHost, peerHost, onStranger } = this.#place;
    const arrived = Promise.withResolvers<Socket>();
    const server = createServer({ allowHalfOpen: true, pauseOnConnect: true, noDelay: true }, (socket) => {
      socket.on('error', () => undefined);
      const remoteAddress = plainHost(socket.remoteAddress);
      if (remoteAddress !== peerHost) {
        onStranger(remoteAddress);
        socket.destroy();
        return;
      }
      server.close();
      arrived.resolve(socket);
    });
    server.on('error', (error) => arrived.reject(error));
    this.#server = server;
    this.#expect(arrived.promise);
    await new Promise<void>((resolve, reject) => {
      server.once('listening', resolve).once('error', reject);
      server.listen({ host: ownHost, port: 0 });
    });
    const address = server.address();
    return { host: ownHost, port: typeof address === 'object' && address !== null ? address.port : 0 };
  }

  /** Calls the station, from the address that it knows. */
  call(port: number): void {
    this.close();
    const { ownHost, peerHost } = this.#place;
    const socket = connect({
      host: peerHost,
      port,
      localAddress: ownHost,
      allowHalfOpen: true,
      noDelay: true,
    });
    socket.pause();
    this.#expect(
      new Promise((resolve, reject) => {
        socket.once('connect', () => resolve(socket));
        socket.on('error', reject);
      }),
    );
  }

  /** The connection, once it is there; nothing where none came in time. */
  async take(): Promise<Socket | undefined> {
    const coming = this.#coming;
    this.#coming = undefined;
    if (coming === undefined) return undefined;
    let timer: NodeJS.Timeout | undefined;
    const late = new Promise<undefined>((resolve) => {
      timer = setTimeout(() => resolve(undefined), this.#place.waitMs);
    });
    try {
      const socket = await Promise.race([coming, late]);
      if (socket === undefined) this.close();
      this.#socket = socket;
      return socket;
    } catch {
      // It could not be opened, which is the same to the transfer as none that came.
      return undefined;
    } finally {
      clearTimeout(timer);
    }
  }

  close(): void {
    this.#server?.close();
    this.#server = undefined;
    this.#socket?.destroy();
    this.#socket = undefined;
    this.#coming?.then(
      (socket) => socket.destroy(),
      () => undefined,
    );
    this.#coming = undefined;
  }

  #expect(coming: Promise<Socket>): void {
    // Nobody may ever ask for it.
    coming.catch(() => undefined);
    this.#coming = coming;
  }
}
