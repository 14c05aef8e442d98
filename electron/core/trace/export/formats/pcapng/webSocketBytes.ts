import { createHash } from 'node:crypto';

/** RFC 6455 §5.2. */
export const OPCODES = { text: 1, binary: 2, close: 8 } as const;

const FIN = 0x80;
const MASKED = 0x80;
const MAX_CONTROL_BYTES = 125;
const GUID = '258EAFA5-E914-47DA-95CA-C5AB0DC85B11';

/** One frame, final and not compressed. `maskKey` is what a client needs (RFC 6455 §5.3). */
export function webSocketFrame(opcode: number, payload: Buffer, maskKey?: Buffer): Buffer {
  const length = lengthBytes(payload.length);
  const maskBit = maskKey === undefined ? 0 : MASKED;
  const head = Buffer.concat([Buffer.of(FIN | opcode), length, maskKey ?? Buffer.alloc(0)]);
  head[1] = (head[1] ?? 0) | maskBit;
  const frame = Buffer.concat([head, payload]);
  if (maskKey !== undefined) mask(frame.subarray(head.length), maskKey);
  return frame;
}

/** The payload of a closing frame; codes that must not be sent leave it empty (RFC 6455 §7.4.1). */
export function closePayload(code: number | undefined, reason: string): Buffer {
  if (code === undefined || code < 1000 || code > 4999 || NEVER_SENT.has(code)) return Buffer.alloc(0);
  let text = Buffer.from(reason, 'utf8');
  if (text.length > MAX_CONTROL_BYTES - 2) {
    let end = MAX_CONTROL_BYTES - 2;
    // Not inside a character.
    while (end > 0 && ((text[end] ?? 0) & 0xc0) === 0x80) end -= 1;
    text = text.subarray(0, end);
  }
  const head = Buffer.alloc(2);
  head.writeUInt16BE(code);
  return Buffer.concat([head, text]);
}

const NEVER_SENT = new Set([1004, 1005, 1006, 1015]);

/** RFC 6455 §4.2.2. */
export function acceptOf(key: string): string {
  return createHash('sha1')
    .update(key + GUID)
    .digest('base64');
}

function lengthBytes(length: number): Buffer {
  if (length < 126) return Buffer.of(length);
  if (length <= 0xffff) return Buffer.of(126, length >> 8, length & 0xff);
  const bytes = Buffer.alloc(9);
  bytes[0] = 127;
  bytes.writeBigUInt64BE(BigInt(length), 1);
  return bytes;
}

function mask(bytes: Buffer, key: Buffer): void {
  for (let at = 0; at < bytes.length; at += 1) bytes[at] = (bytes[at] ?? 0) ^ (key[at & 3] ?? 0);
}
