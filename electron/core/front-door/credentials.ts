/** What an `Authorization` header holds. The password stays bytes: chargers send binary ones (RFC 7617 §2). */
export type Credentials =
  | { kind: 'none' }
  | { kind: 'unreadable'; scheme: string }
  | { kind: 'basic'; user: string; password: Buffer };

const BASIC = /^basic\s+([\w+/=-]+)\s*$/i;
const COLON = 0x3a;

/**
 * Reads HTTP Basic credentials. The user ends at the first colon, or behind the station's identity where that holds a
 * colon itself.
 */
export function readCredentials(header: string | undefined, stationId: string): Credentials {
  if (header === undefined || header.trim() === '') return { kind: 'none' };
  const encoded = BASIC.exec(header)?.[1];
  if (encoded === undefined) return { kind: 'unreadable', scheme: (/^\S{1,20}/.exec(header) ?? [''])[0] };
  const bytes = Buffer.from(encoded, 'base64');
  const id = Buffer.from(`${stationId}:`);
  const end = bytes.indexOf(id) === 0 ? id.length - 1 : bytes.indexOf(COLON);
  if (end === -1) return { kind: 'unreadable', scheme: 'Basic' };
  return { kind: 'basic', user: bytes.toString('utf8', 0, end), password: bytes.subarray(end + 1) };
}
