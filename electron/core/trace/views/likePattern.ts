import type { TextPattern } from '../../../../shared/trace/filter/textPattern.ts';

/** Text that LIKE and NOCASE compare as the filter does: without regard to case within ASCII; spaces have none. */
const PLAIN_TEXT = /^[\s -~]*$/;

export function isPlain({ pieces }: TextPattern): boolean {
  return pieces.every((piece) => PLAIN_TEXT.test(piece));
}

/** The whole text, for `LIKE … ESCAPE '\'`. What is not ASCII is any character: LIKE does not know its case. */
export function likePattern({ pieces }: TextPattern): string {
  return pieces
    .map((piece) => piece.replaceAll(/[\\%_]/g, String.raw`\$&`).replaceAll(/[^\s -~]/gu, '_'))
    .join('%');
}

/** Anywhere in the text. */
export function likeInside(pattern: TextPattern): string {
  return `%${likePattern(pattern)}%`;
}
