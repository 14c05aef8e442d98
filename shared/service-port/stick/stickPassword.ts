const LONGEST_CHARS = 256;

/** Why a text cannot be the password of a controller, as a sentence; nothing where it can. */
export function stickPasswordFault(password: string): string | undefined {
  if (password === '') return 'A controller does nothing without its password.';
  if (/[\r\n]/.test(password)) return 'A password is one line; this one has several.';
  if (/\p{Cc}/u.test(password)) return 'There are control characters in the password.';
  if (password.length > LONGEST_CHARS) return `A password of more than ${LONGEST_CHARS} characters is none.`;
  return undefined;
}
