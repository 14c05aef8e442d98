/** A line setting as far as a UART cares: data bits are 8. */
export interface UartFormat {
  parity: 'N' | 'E' | 'O';
}

/**
 * What a UART set to `receiver` makes of bytes that one set to `sender` sent in one go, bit by bit: a byte whose parity bit is wrong, or whose stop
 * bit is 0, is dropped (IGNPAR), and the next 0 is taken for the next start bit.
 */
export function received(bytes: Uint8Array, sender: UartFormat, receiver: UartFormat): Uint8Array {
  const line = [...bytes].flatMap((byte) => bitsOf(byte, sender));
  const taken: number[] = [];
  const width = receiver.parity === 'N' ? 10 : 11;
  for (let at = 0; at < line.length;) {
    if (line[at] === 1) {
      at += 1;
      continue;
    }
    // Behind the last byte the line rests.
    const bits = Array.from({ length: width }, (_, index) => line[at + index] ?? 1);
    const byte = bits.slice(1, 9).reduce<number>((sum, bit, index) => sum | (bit << index), 0);
    const isWhole = bitsOf(byte, receiver).every((bit, index) => bit === bits[index]);
    if (isWhole) taken.push(byte);
    at += width;
  }
  return Uint8Array.from(taken);
}

/** Start bit, data from the lowest bit on, parity, stop bit. */
function bitsOf(byte: number, { parity }: UartFormat): number[] {
  const data = Array.from({ length: 8 }, (_, index) => (byte >> index) & 1);
  const isOdd = data.reduce((sum, bit) => sum + bit, 0) & 1;
  const parityBit = parity === 'N' ? [] : [parity === 'E' ? isOdd : 1 - isOdd];
  return [0, ...data, ...parityBit, 1];
}
