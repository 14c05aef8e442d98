import type { ModbusPiece, ModbusReceiver } from './modbusFrame.ts';
import { MOST_TCP_BYTES, tcpLength } from './tcpFrame.ts';

/** Finds frames of Modbus TCP. Where the header is none, all that came is told as noise: without a check there is no way back in. */
export class TcpReceiver implements ModbusReceiver {
  #held: Uint8Array = new Uint8Array(0);

  get heldBytes(): number {
    return this.#held.length;
  }

  await(): void {}

  push(bytes: Uint8Array): ModbusPiece[] {
    const pieces: ModbusPiece[] = [];
    for (let from = 0; from < bytes.length; from += MOST_TCP_BYTES) {
      this.#held = Uint8Array.of(...this.#held, ...bytes.subarray(from, from + MOST_TCP_BYTES));
      while (this.#takeFirst(pieces));
    }
    return pieces;
  }

  silence(): ModbusPiece[] {
    const pieces: ModbusPiece[] = [];
    this.#drop(pieces);
    return pieces;
  }

  #takeFirst(pieces: ModbusPiece[]): boolean {
    const length = tcpLength(this.#held);
    if (length === 0) this.#drop(pieces);
    if (!length || this.#held.length < length) return false;
    const raw = this.#held.slice(0, length);
    this.#held = this.#held.slice(length);
    pieces.push({ kind: 'frame', unit: raw[6] ?? 0, pdu: raw.slice(7), raw });
    return true;
  }

  #drop(pieces: ModbusPiece[]): void {
    if (this.#held.length === 0) return;
    pieces.push({ kind: 'noise', raw: this.#held, isDamagedFrame: false });
    this.#held = new Uint8Array(0);
  }
}
