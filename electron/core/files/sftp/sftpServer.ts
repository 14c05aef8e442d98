import type { Socket } from 'node:net';
import type { Connection, Server as SshServer } from 'ssh2';
import type { FileServer } from '../fileServer.ts';
import { plainHost } from '../ftp/ftpAddress.ts';
import { shutOut } from '../loginGuard.ts';
import { SocketServer } from '../socketServer.ts';
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

/** SFTP on a port of its own, while a transfer is wanted. */
export class SftpServer implements FileServer {
  readonly #options: SftpServerOptions;
  readonly #server: SocketServer;
  readonly #greeted = new WeakSet<Socket>();
  #ssh: SshServer | undefined;

  constructor(options: SftpServerOptions) {
    this.#options = options;
    const { host, ports } = options;
    this.#server = new SocketServer({
      host,
      ports,
      sockets: {},
      onSocket: (socket) => this.#accept(socket),
    });
  }

  async open(): Promise<number> {
    const keys = await this.#options.hostKeys();
    this.#ssh = await createSshServer(keys, (connection, { ip, port, header }) => {
      const socket = this.#socketOf(ip, port);
      if (socket !== undefined) this.#greet(connection, socket, header.identRaw);
    });
    return this.#server.open();
  }

  close(): Promise<void> {
    this.#server.close();
    return Promise.resolve();
  }

  stop(): Promise<void> {
    this.#server.stop();
    return Promise.resolve();
  }

  #accept(socket: Socket): void {
    socket.once('close', () => {
      if (!this.#greeted.has(socket) && socket.bytesRead > 0) this.#note(socket, noSsh());
    });
    socket.setTimeout(this.#options.loginMs ?? LOGIN_MS, () => {
      if (!this.#greeted.has(socket)) socket.destroy();
    });
    this.#ssh?.injectSocket(socket);
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
    return [...this.#server.sockets].find(
      ({ remoteAddress, remotePort }) => remoteAddress === ip && remotePort === port,
    );
  }
}

function noSsh(): Refusal {
  return {
    code: 'sftp-unreadable',
    sentence: 'Sent something to the port of SFTP that is no SSH.',
    remedy: 'Check what the address begins with: sftp:// and the port belong together.',
  };
}
