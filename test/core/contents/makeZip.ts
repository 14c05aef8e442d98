import { crc32, deflateRawSync } from 'node:zlib';

/** An entry of an archive that a test makes, with the peculiarities that archives of chargers have. */
export interface ZipPart {
  name: string | Uint8Array;
  data?: string | Uint8Array;
  method?: 0 | 8 | 12;
  /** Sizes stand behind the bytes (APPNOTE.TXT §4.3.9). */
  hasDescriptor?: boolean;
  isZip64?: boolean;
  isEncrypted?: boolean;
  isUtf8?: boolean;
  /** 0 for DOS, 3 for Unix; with the mode of Unix. */
  system?: number;
  mode?: number;
  /** What the archive says instead of the truth. */
  crc?: number;
}

/** A ZIP archive, byte by byte, so that it may be as strange as a test needs it. */
export function makeZip(parts: readonly ZipPart[]): Buffer {
  const locals: Buffer[] = [];
  const central: Buffer[] = [];
  let at = 0;
  for (const part of parts) {
    const { local, directory } = makePart(part, at);
    locals.push(local);
    central.push(directory);
    at += local.length;
  }
  const directory = Buffer.concat(central);
  const end = Buffer.alloc(22);
  end.writeUInt32LE(0x06054b50, 0);
  end.writeUInt16LE(parts.length, 8);
  end.writeUInt16LE(parts.length, 10);
  end.writeUInt32LE(directory.length, 12);
  end.writeUInt32LE(at, 16);
  return Buffer.concat([...locals, directory, end]);
}

function makePart(part: ZipPart, at: number): { local: Buffer; directory: Buffer } {
  const { method = 8, hasDescriptor = false, isZip64 = false, system = 0, mode = 0o100644 } = part;
  const name = Buffer.from(part.name as string);
  const data = Buffer.from((part.data ?? '') as string);
  const packed = method === 8 ? deflateRawSync(data) : data;
  const crc = part.crc ?? crc32(data);
  const flags =
    (part.isEncrypted === true ? 1 : 0) | (hasDescriptor ? 8 : 0) | (part.isUtf8 === true ? 0x800 : 0);
  const extra = isZip64 ? Buffer.alloc(20) : Buffer.alloc(0);
  if (isZip64) {
    extra.writeUInt16LE(1, 0);
    extra.writeUInt16LE(16, 2);
    extra.writeBigUInt64LE(BigInt(data.length), 4);
    extra.writeBigUInt64LE(BigInt(packed.length), 12);
  }
  const sizes = (isKnown: boolean): [number, number, number] => {
    if (!isKnown) return [0, 0, 0];
    return isZip64 ? [crc, 0xffffffff, 0xffffffff] : [crc, packed.length, data.length];
  };
  const shared = (isKnown: boolean): Buffer => {
    const head = Buffer.alloc(26);
    const [sum, packedBytes, bytes] = sizes(isKnown);
    head.writeUInt16LE(isZip64 ? 45 : 20, 0);
    head.writeUInt16LE(flags, 2);
    head.writeUInt16LE(method, 4);
    head.writeUInt16LE(0x6000, 6);
    head.writeUInt16LE(0x5d75, 8);
    head.writeUInt32LE(sum >>> 0, 10);
    head.writeUInt32LE(packedBytes, 14);
    head.writeUInt32LE(bytes, 18);
    head.writeUInt16LE(name.length, 22);
    head.writeUInt16LE(extra.length, 24);
    return head;
  };
  const descriptor = Buffer.alloc(hasDescriptor ? 16 : 0);
  if (hasDescriptor) {
    descriptor.writeUInt32LE(0x08074b50, 0);
    descriptor.writeUInt32LE(crc >>> 0, 4);
    descriptor.writeUInt32LE(packed.length, 8);
    descriptor.writeUInt32LE(data.length, 12);
  }
  const local = Buffer.concat([
    signature(0x04034b50),
    shared(!hasDescriptor),
    name,
    extra,
    packed,
    descriptor,
  ]);
  const madeBy = Buffer.from([20, system]);
  const tail = Buffer.alloc(14);
  tail.writeUInt32LE((mode << 16) >>> 0, 6);
  tail.writeUInt32LE(at, 10);
  const directory = Buffer.concat([signature(0x02014b50), madeBy, shared(true), tail, name, extra]);
  return { local, directory };
}

function signature(value: number): Buffer {
  const bytes = Buffer.alloc(4);
  bytes.writeUInt32LE(value, 0);
  return bytes;
}
