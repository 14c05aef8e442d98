import { createHash, timingSafeEqual } from 'node:crypto';

const HEX = /^(?:[0-9a-f]{2})+$/i;

/**
 * In which form a password came that is the expected one; nothing where it is another. An AuthorizationKey is set as
 * 40 hexadecimal digits and meant as 20 bytes (OCPP 1.6J §6.2.2), which chargers read in either way.
 */
export function passwordMatch(expected: string, came: Buffer): string | undefined {
  return FORMS.find(({ form }) => form(expected, came))?.words;
}

type Form = (expected: string, came: Buffer) => boolean;

const FORMS: ReadonlyArray<{ words: string; form: Form }> = [
  {
    words: 'as it was set',
    form: (expected, came) => isSame(Buffer.from(expected), came),
  },
  {
    words: 'as latin-1 bytes of what was set',
    form: (expected, came) =>
      Buffer.from(expected, 'latin1').toString('latin1') === expected &&
      isSame(Buffer.from(expected, 'latin1'), came),
  },
  {
    words: 'as the bytes that its hexadecimal digits stand for',
    form: (expected, came) => HEX.test(expected) && isSame(Buffer.from(expected, 'hex'), came),
  },
  {
    words: 'as hexadecimal text of what was set',
    form: (expected, came) => isHexTextOf(came, Buffer.from(expected)),
  },
  {
    words: 'as hexadecimal digits in other letters',
    form: (expected, came) => HEX.test(expected) && isHexTextOf(came, Buffer.from(expected, 'hex')),
  },
];

function isHexTextOf(came: Buffer, expected: Buffer): boolean {
  const text = came.toString('latin1');
  return HEX.test(text) && isSame(Buffer.from(text, 'hex'), expected);
}

/** Digests are of one length, so that the comparison takes the same time whatever came. */
function isSame(one: Buffer, other: Buffer): boolean {
  return timingSafeEqual(digest(one), digest(other));
}

function digest(bytes: Buffer): Buffer {
  return createHash('sha256').update(bytes).digest();
}
