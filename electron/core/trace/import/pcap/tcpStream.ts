/** The packet that brought something. */
export interface PacketMark {
  number: number;
  /** Epoch ms; absent where the file gives none. */
  at: number | undefined;
}

/** Takes the bytes of one side in their order. */
export interface StreamSink {
  /** `mark` is the packet that made these bytes follow the ones before. */
  data(bytes: Buffer, mark: PacketMark): void;
  /** Bytes that are not in the capture; what comes next stands behind them. */
  gap(bytes: number, mark: PacketMark): void;
  /** A segment brought nothing that an earlier one had not brought. */
  repeated(): void;
}

interface Waiting {
  seq: number;
  payload: Buffer;
  mark: PacketMark;
}

/** What may wait for a missing segment before it counts as lost: much more than packets overtake one another. */
const MAX_WAITING_BYTES = 4 * 1024 * 1024;
const MAX_WAITING_SEGMENTS = 1024;
/** After the other side has acknowledged bytes that are not in the capture, it is given this many more packets. */
const MAX_ACKNOWLEDGED_WAITING = 8;
/** A segment further ahead belongs to another connection with the same ports. */
const MAX_JUMP = 1 << 28;

/**
 * One direction of a TCP connection, put together by sequence numbers (RFC 9293 §3.10.7.4): segments may be split, out
 * of order, sent twice and overlapping, and the numbers wrap around. The first bytes that are seen of a position count.
 */
export class TcpStream {
  readonly #sink: StreamSink;
  /** Where a SYN said that the data begins. */
  #first: number | undefined;
  #next: number | undefined;
  #waiting: Waiting[] = [];
  #waitingBytes = 0;
  #acknowledgedFor = 0;

  constructor(sink: StreamSink) {
    this.#sink = sink;
  }

  /** Bytes that wait for earlier ones. */
  get waitingBytes(): number {
    return this.#waitingBytes;
  }

  /** The beginning: data starts behind the number of a SYN. */
  begin(seq: number): void {
    this.#first = (seq + 1) >>> 0;
    this.#next = this.#first;
  }

  /** Whether a SYN with this number would begin the same stream again. */
  hasBegunAt(seq: number): boolean {
    return this.#first === (seq + 1) >>> 0;
  }

  segment(seq: number, payload: Buffer, wireBytes: number, mark: PacketMark): void {
    this.#next ??= seq;
    if (distance(this.#next, seq) > MAX_JUMP) this.#jump(seq, mark);
    if (payload.length > 0) this.#accept({ seq, payload, mark });
    if (wireBytes > payload.length) this.#cut(seq + payload.length, wireBytes - payload.length, mark);
    if (this.#isTooMuch()) this.#skipGap();
  }

  /** The other side has everything before `ack`: what is missing until there was lost by the capture alone. */
  acknowledge(ack: number): void {
    if (this.#next === undefined || distance(this.#next, ack) <= 0) return;
    const [first] = this.#waiting;
    if (first === undefined || distance(first.seq, ack) < 0) return;
    this.#acknowledgedFor += 1;
    if (this.#acknowledgedFor > MAX_ACKNOWLEDGED_WAITING) this.#skipGap();
  }

  /** Nothing more comes: what waits is given out with its gaps. */
  end(): void {
    while (this.#waiting.length > 0) this.#skipGap();
  }

  #accept(segment: Waiting): void {
    const next = this.#next ?? segment.seq;
    const ahead = distance(next, segment.seq);
    if (ahead > 0) {
      this.#keep(segment);
      return;
    }
    const fresh = segment.payload.subarray(-ahead);
    if (-ahead >= segment.payload.length) {
      // A keep-alive probe repeats one byte, or none (RFC 9293 §3.8.4).
      if (segment.payload.length > 1) this.#sink.repeated();
      return;
    }
    this.#deliver(fresh, segment.mark);
    this.#drain(segment.mark);
  }

  #deliver(bytes: Buffer, mark: PacketMark): void {
    this.#next = ((this.#next ?? 0) + bytes.length) >>> 0;
    this.#sink.data(bytes, mark);
  }

  /** What follows now without a gap. */
  #drain(mark: PacketMark): void {
    for (;;) {
      const [first] = this.#waiting;
      if (first === undefined || distance(this.#next ?? 0, first.seq) > 0) break;
      this.#waiting.shift();
      this.#waitingBytes -= first.payload.length;
      const fresh = first.payload.subarray(-distance(this.#next ?? 0, first.seq));
      if (fresh.length > 0) this.#deliver(fresh, mark);
    }
    if (this.#waiting.length === 0) this.#acknowledgedFor = 0;
  }

  /** In the order of their numbers; of two with the same number the longer one. */
  #keep(segment: Waiting): void {
    let at = this.#waiting.length;
    while (at > 0 && distance(this.#waiting[at - 1]?.seq ?? 0, segment.seq) < 0) at -= 1;
    const before = this.#waiting[at - 1];
    if (before?.seq === segment.seq) {
      this.#sink.repeated();
      if (before.payload.length >= segment.payload.length) return;
      this.#waitingBytes -= before.payload.length;
      this.#waiting.splice(at - 1, 1);
      at -= 1;
    }
    this.#waiting.splice(at, 0, segment);
    this.#waitingBytes += segment.payload.length;
  }

  /** The end of a packet that the capture did not keep. */
  #cut(seq: number, bytes: number, mark: PacketMark): void {
    const behind = distance(this.#next ?? 0, seq >>> 0);
    if (behind !== 0) return;
    this.#next = (seq + bytes) >>> 0;
    this.#sink.gap(bytes, mark);
    this.#drain(mark);
  }

  #jump(seq: number, mark: PacketMark): void {
    this.end();
    this.#next = seq;
    this.#sink.gap(0, mark);
  }

  #isTooMuch(): boolean {
    return this.#waitingBytes > MAX_WAITING_BYTES || this.#waiting.length > MAX_WAITING_SEGMENTS;
  }

  #skipGap(): void {
    const [first] = this.#waiting;
    if (first === undefined) return;
    this.#acknowledgedFor = 0;
    const missing = distance(this.#next ?? first.seq, first.seq);
    this.#next = first.seq;
    if (missing > 0) this.#sink.gap(missing, first.mark);
    this.#drainOwn();
  }

  /** As `#drain`, but each segment with its own packet: nothing newer made it follow. */
  #drainOwn(): void {
    const [first] = this.#waiting;
    if (first !== undefined) this.#drain(first.mark);
  }
}

/** How far `to` is ahead of `from`, over the wrap-around of 32 bits. */
function distance(from: number, to: number): number {
  return (to - from) | 0;
}
