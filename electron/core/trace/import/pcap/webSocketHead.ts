/** The head of a frame (RFC 6455 §5.2). `reserved` are its three bits, RSV1 being 0x40. */
export interface FrameHead {
  isFinal: boolean;
  reserved: number;
  opcode: number;
  mask?: Buffer;
  headBytes: number;
  payloadBytes: number;
}

/** Nothing while the head is not whole. */
export function frameHead(bytes: Buffer): FrameHead | undefined {
  const [first, second] = [bytes[0], bytes[1]];
  if (first === undefined || second === undefined) return undefined;
  const short = second & 0x7f;
  const lengthBytes = short === 126 ? 2 : short === 127 ? 8 : 0;
  const isMasked = (second & 0x80) !== 0;
  const headBytes = 2 + lengthBytes + (isMasked ? 4 : 0);
  if (bytes.length < headBytes) return undefined;
  const payloadBytes =
    lengthBytes === 0 ? short : lengthBytes === 2 ? bytes.readUInt16BE(2) : Number(bytes.readBigUInt64BE(2));
  return {
    isFinal: (first & 0x80) !== 0,
    reserved: first & 0x70,
    opcode: first & 0x0f,
    ...(isMasked ? { mask: Buffer.from(bytes.subarray(headBytes - 4, headBytes)) } : {}),
    headBytes,
    payloadBytes,
  };
}

const OPENING = 0x5b;
const SPACES: ReadonlySet<number> = new Set([0x20, 0x0a, 0x0d, 0x09]);
const FIRST_TYPE = 0x32;
const LAST_TYPE = 0x36;
/** Of a message that is looked for: damage must not be taken for a message that never ends. */
const MAX_FOUND_BYTES = 16 * 1024 * 1024;

/**
 * Whether a text message of OCPP begins here: `[` and a message type behind a plausible head. `maybe` where too few
 * bytes are there to tell.
 */
export function isMessageStart(bytes: Buffer, isMasked: boolean): 'yes' | 'no' | 'maybe' {
  const [first, second] = [bytes[0], bytes[1]];
  if (first !== undefined && first !== 0x81 && first !== 0x01) return 'no';
  if (second !== undefined && ((second & 0x80) !== 0) !== isMasked) return 'no';
  const head = frameHead(bytes);
  if (head === undefined) return 'maybe';
  if (head.payloadBytes < 2 || head.payloadBytes > MAX_FOUND_BYTES) return 'no';
  const { mask, headBytes } = head;
  const charAt = (index: number): number | undefined => {
    const byte = bytes[headBytes + index];
    return byte === undefined ? undefined : byte ^ (mask?.[index & 3] ?? 0);
  };
  const opening = charAt(0);
  const type = charAt(1);
  if (opening !== undefined && opening !== OPENING) return 'no';
  if (opening === undefined || type === undefined) return 'maybe';
  return SPACES.has(type) || (type >= FIRST_TYPE && type <= LAST_TYPE) ? 'yes' : 'no';
}
