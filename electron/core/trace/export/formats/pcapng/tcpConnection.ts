import { FLAGS, tcpSegment, WINDOW_BYTES, type Endpoint } from './tcpSegment.ts';

export type Side = 'client' | 'server';

/** Puts an Ethernet frame into the capture. */
export type Wire = (frame: Buffer, at: number) => void;

/** What fits into 1500 bytes beside the heads. */
const MSS = { ipv4: 1460, ipv6: 1440 } as const;
/** Long before the window is full, the other side says what it has. */
const UNACKNOWLEDGED_BYTES = WINDOW_BYTES / 2;

interface SideState {
  endpoint: Endpoint;
  seq: number;
  ipId: number;
  /** Sent since the other side last sent anything. */
  unacknowledged: number;
}

/** A TCP connection as a network card beside it would have seen it: nothing lost, nothing sent twice. */
export class TcpConnection {
  readonly #wire: Wire;
  readonly #sides: Record<Side, SideState>;
  readonly #mss: number;
  #isOpen = false;

  /** `number` tells connections apart in their initial sequence numbers. */
  constructor(client: Endpoint, server: Endpoint, number: number, wire: Wire) {
    this.#wire = wire;
    this.#mss = client.address.length === 16 ? MSS.ipv6 : MSS.ipv4;
    const side = (endpoint: Endpoint, salt: number): SideState => ({
      endpoint,
      seq: Math.imul(number * 2 + salt, 0x9e3779b1) >>> 0,
      ipId: number,
      unacknowledged: 0,
    });
    this.#sides = { client: side(client, 0), server: side(server, 1) };
  }

  /** The three-way handshake. */
  open(at: number): void {
    const mss = Buffer.of(2, 4, this.#mss >> 8, this.#mss & 0xff);
    this.#isOpen = true;
    this.#send('client', FLAGS.syn, at, { options: mss });
    this.#send('server', FLAGS.syn | FLAGS.ack, at, { options: mss });
    this.#send('client', FLAGS.ack, at);
  }

  /** Bytes of one side, in segments; the last one pushes. */
  send(side: Side, bytes: Buffer, at: number): void {
    for (let from = 0; from < bytes.length; from += this.#mss) {
      const payload = bytes.subarray(from, from + this.#mss);
      const isLast = from + this.#mss >= bytes.length;
      this.#send(side, isLast ? FLAGS.ack | FLAGS.psh : FLAGS.ack, at, { payload });
      if (!isLast && this.#sides[side].unacknowledged > UNACKNOWLEDGED_BYTES)
        this.#send(otherSide(side), FLAGS.ack, at);
    }
  }

  /** Ends the connection in good order; `first` goes first. */
  close(first: Side, at: number): void {
    if (!this.#isOpen) return;
    this.#isOpen = false;
    this.#send(first, FLAGS.fin | FLAGS.ack, at);
    this.#send(otherSide(first), FLAGS.fin | FLAGS.ack, at);
    this.#send(first, FLAGS.ack, at);
  }

  /** The connection breaks off: a side that comes back has no memory of it. */
  reset(side: Side, at: number): void {
    if (!this.#isOpen) return;
    this.#isOpen = false;
    this.#send(side, FLAGS.rst | FLAGS.ack, at);
  }

  #send(side: Side, flags: number, at: number, extra: { options?: Buffer; payload?: Buffer } = {}): void {
    const own = this.#sides[side];
    const other = this.#sides[otherSide(side)];
    const { endpoint: from, seq, ipId } = own;
    const segment = { from, to: other.endpoint, seq, ack: other.seq, flags, ipId, ...extra };
    const takesNumber = (flags & (FLAGS.syn | FLAGS.fin)) !== 0;
    const length = (extra.payload?.length ?? 0) + (takesNumber ? 1 : 0);
    own.seq = (seq + length) >>> 0;
    own.ipId += 1;
    own.unacknowledged += length;
    if ((flags & FLAGS.ack) !== 0) other.unacknowledged = 0;
    this.#wire(tcpSegment(segment), at);
  }
}

export function otherSide(side: Side): Side {
  return side === 'client' ? 'server' : 'client';
}
