import { constants, inflateRawSync } from 'node:zlib';

const RESERVED = 0x70;
const RSV1 = 0x40;
const MASKED = 0x80;
const TEXT_LIMIT_BYTES = 1024 * 1024;
/** Ends a message for the inflater (RFC 7692 §7.2.2). */
const TAIL = Buffer.from([0x00, 0x00, 0xff, 0xff]);

/**
 * The text of a compressed frame that was not agreed to: the first one in these bytes with bit RSV1. Nothing where there
 * is none, or it does not inflate to a text of at most 1 MB.
 */
export function inflateUnagreed(bytes: Buffer): string | undefined {
  const payload = reservedPayload(bytes);
  if (payload === undefined) return undefined;
  try {
    const options = { maxOutputLength: TEXT_LIMIT_BYTES, finishFlush: constants.Z_SYNC_FLUSH };
    const text = inflateRawSync(Buffer.concat([payload, TAIL]), options).toString('utf8');
    return text === '' ? undefined : text;
  } catch {
    // The bit was set for something else than compression; the bytes are in the record as they came.
    return undefined;
  }
}

function reservedPayload(bytes: Buffer): Buffer | undefined {
  for (let at = 0; at + 2 <= bytes.length;) {
    const first = bytes.readUInt8(at);
    const size = frameSize(bytes, at);
    if (size === undefined) return undefined;
    const { headBytes, payloadBytes, isMasked } = size;
    const end = at + headBytes + payloadBytes;
    if ((first & RESERVED) !== 0) {
      if ((first & RSV1) === 0 || end > bytes.length) return undefined;
      const payload = Buffer.from(bytes.subarray(at + headBytes, end));
      return isMasked ? unmasked(payload, bytes.subarray(at + headBytes - 4, at + headBytes)) : payload;
    }
    at = end;
  }
  return undefined;
}

/** RFC 6455 §5.2. */
function frameSize(
  bytes: Buffer,
  at: number,
): { headBytes: number; payloadBytes: number; isMasked: boolean } | undefined {
  const second = bytes.readUInt8(at + 1);
  const isMasked = (second & MASKED) !== 0;
  const short = second & 0x7f;
  const lengthBytes = short === 126 ? 2 : short === 127 ? 8 : 0;
  const headBytes = 2 + lengthBytes + (isMasked ? 4 : 0);
  if (at + headBytes > bytes.length) return undefined;
  const payloadBytes =
    short === 126
      ? bytes.readUInt16BE(at + 2)
      : short === 127
        ? Number(bytes.readBigUInt64BE(at + 2))
        : short;
  return { headBytes, payloadBytes, isMasked };
}

function unmasked(payload: Buffer, mask: Buffer): Buffer {
  for (let i = 0; i < payload.length; i += 1) payload[i] = (payload[i] ?? 0) ^ (mask[i % 4] ?? 0);
  return payload;
}
