import { ByteQueue } from './byteQueue.ts';
import type { Inflater } from './inflater.ts';
import type { PacketMark } from './tcpStream.ts';
import { frameHead, isMessageStart, type FrameHead } from './webSocketHead.ts';

export interface WebSocketMessage {
  isText: boolean;
  payload: Buffer;
  /** The packet where it begins, and the one that completes it. */
  first: PacketMark;
  last: PacketMark;
}

/** Takes what one side says. */
export interface WebSocketSink {
  message(message: WebSocketMessage): void;
  close(code: number, reason: string, mark: PacketMark): void;
  /** Something that could not be read, as a sentence. */
  trouble(text: string, mark: PacketMark): void;
}

const MAX_MESSAGE_BYTES = 64 * 1024 * 1024;
const HEAD_BYTES = 14;
/** Bytes of the sink's side that are looked through for the next message behind a gap. */
const MAX_SEARCH_BYTES = 1024 * 1024;
const NO_CODE = 1005;

/** One side of a WebSocket connection (RFC 6455 §5), from a stream that may have gaps. */
export class WebSocketReader {
  readonly #sink: WebSocketSink;
  readonly #isMasked: boolean;
  readonly #inflater: Inflater | undefined;
  readonly #queue = new ByteQueue();
  #start: PacketMark | undefined;
  /** A message whose last fragment has not come yet. */
  #message:
    { isText: boolean; isCompressed: boolean; parts: Buffer[]; bytes: number; first: PacketMark } | undefined;
  #isLost: boolean;
  #searched = 0;
  #isGivenUp = false;

  /** `isMasked`: the client's side. `isMidway`: the stream does not begin at the beginning of a message. */
  constructor(sink: WebSocketSink, isMasked: boolean, inflater?: Inflater, isMidway = false) {
    this.#isLost = isMidway;
    this.#sink = sink;
    this.#isMasked = isMasked;
    this.#inflater = inflater;
  }

  data(bytes: Buffer, mark: PacketMark): void {
    if (this.#isGivenUp) return;
    if (this.#queue.length === 0) this.#start = mark;
    this.#queue.push(bytes);
    if (this.#isLost && !this.#find(mark)) return;
    while (!this.#isGivenUp && this.#frame(mark));
  }

  /** Bytes are missing: what was begun cannot be completed, and the next beginning has to be found. */
  gap(bytes: number, mark: PacketMark): void {
    if (this.#isGivenUp) return;
    const what = bytes > 0 ? `${bytes} bytes are` : 'A part is';
    if (this.#inflater?.leansOnThePast === true) {
      this.#giveUp(
        `${what} missing in the capture. What came after them is compressed in a way that needs them, so the rest of this side cannot be read.`,
        mark,
      );
      return;
    }
    this.#sink.trouble(`${what} missing in the capture; reading goes on at the next message.`, mark);
    this.#queue.clear();
    this.#lose();
  }

  /** The connection is over. */
  end(mark: PacketMark): void {
    if (this.#isGivenUp) return;
    const left = this.#queue.length + (this.#message?.bytes ?? 0);
    if (left > 0 && !this.#isLost)
      this.#sink.trouble(`The connection ends inside of a message, of which ${left} bytes came.`, mark);
    this.#queue.clear();
    this.#message = undefined;
  }

  #frame(mark: PacketMark): boolean {
    const head = frameHead(this.#queue.peek(HEAD_BYTES));
    if (head === undefined) return false;
    if (!this.#isAllowed(head)) {
      this.#sink.trouble('Bytes that are no WebSocket frame; reading goes on at the next message.', mark);
      this.#lose();
      this.#queue.skip(1);
      return this.#find(mark);
    }
    if (head.payloadBytes > MAX_MESSAGE_BYTES) {
      this.#giveUp(
        `A frame of ${head.payloadBytes} bytes is too large to be read, and so is the rest of this side.`,
        mark,
      );
      return false;
    }
    if (this.#queue.length < head.headBytes + head.payloadBytes) return false;
    const first = this.#start ?? mark;
    this.#start = mark;
    this.#queue.skip(head.headBytes);
    const payload = unmasked(this.#queue.take(head.payloadBytes), head.mask);
    this.#take(head, payload, first, mark);
    return true;
  }

  #isAllowed({ opcode, reserved, mask, isFinal, payloadBytes }: FrameHead): boolean {
    const isControl = opcode >= 8;
    if ((reserved & 0x30) !== 0 || (mask !== undefined) !== this.#isMasked) return false;
    if (isControl) return opcode <= 10 && isFinal && payloadBytes <= 125 && reserved === 0;
    return opcode <= 2 && (opcode !== 0 || reserved === 0);
  }

  #take(head: FrameHead, payload: Buffer, first: PacketMark, mark: PacketMark): void {
    const { opcode, reserved, isFinal } = head;
    if (opcode >= 8) {
      if (opcode === 8) this.#sink.close(closeCode(payload), payload.toString('utf8', 2), mark);
      return;
    }
    if (opcode !== 0) {
      if (this.#message !== undefined)
        this.#sink.trouble('A message in fragments was never completed.', mark);
      this.#message = { isText: opcode === 1, isCompressed: reserved !== 0, parts: [], bytes: 0, first };
    }
    const message = this.#message;
    if (message === undefined) {
      this.#sink.trouble('A fragment continues a message whose beginning is not in the capture.', mark);
      return;
    }
    message.parts.push(payload);
    message.bytes += payload.length;
    if (message.bytes > MAX_MESSAGE_BYTES) {
      this.#giveUp('A message in fragments is too large to be read, and so is the rest of this side.', mark);
    } else if (isFinal) {
      this.#message = undefined;
      this.#complete(message.isText, message.isCompressed, Buffer.concat(message.parts), message.first, mark);
    }
  }

  #complete(
    isText: boolean,
    isCompressed: boolean,
    bytes: Buffer,
    first: PacketMark,
    last: PacketMark,
  ): void {
    const payload = isCompressed ? this.#inflater?.inflate(bytes) : bytes;
    if (payload !== undefined) {
      this.#sink.message({ isText, payload, first, last });
      return;
    }
    this.#sink.trouble('A compressed message cannot be unpacked; its bytes are kept as they came.', last);
    this.#sink.message({ isText: false, payload: bytes, first, last });
  }

  #lose(): void {
    this.#isLost = true;
    this.#searched = 0;
    this.#message = undefined;
  }

  /** Passes over everything before what looks like a message of OCPP. */
  #find(mark: PacketMark): boolean {
    const window = this.#queue.peek(this.#queue.length);
    let at = 0;
    for (; at < window.length; at += 1) {
      const verdict = isMessageStart(window.subarray(at, at + HEAD_BYTES + 4), this.#isMasked);
      if (verdict === 'maybe') break;
      if (verdict === 'no') continue;
      this.#queue.skip(at);
      this.#start = mark;
      this.#isLost = false;
      return true;
    }
    this.#searched += this.#queue.skip(at);
    if (this.#searched > MAX_SEARCH_BYTES)
      this.#giveUp(
        'No further message can be found on this side of the connection: the rest of it cannot be read.',
        mark,
      );
    return false;
  }

  #giveUp(sentence: string, mark: PacketMark): void {
    this.#isGivenUp = true;
    this.#queue.clear();
    this.#message = undefined;
    this.#sink.trouble(sentence, mark);
  }
}

function closeCode(payload: Buffer): number {
  return payload.length < 2 ? NO_CODE : payload.readUInt16BE(0);
}

/** The queue's bytes may be those of the file: they stay as they are. */
function unmasked(payload: Buffer, mask: Buffer | undefined): Buffer {
  const plain = Buffer.from(payload);
  if (mask === undefined) return plain;
  for (let at = 0; at < plain.length; at += 1) plain[at] = (plain[at] ?? 0) ^ (mask[at & 3] ?? 0);
  return plain;
}
