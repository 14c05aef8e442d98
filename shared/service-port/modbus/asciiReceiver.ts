import { COLON, decodeAscii, LINE_FEED, MOST_ASCII_BYTES } from './asciiFrame.ts';
import type { ModbusPiece, ModbusReceiver } from './modbusFrame.ts';

/** Finds Modbus ASCII frames: a colon always begins one, whatever came before it (Modbus over Serial Line V1.02 §2.5.2.1). */
export class AsciiReceiver implements ModbusReceiver {
  #held: number[] = [];

  get heldBytes(): number {
    return this.#held.length;
  }

  /** Frames have marks at both ends, so nothing has to be known of the awaited one. */
  await(): void {}

  push(bytes: Uint8Array): ModbusPiece[] {
    const pieces: ModbusPiece[] = [];
    for (const byte of bytes) {
      if (byte === COLON || this.#held.length >= MOST_ASCII_BYTES) this.#drop(pieces);
      this.#held.push(byte);
      if (byte === LINE_FEED) this.#end(pieces);
    }
    return pieces;
  }

  silence(): ModbusPiece[] {
    const pieces: ModbusPiece[] = [];
    this.#drop(pieces);
    return pieces;
  }

  #end(pieces: ModbusPiece[]): void {
    const raw = Uint8Array.from(this.#held);
    const frame = decodeAscii(raw);
    if (frame === undefined) {
      this.#drop(pieces);
      return;
    }
    this.#held = [];
    pieces.push({ kind: 'frame', ...frame, raw });
  }

  #drop(pieces: ModbusPiece[]): void {
    if (this.#held.length === 0) return;
    const raw = Uint8Array.from(this.#held);
    this.#held = [];
    pieces.push({ kind: 'noise', raw, isDamagedFrame: raw[0] === COLON });
  }
}
