import { ByteQueue } from './byteQueue.ts';
import { SILENT, type Conversation, type Role } from './conversation.ts';
import type { Findings } from './findings.ts';
import { HttpConversation } from './httpConversation.ts';
import { firstWords, httpStart, type FirstWords } from './firstWords.ts';
import { ACK, FIN, RST, SYN, type CapturedSegment } from './tcpSegmentReader.ts';
import { TcpStream, type PacketMark } from './tcpStream.ts';
import { WebSocketConversation } from './webSocketConversation.ts';
import { isMessageStart } from './webSocketHead.ts';

type Side = 'one' | 'other';

/** Of one side, before it is clear what is spoken; more than any head. */
const MAX_UNCLEAR_BYTES = 64 * 1024;

interface SideState {
  stream: TcpStream;
  address: string;
  port: number;
  unclear: ByteQueue;
  hasBegun: boolean;
  hasEnded: boolean;
}

/** A TCP connection of a capture. `one` is the side whose packet was seen first. */
export class Connection {
  readonly #findings: Findings;
  readonly #sides: Record<Side, SideState>;
  #client: Side | undefined;
  #conversation: Conversation | undefined;
  #isClosed = false;

  constructor(first: CapturedSegment, findings: Findings) {
    this.#findings = findings;
    const side = (name: Side, address: string, port: number): SideState => ({
      stream: new TcpStream({
        data: (bytes, mark) => this.#data(name, bytes, mark),
        gap: (bytes, mark) => this.#gap(name, bytes, mark),
        repeated: () => this.#findings.repeated(),
      }),
      address,
      port,
      unclear: new ByteQueue(),
      hasBegun: false,
      hasEnded: false,
    });
    this.#sides = {
      one: side('one', first.from, first.fromPort),
      other: side('other', first.to, first.toPort),
    };
  }

  get isClosed(): boolean {
    return this.#isClosed;
  }

  /** Bytes that wait for earlier ones. */
  get waitingBytes(): number {
    return this.#sides.one.stream.waitingBytes + this.#sides.other.stream.waitingBytes;
  }

  /** Whether a SYN begins another connection between the same ports. */
  isOther(segment: CapturedSegment): boolean {
    if ((segment.flags & SYN) === 0 || (segment.flags & ACK) !== 0) return false;
    const { hasBegun, stream } = this.#sides[this.#sideOf(segment)];
    return this.#isClosed || !hasBegun || !stream.hasBegunAt(segment.seq);
  }

  segment(segment: CapturedSegment, mark: PacketMark): void {
    if (this.#isClosed) return;
    const { flags, seq, ack, payload, wireBytes } = segment;
    const name = this.#sideOf(segment);
    const side = this.#sides[name];
    const opposite = this.#sides[otherSide(name)];
    if ((flags & SYN) !== 0) {
      if (!side.hasBegun) side.stream.begin(seq);
      side.hasBegun = true;
      this.#client ??= (flags & ACK) === 0 ? name : otherSide(name);
    }
    if (wireBytes > 0) {
      const from = (flags & SYN) === 0 ? seq : (seq + 1) >>> 0;
      side.stream.segment(from, payload, wireBytes, mark);
    }
    if ((flags & ACK) !== 0) opposite.stream.acknowledge(ack);
    if ((flags & FIN) !== 0) side.hasEnded = true;
    const isBroken = (flags & RST) !== 0;
    if (isBroken || (this.#sides.one.hasEnded && this.#sides.other.hasEnded)) this.end(mark, true);
  }

  /** Gives out what waits for a segment that may never come. */
  giveUpWaiting(): void {
    this.#sides.one.stream.end();
    this.#sides.other.stream.end();
  }

  /** `isOver`: the connection ended, as opposed to the capture. */
  end(mark: PacketMark, isOver: boolean): void {
    if (this.#isClosed) return;
    this.giveUpWaiting();
    this.#isClosed = true;
    if (this.#conversation === undefined && this.#unclearBytes() > 0) this.#foreign();
    this.#conversation?.end(mark, isOver);
    this.#conversation = SILENT;
  }

  #sideOf({ from, fromPort }: CapturedSegment): Side {
    const { address, port } = this.#sides.one;
    return from === address && fromPort === port ? 'one' : 'other';
  }

  #data(name: Side, bytes: Buffer, mark: PacketMark): void {
    if (this.#conversation !== undefined) {
      this.#conversation.data(this.#roleOf(name), bytes, mark);
      return;
    }
    const side = this.#sides[name];
    side.unclear.push(Buffer.from(bytes));
    const head = side.unclear.peek(MAX_UNCLEAR_BYTES);
    const words = side.hasBegun ? firstWords(head) : this.#midway(name, head, mark);
    this.#decide(name, words, mark);
    if (this.#conversation === undefined && side.unclear.length >= MAX_UNCLEAR_BYTES) this.#foreign();
  }

  #gap(name: Side, bytes: number, mark: PacketMark): void {
    if (this.#conversation !== undefined) {
      this.#conversation.gap(this.#roleOf(name), bytes, mark);
      return;
    }
    // What is found behind the gap may be anywhere in a message.
    this.#sides[name].hasBegun = false;
    this.#sides[name].unclear.clear();
  }

  #decide(name: Side, words: FirstWords, mark: PacketMark): void {
    switch (words) {
      case 'request':
      case 'response':
        this.#client = words === 'request' ? name : otherSide(name);
        this.#begin(new HttpConversation(this.#findings, this.#sides[this.#client].address), mark);
        return;
      case 'tls': {
        const client = this.#sides[this.#client ?? name];
        const server = this.#sides[otherSide(this.#client ?? name)];
        this.#findings.encrypted(client.address, `${shown(server.address)}:${server.port}`, mark);
        this.#begin(SILENT, mark);
        return;
      }
      case 'other':
        this.#foreign();
        return;
      default:
    }
  }

  /** The beginning is not in the capture: it may be in the middle of a WebSocket connection or of HTTP. */
  #midway(name: Side, head: Buffer, mark: PacketMark): FirstWords {
    const words = firstWords(head);
    if (words !== 'other') return words;
    const http = httpStart(head);
    if (http !== undefined) {
      this.#sides[name].unclear.skip(http.at);
      return http.words;
    }
    for (let at = 0; at < head.length; at += 1) {
      const window = head.subarray(at, at + 18);
      for (const isMasked of [true, false]) {
        if (isMessageStart(window, isMasked) !== 'yes') continue;
        this.#sides[name].unclear.skip(at);
        this.#client = isMasked ? name : otherSide(name);
        this.#beginMidway(mark);
        return 'unclear';
      }
    }
    return 'unclear';
  }

  #beginMidway(mark: PacketMark): void {
    const { address } = this.#sides[this.#client ?? 'one'];
    const stationId = `unnamed-${address}`;
    this.#findings.note(
      `The capture begins in the middle of a connection of ${address}: which station it is and which version of OCPP it speaks is not in it.`,
      mark,
      stationId,
    );
    this.#begin(new WebSocketConversation(this.#findings, { stationId, isMidway: true }), mark);
  }

  #begin(conversation: Conversation, mark: PacketMark): void {
    this.#conversation = conversation;
    const client = this.#client ?? 'one';
    // What the client asked comes before what was answered.
    for (const name of [client, otherSide(client)]) {
      const { unclear } = this.#sides[name];
      const bytes = unclear.take(unclear.length);
      if (bytes.length > 0) conversation.data(this.#roleOf(name), bytes, mark);
    }
  }

  #foreign(): void {
    this.#findings.skipped('connections that are neither WebSocket nor SOAP');
    this.#conversation = SILENT;
    this.#sides.one.unclear.clear();
    this.#sides.other.unclear.clear();
  }

  #unclearBytes(): number {
    return this.#sides.one.unclear.length + this.#sides.other.unclear.length;
  }

  #roleOf(name: Side): Role {
    return name === (this.#client ?? 'one') ? 'client' : 'server';
  }
}

function otherSide(name: Side): Side {
  return name === 'one' ? 'other' : 'one';
}

function shown(address: string): string {
  return address.includes(':') ? `[${address}]` : address;
}
