import { constants, inflateRawSync } from 'node:zlib';

const RSV1 = 0x40;
const MASKED = 0x80;
/** What permessage-deflate cuts off the end of each message (RFC 7692 §7.2.1). */
const TAIL = Buffer.from([0, 0, 0xff, 0xff]);
const MAX_TEXT_BYTES = 256 * 1024;

interface WireFrame {
  isCompressed: boolean;
  payload: Buffer;
  end: number;
}

/** The text of the first compressed frame in bytes from a station, or nothing where there is none that can be read. */
export function inflateFrame(bytes: Buffer): string | undefined {
  for (let at = 0; at < bytes.length;) {
    const frame = frameAt(bytes, at);
    if (frame === undefined) return undefined;
    if (frame.isCompressed) return inflated(frame.payload);
    at = frame.end;
  }
  return undefined;
}

/** RFC 6455 §5.2. */
function frameAt(bytes: Buffer, at: number): WireFrame | undefined {
  const [first, second] = [bytes[at], bytes[at + 1]];
  if (first === undefined || second === undefined) return undefined;
  let start = at + 2;
  let size = second & 0x7f;
  if (size >= 126) {
    const lengthBytes = size === 126 ? 2 : 6;
    const from = size === 126 ? start : start + 2;
    if (bytes.length < from + lengthBytes) return undefined;
    size = bytes.readUIntBE(from, lengthBytes);
    start = from + lengthBytes;
  }
  const isMasked = (second & MASKED) !== 0;
  const mask = isMasked ? bytes.subarray(start, start + 4) : undefined;
  if (isMasked) start += 4;
  const end = start + size;
  if (bytes.length < end) return undefined;
  const payload = Buffer.from(bytes.subarray(start, end));
  if (mask !== undefined) {
    for (let index = 0; index < payload.length; index++)
      payload[index] = (payload[index] ?? 0) ^ (mask[index % 4] ?? 0);
  }
  return { isCompressed: (first & RSV1) !== 0, payload, end };
}

function inflated(payload: Buffer): string | undefined {
  try {
    const text = inflateRawSync(Buffer.concat([payload, TAIL]), {
      finishFlush: constants.Z_SYNC_FLUSH,
      maxOutputLength: MAX_TEXT_BYTES,
    });
    return text.length === 0 ? undefined : text.toString('utf8');
  } catch {
    // The bit was set for another reason, or the text leans on earlier ones: nothing can be read.
    return undefined;
  }
}
