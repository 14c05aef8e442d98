import type { AwaitedFrame, ModbusPiece, ModbusReceiver } from './modbusFrame.ts';
import { isRtuFrame, MOST_RTU_BYTES, rtuLengths } from './rtuFrame.ts';

/** Two frames of the greatest length: what is more can be no frame that is still to end. */
const MOST_HELD = 2 * MOST_RTU_BYTES;

/**
 * Finds RTU frames by their length and CRC. A pause of 3.5 characters, by which the standard ends a frame, cannot be seen behind a USB
 * adapter or a network, which hand over bytes in lumps; silence only helps where the length does not tell. Noise in front of a frame
 * is cut off: at once where the awaited answer is behind it, else when the line is silent.
 */
export class RtuReceiver implements ModbusReceiver {
  #held: Uint8Array = new Uint8Array(0);
  #awaited: AwaitedFrame | undefined;

  get heldBytes(): number {
    return this.#held.length;
  }

  await(frame: AwaitedFrame | undefined): void {
    this.#awaited = frame;
  }

  push(bytes: Uint8Array): ModbusPiece[] {
    const pieces: ModbusPiece[] = [];
    for (let from = 0; from < bytes.length; from += MOST_RTU_BYTES) {
      this.#held = joined(this.#held, bytes.subarray(from, from + MOST_RTU_BYTES));
      while (this.#takeFirst(pieces) || this.#takeAwaited(pieces));
      if (this.#held.length > MOST_HELD) this.#resynchronise(pieces, MOST_RTU_BYTES);
    }
    return pieces;
  }

  silence(): ModbusPiece[] {
    const pieces: ModbusPiece[] = [];
    if (this.#held.length > 0) this.#resynchronise(pieces, 0);
    return pieces;
  }

  /**
   * A frame at the very start of what is held. One whose CRC ends in 00 is correct without that byte, too, so a frame that may be one byte
   * longer waits for it.
   */
  #takeFirst(pieces: ModbusPiece[]): boolean {
    const length = this.#frameAt(0);
    if (length === undefined) return false;
    const { lengths } = rtuLengths(this.#held, 0);
    if (this.#held.length === length && lengths.includes(length + 1)) return false;
    this.#take(pieces, 0, length);
    return true;
  }

  /** The awaited answer behind other bytes, unless what is held begins with it and is not all here yet. */
  #takeAwaited(pieces: ModbusPiece[]): boolean {
    if (this.#awaited === undefined || this.#isAwaitedHead(0)) return false;
    for (let start = 1; start + 5 <= this.#held.length; start += 1) {
      const length = this.#isAwaitedHead(start) ? this.#awaitedAt(start) : undefined;
      if (length === undefined) continue;
      this.#take(pieces, start, length);
      return true;
    }
    return false;
  }

  #isAwaitedHead(start: number): boolean {
    const functionCode = this.#held[start + 1];
    return (
      this.#awaited !== undefined &&
      this.#held[start] === this.#awaited.unit &&
      (functionCode === this.#awaited.functionCode || functionCode === (this.#awaited.functionCode | 0x80))
    );
  }

  #awaitedAt(start: number): number | undefined {
    const isException = (this.#held[start + 1] ?? 0) > 0x80;
    const length = isException ? 5 : (this.#awaited?.pduLength ?? 0) + 3;
    return isRtuFrame(this.#held.slice(start, start + length)) && start + length <= this.#held.length
      ? length
      : undefined;
  }

  /** The longest that is correct. */
  #frameAt(start: number): number | undefined {
    return rtuLengths(this.#held, start)
      .lengths.toSorted((first, second) => second - first)
      .find(
        (length) =>
          start + length <= this.#held.length && isRtuFrame(this.#held.subarray(start, start + length)),
      );
  }

  /** Drops to the next frame start until no more than `keep` bytes are held. */
  #resynchronise(pieces: ModbusPiece[], keep: number): void {
    const isOfUnknownLength = rtuLengths(this.#held, 0).lengths.length === 0;
    if (keep === 0 && isOfUnknownLength && isRtuFrame(this.#held)) {
      this.#take(pieces, 0, this.#held.length);
      return;
    }
    let start = 0;
    while (this.#held.length - start > keep) {
      const length = this.#frameAt(start);
      if (length === undefined) {
        start += 1;
        continue;
      }
      this.#take(pieces, start, length);
      start = 0;
    }
    this.#drop(pieces, start);
  }

  #take(pieces: ModbusPiece[], start: number, length: number): void {
    this.#drop(pieces, start);
    const raw = this.#held.slice(0, length);
    this.#held = this.#held.slice(length);
    pieces.push({ kind: 'frame', unit: raw[0] ?? 0, pdu: raw.slice(1, -2), raw });
  }

  #drop(pieces: ModbusPiece[], length: number): void {
    if (length === 0) return;
    const raw = this.#held.slice(0, length);
    this.#held = this.#held.slice(length);
    const { lengths } = rtuLengths(raw, 0);
    pieces.push({ kind: 'noise', raw, isDamagedFrame: raw.length >= 4 && lengths.length > 0 });
  }
}

function joined(first: Uint8Array, second: Uint8Array): Uint8Array {
  const all = new Uint8Array(first.length + second.length);
  all.set(first);
  all.set(second, first.length);
  return all;
}
