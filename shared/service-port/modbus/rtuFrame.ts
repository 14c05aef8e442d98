import { crc16 } from './crc16.ts';

/** The longest frame (Modbus over Serial Line V1.02 §2.5.1): unit, 253 bytes of PDU, CRC. */
export const MOST_RTU_BYTES = 256;

export function encodeRtu(unit: number, pdu: Uint8Array): Uint8Array {
  const frame = new Uint8Array(pdu.length + 3);
  frame[0] = unit;
  frame.set(pdu, 1);
  const crc = crc16(frame.subarray(0, -2));
  frame[frame.length - 2] = crc & 0xff;
  frame[frame.length - 1] = crc >>> 8;
  return frame;
}

/** Whether these bytes, all of them, are one frame. The CRC over a frame with its CRC is 0. */
export function isRtuFrame(bytes: Uint8Array): boolean {
  return bytes.length >= 4 && bytes.length <= MOST_RTU_BYTES && crc16(bytes) === 0;
}

/**
 * How long a frame that begins here may be: as an answer, an exception or a request. `isOpen`: a byte that tells is not here yet, or the
 * function code is none whose length is known, so that only silence ends it.
 */
export function rtuLengths(bytes: Uint8Array, start: number): { lengths: number[]; isOpen: boolean } {
  const functionCode = bytes[start + 1];
  if (functionCode === undefined) return { lengths: [], isOpen: true };
  if (functionCode > 0x80) return { lengths: [5], isOpen: false };
  switch (functionCode) {
    case 1:
    case 2:
    case 3:
    case 4: {
      const load = bytes[start + 2];
      if (load === undefined) return { lengths: [], isOpen: true };
      const isLoad = load >= 1 && load <= 250 && (functionCode <= 2 || load % 2 === 0);
      return { lengths: isLoad ? [8, 5 + load] : [8], isOpen: false };
    }
    case 5:
    case 6:
      return { lengths: [8], isOpen: false };
    case 15:
    case 16: {
      const load = bytes[start + 6];
      if (load === undefined) return { lengths: [8], isOpen: true };
      return { lengths: load >= 1 && load <= 246 ? [8, 9 + load] : [8], isOpen: false };
    }
    default:
      return { lengths: [], isOpen: true };
  }
}
