import { createHash, randomInt, timingSafeEqual } from 'node:crypto';

/** Small letters and digits that nobody mixes up, and that need no encoding in an address. */
const LETTERS = 'abcdefghjkmnpqrstuvwxyz23456789';
/** 79 bits: the path is all that guards a transfer by HTTP. */
const TOKEN_LENGTH = 16;
const USER_LENGTH = 6;
/** 59 bits, and five guesses. */
const PASSWORD_LENGTH = 12;

export const TOKEN_FORM = /^[a-z2-9]{16}$/;

/** What one transfer is reached by. Short, since chargers cut long addresses off. */
export interface OneTimeSecrets {
  /** A part of the path. */
  token: string;
  user: string;
  password: string;
}

export function makeSecrets(): OneTimeSecrets {
  return {
    token: randomText(TOKEN_LENGTH),
    user: randomText(USER_LENGTH),
    password: randomText(PASSWORD_LENGTH),
  };
}

/** Digests are of one length, so that the comparison takes the same time whatever came. */
export function isSameSecret(expected: string, came: string): boolean {
  return timingSafeEqual(digest(expected), digest(came));
}

function randomText(length: number): string {
  return Array.from({ length }, () => LETTERS[randomInt(LETTERS.length)]).join('');
}

function digest(text: string): Buffer {
  return createHash('sha256').update(text).digest();
}
