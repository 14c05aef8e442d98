import {
  tcpSegment,
  FLAGS,
  type Endpoint,
} from '../../../../../electron/core/trace/export/formats/pcapng/tcpSegment.ts';
import {
  acceptOf,
  webSocketFrame,
} from '../../../../../electron/core/trace/export/formats/pcapng/webSocketBytes.ts';
import { CAPTURE_FORMATS } from '../../../../../electron/core/trace/import/pcap/captureFormats.ts';
import type { FoundFrame, FoundItem, FoundNote } from '../../../../../shared/trace/import/found.ts';

export interface Packet {
  frame: Buffer;
  /** Epoch ms. */
  at: number;
}

export const START = Date.parse('2026-11-21T10:00:00Z');
const MAC = Buffer.of(2, 0, 0, 0, 0, 9);
const KEY = 'dGhlIHNhbXBsZSBub25jZQ==';

export type Side = 'client' | 'server';

/** The packets of one connection, one segment for each call, a millisecond apart. */
export class Line {
  readonly packets: Packet[] = [];
  readonly #ends: Record<Side, Endpoint>;
  readonly #seq: Record<Side, number>;
  #at: number;

  constructor(options: { port?: number; address?: number[]; seq?: number; at?: number } = {}) {
    const { port = 50_000, address = [10, 0, 0, 7], seq = 1000, at = START } = options;
    const server = address.length === 4 ? [10, 0, 0, 1] : [...address.slice(0, 15), 99];
    this.#ends = {
      client: { mac: MAC, address: Buffer.from(address), port },
      server: { mac: MAC, address: Buffer.from(server), port: 8887 },
    };
    this.#seq = { client: seq, server: seq };
    this.#at = at;
  }

  get at(): number {
    return this.#at;
  }

  open(): this {
    this.#send('client', FLAGS.syn, Buffer.alloc(0), 1);
    this.#send('server', FLAGS.syn | FLAGS.ack, Buffer.alloc(0), 1);
    return this.#send('client', FLAGS.ack, Buffer.alloc(0), 0);
  }

  say(side: Side, bytes: Buffer | string): this {
    const payload = Buffer.from(bytes as string);
    return this.#send(side, FLAGS.ack | FLAGS.psh, payload, payload.length);
  }

  /** The other side's numbers go on as if it had been captured. */
  lose(side: Side, bytes: Buffer | string): this {
    this.say(side, bytes);
    this.packets.pop();
    return this;
  }

  upgrade(path = '/ocpp/CP-1', subprotocol = 'ocpp1.6', extensions = ''): this {
    const chosen = subprotocol === '' ? '' : `Sec-WebSocket-Protocol: ${subprotocol}\r\n`;
    const extra = extensions === '' ? '' : `Sec-WebSocket-Extensions: ${extensions}\r\n`;
    this.say(
      'client',
      `GET ${path} HTTP/1.1\r\nHost: x\r\nUpgrade: websocket\r\nConnection: Upgrade\r\nSec-WebSocket-Key: ${KEY}\r\nSec-WebSocket-Version: 13\r\n${chosen}${extra}\r\n`,
    );
    return this.say(
      'server',
      `HTTP/1.1 101 Switching Protocols\r\nUpgrade: websocket\r\nConnection: Upgrade\r\nSec-WebSocket-Accept: ${acceptOf(KEY)}\r\n${chosen}${extra}\r\n`,
    );
  }

  text(side: Side, text: string): this {
    return this.say(side, frameOf(side, text));
  }

  fin(): this {
    this.#send('client', FLAGS.fin | FLAGS.ack, Buffer.alloc(0), 1);
    return this.#send('server', FLAGS.fin | FLAGS.ack, Buffer.alloc(0), 1);
  }

  reset(): this {
    return this.#send('client', FLAGS.rst, Buffer.alloc(0), 0);
  }

  #send(side: Side, flags: number, payload: Buffer, length: number): this {
    const other = side === 'client' ? 'server' : 'client';
    const frame = tcpSegment({
      from: this.#ends[side],
      to: this.#ends[other],
      seq: this.#seq[side],
      ack: this.#seq[other],
      flags,
      payload,
      ipId: 1,
    });
    this.#seq[side] = (this.#seq[side] + length) >>> 0;
    this.packets.push({ frame, at: this.#at });
    this.#at += 1;
    return this;
  }
}

export function frameOf(side: Side, text: string | Buffer, opcode = 1): Buffer {
  const mask = side === 'client' ? Buffer.of(1, 2, 3, 4) : undefined;
  return webSocketFrame(opcode, Buffer.from(text as string), mask);
}

export const call = (id: number | string): string => `[2,"${id}","Heartbeat",{}]`;

export interface FileOptions {
  isBig?: boolean;
  isNano?: boolean;
  linkType?: number;
  /** Packets are cut after so many bytes. */
  snapBytes?: number;
}

export function pcap(packets: readonly Packet[], options: FileOptions = {}): Buffer {
  const { isBig = false, isNano = false, linkType = 1, snapBytes = 262_144 } = options;
  const u32 = writer(isBig);
  const head = Buffer.concat([
    u32(isNano ? 0xa1b23c4d : 0xa1b2c3d4),
    isBig ? Buffer.of(0, 2, 0, 4) : Buffer.of(2, 0, 4, 0),
    u32(0),
    u32(0),
    u32(snapBytes),
    u32(linkType),
  ]);
  const records = packets.map(({ frame, at }) => {
    const data = frame.subarray(0, snapBytes);
    const fraction = (at % 1000) * (isNano ? 1_000_000 : 1000);
    return Buffer.concat([
      u32(Math.floor(at / 1000)),
      u32(fraction),
      u32(data.length),
      u32(frame.length),
      data,
    ]);
  });
  return Buffer.concat([head, ...records]);
}

export function pcapngBlock(type: number, body: Buffer, isBig = false): Buffer {
  const u32 = writer(isBig);
  const padded = Buffer.concat([body, Buffer.alloc((4 - (body.length % 4)) % 4)]);
  const length = u32(12 + padded.length);
  return Buffer.concat([u32(type), length, padded, length]);
}

export function writer(isBig: boolean): (value: number) => Buffer {
  return (value) => {
    const bytes = Buffer.alloc(4);
    if (isBig) bytes.writeUInt32BE(value);
    else bytes.writeUInt32LE(value);
    return bytes;
  };
}

/** Reads a file in pieces, as an import does. */
export function read(bytes: Buffer, pieceBytes = bytes.length): FoundItem[] {
  const format = CAPTURE_FORMATS.find((candidate) => candidate.matches(bytes.subarray(0, 4096)));
  if (format === undefined) throw new Error('this is no capture');
  const items: FoundItem[] = [];
  const reader = format.open((item) => items.push(item));
  for (let at = 0; at < bytes.length; at += pieceBytes) reader.bytes(bytes.subarray(at, at + pieceBytes));
  reader.end();
  return items;
}

export function framesOf(items: readonly FoundItem[]): FoundFrame[] {
  return items.filter(
    (item): item is FoundFrame => item.type === 'frame' && item.known?.issues === undefined,
  );
}

export function rawsOf(items: readonly FoundItem[]): string[] {
  return framesOf(items).map(({ raw }) => (typeof raw === 'string' ? raw : Buffer.from(raw).toString('hex')));
}

export function notesOf(items: readonly FoundItem[]): string[] {
  return items.filter((item): item is FoundNote => item.type === 'note').map(({ text }) => text);
}
