/** How two writings of one card differ. */
export type CardDifference = 'case' | 'separators' | 'byte-order' | 'extra-byte' | 'padding';

/** Card serial numbers are 4, 7 or 10 bytes long (ISO/IEC 14443-3). */
const UID_BYTES = new Set([4, 7, 10]);

/** Bytes as hex without what readers put between them; nothing where it is not hex. */
function hexOf(tag: string): string | undefined {
  const bare = tag
    .replace(/^0x/i, '')
    .replace(/[\s:.-]/g, '')
    .toUpperCase();
  return bare.length >= 8 && bare.length % 2 === 0 && /^[0-9A-F]+$/.test(bare) ? bare : undefined;
}

function reversed(hex: string): string {
  return (hex.match(/../g) ?? []).toReversed().join('');
}

/** The exclusive or of all bytes: what some readers append (BCC of ISO/IEC 14443-3). */
function checkByte(hex: string): string {
  const sum = (hex.match(/../g) ?? []).reduce((xor, byte) => xor ^ Number.parseInt(byte, 16), 0);
  return sum.toString(16).padStart(2, '0').toUpperCase();
}

/** The longer one is the shorter one and a byte more: a check byte, or a type that the reader adds. */
function hasExtraByte(longer: string, shorter: string): boolean {
  if (longer.length !== shorter.length + 2 || !UID_BYTES.has(shorter.length / 2)) return false;
  return longer === shorter + checkByte(shorter) || longer.startsWith(shorter) || longer.endsWith(shorter);
}

/** The longer one is filled up with zeros. */
function isPadded(longer: string, shorter: string): boolean {
  const rest = longer.length - shorter.length;
  if (rest <= 0) return false;
  return longer === shorter + '0'.repeat(rest) || longer === '0'.repeat(rest) + shorter;
}

/**
 * Whether two id tags are writings of one card, and how they differ: chargers and back ends read the same RFID card with
 * other letters, bytes turned round, or a check byte at its end. Nothing where they are equal, or not of one card. A tag
 * of less than four bytes is too short to tell.
 */
export function sameCard(one: string, other: string): CardDifference | undefined {
  if (one === other) return undefined;
  if (one.length > 0 && one.toUpperCase() === other.toUpperCase()) return 'case';
  const [a, b] = [hexOf(one), hexOf(other)];
  if (a === undefined || b === undefined) return undefined;
  if (a === b) return 'separators';
  const [longer, shorter] = a.length >= b.length ? [a, b] : [b, a];
  if (longer === reversed(shorter)) return 'byte-order';
  if (isPadded(longer, shorter) || isPadded(longer, reversed(shorter))) return 'padding';
  if (hasExtraByte(longer, shorter) || hasExtraByte(longer, reversed(shorter))) return 'extra-byte';
  return undefined;
}

/** What may be wrong with an id tag, before it is sent. 20 characters are the limit of 1.6 (CiString20Type, §7.15). */
export type IdTagHint = 'too-long' | 'not-hex';

/** Some stations take hexadecimal card numbers only. */
export function idTagHint(tag: string): IdTagHint | undefined {
  if (tag.length > 20) return 'too-long';
  return tag !== '' && !/^(?:[0-9A-Fa-f]{2}){4,10}$/.test(tag) ? 'not-hex' : undefined;
}
