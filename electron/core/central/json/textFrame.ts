const FIN_TEXT = 0x81;
const LENGTH_16 = 126;
const LENGTH_64 = 127;

/**
 * An unfragmented, unmasked, uncompressed text frame (RFC 6455 §5.2) in one piece, so that it leaves with one write.
 * Header and payload apart cost a gathering write, which is most of what a small answer costs.
 */
export function textFrame(text: string): Buffer {
  const size = Buffer.byteLength(text);
  const headBytes = size < LENGTH_16 ? 2 : size < 0x1_0000 ? 4 : 10;
  const frame = Buffer.allocUnsafe(headBytes + size);
  frame[0] = FIN_TEXT;
  if (headBytes === 2) {
    frame[1] = size;
  } else if (headBytes === 4) {
    frame[1] = LENGTH_16;
    frame.writeUInt16BE(size, 2);
  } else {
    frame[1] = LENGTH_64;
    frame.writeBigUInt64BE(BigInt(size), 2);
  }
  frame.write(text, headBytes);
  return frame;
}
