import { bitsOf, packBits } from './packedBits.ts';

/**
 * What can be asked of a device (Application Protocol V1.1b3 §6.1-6.6, 6.11, 6.12). Addresses are 0-based, as on the wire; `value` is a
 * register of 16 bits.
 */
export type ModbusRequest =
  | { functionCode: 1 | 2 | 3 | 4; address: number; count: number }
  | { functionCode: 5; address: number; isOn: boolean }
  | { functionCode: 6; address: number; value: number }
  | { functionCode: 15; address: number; bits: readonly boolean[] }
  | { functionCode: 16; address: number; registers: readonly number[] };

/** The most that one request may ask for, by function code. */
export const MOST_PER_REQUEST: Readonly<Record<ModbusRequest['functionCode'], number>> = {
  1: 2000,
  2: 2000,
  3: 125,
  4: 125,
  5: 1,
  6: 1,
  15: 1968,
  16: 123,
};

export function isWrite(request: ModbusRequest): boolean {
  return request.functionCode > 4;
}

/** How many registers or bits a request is about. */
export function spanOf(request: ModbusRequest): number {
  switch (request.functionCode) {
    case 5:
    case 6:
      return 1;
    case 15:
      return request.bits.length;
    case 16:
      return request.registers.length;
    default:
      return request.count;
  }
}

/** Throws a RangeError for what the standard does not allow: a defect of the caller. */
export function encodeRequest(request: ModbusRequest): Uint8Array {
  const span = spanOf(request);
  const { address, functionCode } = request;
  if (span < 1 || span > MOST_PER_REQUEST[functionCode] || address < 0 || address + span > 0x1_0000)
    throw new RangeError(`Function ${functionCode} cannot be asked for ${span} from ${address}.`);
  switch (request.functionCode) {
    case 5:
      return pdu(functionCode, address, request.isOn ? 0xff00 : 0);
    case 6:
      return pdu(functionCode, address, request.value);
    case 15: {
      const packed = packBits(request.bits);
      return Uint8Array.of(...pdu(functionCode, address, span), packed.length, ...packed);
    }
    case 16: {
      const bytes = request.registers.flatMap((register) => [(register >>> 8) & 0xff, register & 0xff]);
      return Uint8Array.of(...pdu(functionCode, address, span), bytes.length, ...bytes);
    }
    default:
      return pdu(functionCode, address, request.count);
  }
}

/** Reads a request; nothing where the bytes are none, as where the lengths within do not fit. */
export function decodeRequest(bytes: Uint8Array): ModbusRequest | undefined {
  const [functionCode] = bytes;
  const address = wordAt(bytes, 1);
  const word = wordAt(bytes, 3);
  if (address === undefined || word === undefined) return undefined;
  switch (functionCode) {
    case 1:
    case 2:
    case 3:
    case 4:
      return bytes.length === 5 && isSpan(functionCode, word)
        ? { functionCode, address, count: word }
        : undefined;
    case 5:
      return bytes.length === 5 && (word === 0 || word === 0xff00)
        ? { functionCode, address, isOn: word !== 0 }
        : undefined;
    case 6:
      return bytes.length === 5 ? { functionCode, address, value: word } : undefined;
    case 15:
      return isSpan(functionCode, word) && hasLoad(bytes, Math.ceil(word / 8))
        ? { functionCode, address, bits: bitsOf(bytes.subarray(6), word) }
        : undefined;
    case 16:
      return isSpan(functionCode, word) && hasLoad(bytes, word * 2)
        ? { functionCode, address, registers: registersOf(bytes.subarray(6)) }
        : undefined;
    default:
      return undefined;
  }
}

export function registersOf(bytes: Uint8Array): number[] {
  return Array.from({ length: bytes.length >> 1 }, (_, index) => wordAt(bytes, index * 2) ?? 0);
}

export function wordAt(bytes: Uint8Array, offset: number): number | undefined {
  const high = bytes[offset];
  const low = bytes[offset + 1];
  return high === undefined || low === undefined ? undefined : (high << 8) | low;
}

function pdu(functionCode: number, address: number, word: number): Uint8Array {
  return Uint8Array.of(functionCode, address >>> 8, address & 0xff, (word >>> 8) & 0xff, word & 0xff);
}

function isSpan(functionCode: ModbusRequest['functionCode'], span: number): boolean {
  return span >= 1 && span <= MOST_PER_REQUEST[functionCode];
}

function hasLoad(bytes: Uint8Array, load: number): boolean {
  return bytes[5] === load && bytes.length === 6 + load;
}
