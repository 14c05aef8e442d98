import { once } from 'node:events';
import { connect, type Socket } from 'node:net';

const KEY = ['Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==', 'Sec-WebSocket-Version: 13'];
const UPGRADE = ['Host: 192.0.2.1', 'Upgrade: websocket', 'Connection: Upgrade', ...KEY];

export const OCPP_16 = 'Sec-WebSocket-Protocol: ocpp1.6';

/** The head of an upgrade request; `without` leaves headers out that start with it. */
export function upgradeHead(target: string, headers: readonly string[], without = '\0'): string {
  const all = [...UPGRADE, ...headers].filter((header) => !header.startsWith(without));
  return [`GET ${target} HTTP/1.1`, ...all, '', ''].join('\r\n');
}

/** A masked frame, as clients send them; the first byte is given whole, so that it may be wrong. */
export function clientFrame(firstByte: number, payload: Buffer | string): Buffer {
  const bytes = Buffer.from(payload);
  const length =
    bytes.length < 126
      ? Buffer.from([0x80 | bytes.length])
      : Buffer.from([0x80 | 126, bytes.length >> 8, bytes.length & 0xff]);
  return Buffer.concat([Buffer.from([firstByte]), length, Buffer.alloc(4), bytes]);
}

/** A bare TCP connection, whose every byte the test writes. */
export class RawPeer {
  readonly socket: Socket;
  #came = Buffer.alloc(0);

  private constructor(socket: Socket) {
    this.socket = socket;
    socket.on('error', () => undefined);
    socket.on('data', (chunk: Buffer) => {
      this.#came = Buffer.concat([this.#came, chunk]);
    });
  }

  static async open(port: number): Promise<RawPeer> {
    const socket = connect(port, '127.0.0.1');
    const peer = new RawPeer(socket);
    await once(socket, 'connect');
    return peer;
  }

  write(bytes: string | Uint8Array): void {
    this.socket.write(bytes);
  }

  /** What came so far, once it holds this text. */
  async until(text: string): Promise<string> {
    while (!this.#came.includes(text)) await once(this.socket, 'data');
    return this.#came.toString('latin1');
  }

  /** Everything that came until the other side hung up. */
  async toEnd(): Promise<Buffer> {
    if (!this.socket.closed) await once(this.socket, 'close');
    return this.#came;
  }
}
