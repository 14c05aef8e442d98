import { once } from 'node:events';
import { createServer, type AddressInfo, type Server, type Socket } from 'node:net';
import { createSecureContext, TLSSocket } from 'node:tls';
import { onTestFinished } from 'vitest';
import { serverCredentials, type Credentials } from './serverCredentials.ts';

export interface FtpFiles {
  url: string;
  /** By path. */
  files: Map<string, Buffer>;
  /** Commands in the order of arrival. */
  commands: string[];
}

export interface FtpOptions {
  password?: string;
  /** `explicit`: AUTH TLS; `implicit`: encrypted from the first byte. */
  tls?: 'explicit' | 'implicit';
}

/** A server with the few commands that chargers use (RFC 959, 2428, 4217), for one file at a time. */
export async function startFtp({ password = 'pass', tls }: FtpOptions = {}): Promise<FtpFiles> {
  const files = new Map<string, Buffer>();
  const commands: string[] = [];
  const credentials = tls === undefined ? undefined : await serverCredentials();
  const sockets = new Set<Socket>();
  const server = createServer((socket) => {
    sockets.add(socket);
    const line = tls === 'implicit' && credentials !== undefined ? encrypted(socket, credentials) : socket;
    new FtpSession({ files, commands, password, credentials, isSecured: line !== socket }).serve(line);
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  onTestFinished(async () => {
    for (const socket of sockets) socket.destroy();
    server.close();
    await once(server, 'close');
  });
  const { port } = server.address() as AddressInfo;
  return {
    url: `${tls === undefined ? 'ftp' : 'ftps'}://user:${password}@127.0.0.1:${port}`,
    files,
    commands,
  };
}

interface SessionOptions {
  files: Map<string, Buffer>;
  commands: string[];
  password: string;
  credentials: Credentials | undefined;
  isSecured: boolean;
}

class FtpSession {
  readonly #options: SessionOptions;
  #line: Socket | undefined;
  #data: Promise<Socket> | undefined;
  #offset = 0;
  #isPrivate = false;

  constructor(options: SessionOptions) {
    this.#options = options;
    this.#isPrivate = options.isSecured;
  }

  serve(line: Socket): void {
    this.#listen(line);
    this.#say('220 ready');
  }

  #listen(line: Socket): void {
    this.#line = line;
    let rest = '';
    line.on('error', () => line.destroy());
    line.on('data', (chunk: Buffer) => {
      const lines = (rest + chunk.toString('utf8')).split('\r\n');
      rest = lines.pop() ?? '';
      for (const text of lines) void this.#obey(text);
    });
  }

  #say(text: string): void {
    this.#line?.write(`${text}\r\n`);
  }

  async #obey(text: string): Promise<void> {
    const { files, commands, password, credentials } = this.#options;
    commands.push(text);
    const [, verb = '', argument = ''] = /^(\S+) ?(.*)$/.exec(text) ?? [];
    switch (verb.toUpperCase()) {
      case 'AUTH':
        this.#say('234 go on');
        this.#line?.removeAllListeners('data');
        if (this.#line !== undefined && credentials !== undefined)
          this.#listen(encrypted(this.#line, credentials));
        return;
      case 'USER':
        return this.#say('331 password?');
      case 'PASS':
        return this.#say(argument === password ? '230 welcome' : '530 wrong password');
      case 'PROT':
        this.#isPrivate = argument === 'P';
        return this.#say('200 ok');
      case 'EPSV':
        return this.#open();
      case 'REST':
        this.#offset = Number(argument);
        return this.#say('350 from there');
      case 'SIZE':
        return this.#say(
          files.has(argument) ? `213 ${files.get(argument)?.length ?? 0}` : '550 no such file',
        );
      case 'STOR':
        return this.#store(argument, Buffer.alloc(0));
      case 'APPE':
        return this.#store(argument, files.get(argument) ?? Buffer.alloc(0));
      case 'RETR':
        return this.#retrieve(argument);
      case 'TYPE':
      case 'PBSZ':
      case 'ALLO':
      case 'STRU':
      case 'OPTS':
        return this.#say('200 ok');
      default:
        return this.#say('502 not known here');
    }
  }

  #open(): void {
    const server: Server = createServer();
    this.#data = once(server, 'connection').then(([socket]: Socket[]) => {
      server.close();
      const { credentials } = this.#options;
      if (socket === undefined) throw new Error('a connection without a socket');
      return this.#isPrivate && credentials !== undefined ? encrypted(socket, credentials) : socket;
    });
    server.listen(0, '127.0.0.1', () => {
      this.#say(`229 extended (|||${(server.address() as AddressInfo).port}|)`);
    });
  }

  async #store(path: string, before: Buffer): Promise<void> {
    this.#say('150 send');
    const data = await this.#data;
    const { files } = this.#options;
    let held = before;
    files.set(path, held);
    data?.on('data', (chunk: Buffer) => {
      held = Buffer.concat([held, chunk]);
      files.set(path, held);
    });
    data?.on('error', () => data.destroy());
    data?.on('close', () => this.#say('226 stored'));
  }

  async #retrieve(path: string): Promise<void> {
    const bytes = this.#options.files.get(path);
    if (bytes === undefined) return this.#say('550 no such file');
    this.#say('150 coming');
    const data = await this.#data;
    data?.on('error', () => data.destroy());
    data?.end(bytes.subarray(this.#offset), () => this.#say('226 sent'));
    this.#offset = 0;
  }
}

function encrypted(socket: Socket, credentials: Credentials): TLSSocket {
  return new TLSSocket(socket, { isServer: true, secureContext: createSecureContext(credentials) });
}
