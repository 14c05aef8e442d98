/** Signs of X/YMODEM (Forsberg, “XMODEM/YMODEM protocol reference”). */
export const SOH = 0x01;
export const STX = 0x02;
export const EOT = 0x04;
export const ACK = 0x06;
export const NAK = 0x15;
export const CAN = 0x18;
export const PAD = 0x1a;
/** `C`: the receiver asks for blocks with a CRC. */
export const ASK_CRC = 0x43;

export type BlockCheck = 'sum' | 'crc';

/** Two would do; a noisy line may lose some of them. */
export const CANCEL = new Uint8Array(5).fill(CAN);

const CRC_TABLE = Uint16Array.from({ length: 256 }, (_, byte) => {
  let crc = byte << 8;
  for (let bit = 0; bit < 8; bit += 1) crc = (crc & 0x8000) === 0 ? crc << 1 : (crc << 1) ^ 0x1021;
  return crc & 0xffff;
});

/** CRC-16/XMODEM: polynomial 1021, from 0, not reflected. */
export function crc16Xmodem(bytes: Uint8Array): number {
  let crc = 0;
  for (const byte of bytes) crc = ((crc << 8) & 0xffff) ^ (CRC_TABLE[(crc >> 8) ^ byte] ?? 0);
  return crc;
}

export function checkLength(check: BlockCheck): number {
  return check === 'crc' ? 2 : 1;
}

export function checkOf(data: Uint8Array, check: BlockCheck): number {
  if (check === 'crc') return crc16Xmodem(data);
  return data.reduce((sum, byte) => (sum + byte) & 0xff, 0);
}

export interface BlockParts {
  number: number;
  /** Shorter content is padded. */
  content: Uint8Array;
  length: 128 | 1024;
  check: BlockCheck;
  padding?: number;
}

export function blockFrame({ number, content, length, check, padding = PAD }: BlockParts): Uint8Array {
  const frame = new Uint8Array(3 + length + checkLength(check)).fill(padding, 3);
  const counted = number & 0xff;
  frame.set([length === 1024 ? STX : SOH, counted, 0xff - counted]);
  frame.set(content, 3);
  const value = checkOf(frame.subarray(3, 3 + length), check);
  frame.set(check === 'crc' ? [value >> 8, value & 0xff] : [value], 3 + length);
  return frame;
}
