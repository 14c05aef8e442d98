import { once } from 'node:events';
import { createServer, type Server, type Socket } from 'node:net';
import type { AddressInfo } from 'node:net';

/** What a server of RFC 2217 does, as far as it differs between servers. */
export interface ServerHabits {
  /** Answers DONT to the COM port option. */
  refusesOption?: boolean;
  /** The rate that it takes, whatever is asked for. */
  onlyBaud?: number;
  /** The rate is taken, but no other format than 8N1. */
  hasOneFormat?: boolean;
  /** Sends its bytes and commands one by one. */
  isPiecemeal?: boolean;
  /** Takes the option, and never answers to a command. */
  isMute?: boolean;
}

/** RFC 2217: 8 and 9 set and clear DTR. */
const SET_CONTROL = 5;

/** A server of RFC 2217 that tells what it was asked, and whose device answers nothing unless told. */
export class ComPortServer {
  readonly commands: number[][] = [];
  /** Bytes of the device, after telnet. */
  readonly received: number[] = [];
  /** What the device does with a byte, and with DTR as it is set. */
  onByte: (byte: number) => void = () => undefined;
  onDtr: (isHigh: boolean) => void = () => undefined;
  readonly #server: Server;
  readonly #habits: ServerHabits;
  #socket: Socket | undefined;
  #rest: number[] = [];

  private constructor(habits: ServerHabits) {
    this.#habits = habits;
    this.#server = createServer((socket) => {
      this.#socket = socket;
      socket.on('error', () => undefined);
      socket.on('data', (bytes) => this.#take([...bytes]));
    });
  }

  static async start(habits: ServerHabits = {}): Promise<ComPortServer> {
    const server = new ComPortServer(habits);
    server.#server.listen(0, '127.0.0.1');
    await once(server.#server, 'listening');
    return server;
  }

  get path(): string {
    return `rfc2217://127.0.0.1:${(this.#server.address() as AddressInfo).port}`;
  }

  send(bytes: readonly number[]): void {
    if (this.#habits.isPiecemeal !== true) this.#socket?.write(Uint8Array.from(bytes));
    else for (const byte of bytes) this.#socket?.write(Uint8Array.of(byte));
  }

  notify(code: number, ...value: number[]): void {
    this.send([
      255,
      250,
      44,
      code,
      ...value.flatMap((byte) => (byte === 255 ? [255, 255] : [byte])),
      255,
      240,
    ]);
  }

  async stop(): Promise<void> {
    this.#socket?.destroy();
    this.#server.close();
    await once(this.#server, 'close');
  }

  /** Telnet by the book: no command is cut, since the client sends each in one piece over the loopback; those that are are kept. */
  #take(bytes: number[]): void {
    const all = [...this.#rest, ...bytes];
    let at = 0;
    for (;;) {
      const used = this.#one(all, at);
      if (used === 0) break;
      at += used;
    }
    this.#rest = all.slice(at);
  }

  /** How many bytes one piece took; 0: it is not whole yet. */
  #one(all: readonly number[], at: number): number {
    const [byte, verb, option] = all.slice(at, at + 3);
    if (byte === undefined) return 0;
    if (byte !== 255) {
      this.received.push(byte);
      this.onByte(byte);
      return 1;
    }
    if (verb === 255) {
      this.received.push(255);
      this.onByte(255);
      return 2;
    }
    if (verb === undefined || option === undefined) return 0;
    if (verb !== 250) {
      this.#option(verb, option);
      return 3;
    }
    const end = all.findIndex((value, index) => index > at + 2 && value === 240 && isEnd(all, index));
    if (end < 0) return 0;
    this.#command(unescaped(all.slice(at + 3, end - 1)));
    return end - at + 1;
  }

  #option(verb: number, option: number): void {
    if (verb === 251 && option === 44) {
      this.send([255, this.#habits.refusesOption === true ? 254 : 253, 44]);
      // An offer that a client has to refuse.
      this.send([255, 251, 1]);
    } else if (verb === 251) this.send([255, 253, option]);
    else if (verb === 253) this.send([255, 251, option]);
  }

  #command([code = 0, ...value]: number[]): void {
    this.commands.push([code, ...value]);
    if (code === SET_CONTROL && (value[0] === 8 || value[0] === 9)) this.onDtr(value[0] === 8);
    if (this.#habits.isMute === true) return;
    const { onlyBaud, hasOneFormat } = this.#habits;
    if (hasOneFormat === true && code === 2) {
      this.notify(code + 100, 8);
      return;
    }
    const baud = onlyBaud === undefined ? value : [24, 16, 8, 0].map((shift) => (onlyBaud >>> shift) & 0xff);
    if (code <= 5 || code >= 10) this.notify(code + 100, ...(code === 1 ? baud : value));
  }
}

/** The 240 ends a command where the 255 before it is not the second of a pair. */
function isEnd(all: readonly number[], index: number): boolean {
  let run = 0;
  while (all[index - 1 - run] === 255) run += 1;
  return run % 2 === 1;
}

function unescaped(bytes: readonly number[]): number[] {
  return bytes.filter((byte, index) => byte !== 255 || isOdd(bytes, index));
}

function isOdd(bytes: readonly number[], index: number): boolean {
  let run = 0;
  while (bytes[index - 1 - run] === 255) run += 1;
  return run % 2 === 0;
}
