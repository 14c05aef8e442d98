const NOTHING = Buffer.alloc(0);

/** Bytes that came in pieces, to be taken from the front. A piece is copied at most once. */
export class ByteQueue {
  #pieces: Buffer[] = [];
  #length = 0;

  get length(): number {
    return this.#length;
  }

  push(piece: Uint8Array): void {
    if (piece.length === 0) return;
    this.#pieces.push(Buffer.from(piece.buffer, piece.byteOffset, piece.byteLength));
    this.#length += piece.length;
  }

  /** The first `count` bytes (fewer at the end), which stay. */
  peek(count: number): Buffer {
    const wanted = Math.min(count, this.#length);
    const [first = NOTHING] = this.#pieces;
    if (first.length >= wanted) return first.subarray(0, wanted);
    const gathered: Buffer[] = [];
    let length = 0;
    while (length < wanted) {
      const piece = this.#pieces.shift() ?? NOTHING;
      gathered.push(piece);
      length += piece.length;
    }
    const joined = Buffer.concat(gathered, length);
    this.#pieces.unshift(joined);
    return joined.subarray(0, wanted);
  }

  take(count: number): Buffer {
    const taken = this.peek(count);
    const [first = NOTHING] = this.#pieces;
    this.#length -= taken.length;
    if (first.length === taken.length) this.#pieces.shift();
    else this.#pieces[0] = first.subarray(taken.length);
    return taken;
  }

  skip(count: number): number {
    let left = Math.min(count, this.#length);
    const skipped = left;
    this.#length -= left;
    while (left > 0) {
      const [first = NOTHING] = this.#pieces;
      if (first.length > left) this.#pieces[0] = first.subarray(left);
      else this.#pieces.shift();
      left -= Math.min(left, first.length);
    }
    return skipped;
  }

  clear(): void {
    this.#pieces = [];
    this.#length = 0;
  }
}
