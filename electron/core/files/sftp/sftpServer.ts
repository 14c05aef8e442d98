import { createServer, type Server, type Socket } from 'node:net';
import type { Connection, Server as SshServer } from 'ssh2';
import type { FileServer } from '../fileServer.ts';
import { plainHost } from '../ftp/ftpAddress.ts';
import { shutOut } from '../loginGuard.ts';
import { openPort } from '../openPort.ts';
import type { Refusal } from '../transfers/refusal.ts';
import { createSshServer } from './createSshServer.ts';
import { SftpConnection, type SftpLinks } from './sftpConnection.ts';

export interface SftpServerOptions extends Omit<SftpLinks, 'loginMs'> {
  host: string;
  /** Tried one after the other; 0 takes any. */
  ports: readonly number[];
  /** Private keys of this computer. */
  hostKeys: () => Promise<string[]>;
  loginMs?: number;
}

const LOGIN_MS = 60_000;
const MOST_CONNECTIONS = 256;
/** How long those that are here may stay when nobody waits for a file any more. */
const LINGER_MS = 10_000;

/** SFTP on a port of its own, while a transfer is wanted. */
export class SftpServer implements FileServer {
  readonly #options: SftpServerOptions;
  readonly #sockets = new Set<Socket>();
  readonly #greeted = new WeakSet<Socket>();
  #server: Server | undefined;

  constructor(options: SftpServerOptions) {
    this.#options = options;
  }

  async open(): Promise<number> {
    const { host, ports, hostKeys } = this.#options;
    const keys = await hostKeys();
    const ssh = await createSshServer(keys, (connection, { ip, port, header }) => {
      const socket = this.#socketOf(ip, port);
      if (socket !== undefined) this.#greet(connection, socket, header.identRaw);
    });
    const opened = await openPort(host, ports, () => {
      const server = createServer({ noDelay: true, keepAlive: true });
      server.maxConnections = MOST_CONNECTIONS;
      server.on('connection', (socket) => this.#accept(socket, ssh));
      return server;
    });
    this.#server = opened.server;
    return opened.port;
  }

  close(): Promise<void> {
    this.#server?.close();
    this.#server = undefined;
    const there = [...this.#sockets];
    setTimeout(() => destroyAll(there), LINGER_MS).unref();
    return Promise.resolve();
  }

  async stop(): Promise<void> {
    await this.close();
    destroyAll(this.#sockets);
  }

  #accept(socket: Socket, ssh: SshServer): void {
    this.#sockets.add(socket);
    // What a broken connection was is told by its 'close'; without a listener it would end the program.
    socket.on('error', () => undefined);
    socket.once('close', () => {
      this.#sockets.delete(socket);
      if (!this.#greeted.has(socket) && socket.bytesRead > 0) this.#note(socket, noSsh());
    });
    socket.setTimeout(this.#options.loginMs ?? LOGIN_MS, () => {
      if (!this.#greeted.has(socket)) socket.destroy();
    });
    ssh.injectSocket(socket);
  }

  /** The client has said that it speaks SSH. */
  #greet(connection: Connection, socket: Socket, ident: string): void {
    const { guard, onAttempt, loginMs = LOGIN_MS } = this.#options;
    this.#greeted.add(socket);
    socket.setTimeout(0);
    const remoteAddress = plainHost(socket.remoteAddress);
    if (guard.isShutOut(remoteAddress)) {
      connection.on('error', () => undefined);
      this.#note(socket, shutOut());
      socket.destroy();
      return;
    }
    const caller = { protocol: 'sftp' as const, remoteAddress, client: ident.slice(0, 200) };
    new SftpConnection(connection, socket, caller, { guard, onAttempt, loginMs }).begin();
  }

  #note(socket: Socket, refusal: Refusal): void {
    const remoteAddress = plainHost(socket.remoteAddress);
    this.#options.onAttempt({ ...refusal, remoteAddress, isEncrypted: false, head: '' });
  }

  #socketOf(ip: string, port: number): Socket | undefined {
    return [...this.#sockets].find(
      ({ remoteAddress, remotePort }) => remoteAddress === ip && remotePort === port,
    );
  }
}

function destroyAll(sockets: Iterable<Socket>): void {
  for (const socket of sockets) socket.destroy();
}

function noSsh(): Refusal {
  return {
    code: 'sftp-unreadable',
    sentence: 'Sent something to the port of SFTP that is no SSH.',
    remedy: 'Check what the address begins with: sftp:// and the port belong together.',
  };
}
