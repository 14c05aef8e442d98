/** What a TLS client says of itself before anything is encrypted (RFC 8446 §4.1.2). */
export interface ClientHello {
  /** Versions that it offers, as on the wire (0x0303: TLS 1.2), the highest first. */
  versions: number[];
  serverName?: string;
  cipherCount: number;
}

const CLIENT_HELLO = 1;
const SERVER_NAME = 0;
const SUPPORTED_VERSIONS = 43;
const RECORD_HEAD_BYTES = 5;
const NAMES = new Map([
  [0x0300, 'SSL 3.0'],
  [0x0301, 'TLS 1.0'],
  [0x0302, 'TLS 1.1'],
  [0x0303, 'TLS 1.2'],
  [0x0304, 'TLS 1.3'],
]);

export const TLS_1_2 = 0x0303;

export function tlsVersionName(version: number): string {
  return NAMES.get(version) ?? `TLS 0x${version.toString(16)}`;
}

/** Bytes of the first TLS record with its head; nothing while the head itself is incomplete. */
export function tlsRecordLength(bytes: Buffer): number | undefined {
  return bytes.length < RECORD_HEAD_BYTES ? undefined : RECORD_HEAD_BYTES + bytes.readUInt16BE(3);
}

/** Reads the first record as far as it goes; nothing where it is no ClientHello. */
export function readClientHello(record: Buffer): ClientHello | undefined {
  try {
    return parse(record.subarray(RECORD_HEAD_BYTES));
  } catch (error) {
    // A hello that is cut short or lies about its lengths: what it offers is not known.
    if (error instanceof RangeError) return undefined;
    throw error;
  }
}

function parse(message: Buffer): ClientHello | undefined {
  if (message.readUInt8(0) !== CLIENT_HELLO) return undefined;
  const version = message.readUInt16BE(4);
  let at = 38;
  at += 1 + message.readUInt8(at);
  const cipherBytes = message.readUInt16BE(at);
  at += 2 + cipherBytes;
  at += 1 + message.readUInt8(at);
  const hello: ClientHello = { versions: [version], cipherCount: cipherBytes / 2 };
  if (at >= message.length) return hello;
  const end = Math.min(message.length, at + 2 + message.readUInt16BE(at));
  at += 2;
  while (at + 4 <= end) {
    const type = message.readUInt16BE(at);
    const data = message.subarray(at + 4, at + 4 + message.readUInt16BE(at + 2));
    at += 4 + data.length;
    if (type === SUPPORTED_VERSIONS) hello.versions = supportedVersions(data);
    if (type === SERVER_NAME && data.length > 5) {
      hello.serverName = data.toString('latin1', 5, 5 + data.readUInt16BE(3));
    }
  }
  return hello;
}

/** Without the reserved values that clients put in to keep servers tolerant (RFC 8701). */
function supportedVersions(data: Buffer): number[] {
  const versions: number[] = [];
  for (let at = 1; at + 2 <= data.length; at += 2) {
    const version = data.readUInt16BE(at);
    if (NAMES.has(version)) versions.push(version);
  }
  return versions.sort((a, b) => b - a);
}

/** `ClientHello: offers TLS 1.3, TLS 1.2; 31 cipher suites; asks for csms.example`. */
export function describeHello({ versions, cipherCount, serverName }: ClientHello): string {
  const name = serverName === undefined ? '' : `; asks for ${serverName.slice(0, 255)}`;
  return `ClientHello: offers ${versions.map(tlsVersionName).join(', ')}; ${cipherCount} cipher suites${name}`;
}
