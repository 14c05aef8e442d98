import type { Socket } from 'node:net';
import type { SecureContext } from 'node:tls';
import { plainHost } from './ftpAddress.ts';
import type { FileServer } from '../fileServer.ts';
import { SocketServer } from '../socketServer.ts';
import { TLS_TOO_LATE, tlsFailed } from './ftpRefusals.ts';
import { FtpSession } from './ftpSession.ts';
import type { FtpSessionLinks, FtpTimes } from './ftpSessionLinks.ts';
import { encrypt, ftpContext, type FileCertificates } from './ftpTls.ts';

export interface FtpServerOptions extends Omit<FtpSessionLinks, 'times' | 'context'> {
  host: string;
  /** Tried one after the other; 0 takes any. */
  ports: readonly number[];
  /** Nothing where there is no TLS. */
  certificates: FileCertificates | undefined;
  /**
   * Whether clients may begin with TLS at once (implicit FTPS). To some `ftps://` means that, to others AUTH TLS, so this
   * server waits for a moment before it greets.
   */
  isImplicit: boolean;
  times?: Partial<FtpTimes & GreetTimes>;
}

/** How long a client may think before it is greeted, and one that was greeted too soon before. */
interface GreetTimes {
  greetMs: number;
  slowGreetMs: number;
}

const TIMES = {
  loginMs: 60_000,
  idleMs: 300_000,
  dataMs: 30_000,
  settleMs: 250,
  greetMs: 1500,
  slowGreetMs: 15_000,
};
const TLS_HANDSHAKE = 0x16;

/** FTP and FTPS on a port of its own, while a transfer is wanted. */
export class FtpServer implements FileServer {
  readonly #options: FtpServerOptions;
  readonly #times: FtpTimes & GreetTimes;
  readonly #server: SocketServer;
  readonly #contexts = new Map<string, Promise<SecureContext>>();
  /** Addresses of clients that begin with TLS, and later than others. */
  readonly #slow = new Set<string>();

  constructor(options: FtpServerOptions) {
    this.#options = options;
    this.#times = { ...TIMES, ...options.times };
    const { host, ports } = options;
    const onSocket = (socket: Socket): void => this.#accept(socket);
    this.#server = new SocketServer({ host, ports, sockets: { allowHalfOpen: true }, onSocket });
  }

  open(): Promise<number> {
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
    if (this.#options.isImplicit && this.#options.certificates !== undefined) void this.#sniff(socket);
    else this.#begin(socket, false);
  }

  async #sniff(socket: Socket): Promise<void> {
    const remoteAddress = plainHost(socket.remoteAddress);
    const { greetMs, slowGreetMs } = this.#times;
    const first = await firstBytes(socket, this.#slow.has(remoteAddress) ? slowGreetMs : greetMs);
    if (socket.destroyed) return;
    if (first !== undefined) socket.unshift(first);
    if (first?.[0] !== TLS_HANDSHAKE) {
      this.#begin(socket, false);
      socket.once('data', (bytes: Buffer) => this.#lookForTls(bytes, remoteAddress));
      return;
    }
    try {
      const context = await this.#context(plainHost(socket.localAddress));
      this.#begin(await encrypt(socket, context, this.#times.dataMs), true);
    } catch (error) {
      const { onAttempt } = this.#options;
      onAttempt({ ...tlsFailed(error), remoteAddress, isEncrypted: true, head: '' });
      socket.destroy();
    }
  }

  /** What a client says first once it was greeted. One that begins with TLS then is lost for this time. */
  #lookForTls(first: Buffer, remoteAddress: string): void {
    if (first[0] !== TLS_HANDSHAKE) return;
    this.#slow.add(remoteAddress);
    this.#options.onAttempt({ ...TLS_TOO_LATE, remoteAddress, isEncrypted: false, head: '' });
  }

  #begin(socket: Socket, isSecured: boolean): void {
    const { book, guard, onAttempt, certificates } = this.#options;
    const context = certificates === undefined ? undefined : (host: string) => this.#context(host);
    const links = { book, guard, onAttempt, context, times: this.#times };
    new FtpSession(socket, links, isSecured).greet();
  }

  #context(host: string): Promise<SecureContext> {
    const { certificates } = this.#options;
    if (certificates === undefined) return Promise.reject(new Error('no certificates'));
    let context = this.#contexts.get(host);
    if (context === undefined) {
      context = ftpContext(certificates, host);
      this.#contexts.set(host, context);
      context.catch(() => this.#contexts.delete(host));
    }
    return context;
  }
}

/** What a client says first; nothing where it waits to be greeted. */
function firstBytes(socket: Socket, waitMs: number): Promise<Buffer | undefined> {
  return new Promise((resolve) => {
    const done = (bytes?: Buffer): void => {
      clearTimeout(timer);
      socket.off('data', onData).off('close', onClose).off('end', onClose);
      socket.pause();
      resolve(bytes);
    };
    const onData = (bytes: Buffer): void => done(bytes);
    const onClose = (): void => done();
    const timer = setTimeout(done, waitMs);
    socket.on('data', onData).once('close', onClose).once('end', onClose);
  });
}
