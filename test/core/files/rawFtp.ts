import { once } from 'node:events';
import { connect, type Socket } from 'node:net';
import { connect as connectTls } from 'node:tls';
import { expect, onTestFinished } from 'vitest';

/** A client that says what it is told. */
export class RawFtp {
  socket: Socket;
  readonly closed: Promise<void>;
  readonly #url: URL;
  readonly #replies: string[] = [];
  #text = '';
  #wake = (): void => undefined;

  constructor(url: URL) {
    this.#url = url;
    this.socket = connect(Number(url.port), url.hostname);
    this.socket.on('error', () => undefined);
    this.closed = new Promise((resolve) => {
      this.socket.once('close', () => resolve());
    });
    this.#listen();
    onTestFinished(() => void this.socket.destroy());
  }

  static async open(url: string): Promise<RawFtp> {
    const session = new RawFtp(new URL(url));
    await session.reply(220);
    return session;
  }

  static async login(url: string): Promise<RawFtp> {
    const session = await RawFtp.open(url);
    await session.logIn();
    return session;
  }

  async logIn(): Promise<void> {
    await this.ask(`USER ${this.#url.username}`, 331);
    await this.ask(`PASS ${this.#url.password}`, 230);
  }

  /** Goes on encrypted. */
  async secure(): Promise<void> {
    await this.ask('AUTH TLS', 234);
    this.socket.removeAllListeners('data');
    this.socket = await encrypted(this.socket);
    this.#listen();
  }

  #listen(): void {
    this.socket.on('data', (bytes) => {
      this.#text += bytes.toString();
      const lines = this.#text.split('\r\n');
      this.#text = lines.pop() ?? '';
      this.#replies.push(...lines);
      this.#wake();
    });
  }

  async ask(command: string | Buffer, code: number): Promise<string> {
    this.socket.write(Buffer.concat([Buffer.from(command), Buffer.from('\r\n')]));
    return this.reply(code);
  }

  async reply(code?: number): Promise<string> {
    while (this.#replies.length === 0) {
      await new Promise<void>((resolve) => {
        this.#wake = resolve;
      });
    }
    const reply = this.#replies.shift() ?? '';
    if (code !== undefined) expect(reply).toMatch(new RegExp(`^${code} `));
    return reply;
  }

  async passive(): Promise<Socket> {
    const port = /\|(\d+)\|/.exec(await this.ask('EPSV', 229))?.[1];
    const data = connect(Number(port), this.#url.hostname);
    data.on('error', () => undefined);
    await once(data, 'connect');
    return data;
  }

  /** The reply behind the transfer, or the one that refuses it. */
  async store(command: string | Buffer, bytes: string | Uint8Array): Promise<string> {
    const data = await this.passive();
    this.socket.write(Buffer.concat([Buffer.from(command), Buffer.from('\r\n')]));
    const first = await this.reply();
    if (!first.startsWith('150 ')) return first;
    data.end(bytes);
    return this.reply();
  }
}

/** The client's side of TLS on a connection, whoever opened it. */
export async function encrypted(socket: Socket): Promise<Socket> {
  const secured = connectTls({ socket, rejectUnauthorized: false });
  secured.on('error', () => undefined);
  await once(secured, 'secureConnect');
  return secured;
}
