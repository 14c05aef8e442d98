/** What a receiver makes of bytes that were sent at another rate: more of them, and none that was meant. */
export function atWrongRate(bytes: Uint8Array): Uint8Array {
  return Uint8Array.from({ length: bytes.length * 2 }, (_, index) => {
    const byte = bytes[index >> 1] ?? 0;
    return (byte * 89 + index * 151 + 0x80) | 0x80;
  });
}
