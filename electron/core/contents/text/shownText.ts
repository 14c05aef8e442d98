const ESCAPE = '\u001b';
const BELL = '\u0007';
/** Colours, cursor moves and titles of a terminal (ECMA-48 §5.4, §5.6), and colours as rsyslog and `cat -v` write them. */
const TERMINAL_CODES = new RegExp(
  [
    `${ESCAPE}\\[[0-?]*[ -/]*[@-~]`,
    `${ESCAPE}\\][^${BELL}${ESCAPE}]*(?:${BELL}|${ESCAPE}\\\\)`,
    `${ESCAPE}[@-Z\\\\^_=>78]`,
    String.raw`(?:#033|\^\[)\[[\d;]*m`,
  ].join('|'),
  'g',
);
const HAS_TERMINAL_CODE = new RegExp(`${ESCAPE}|#033\\[|\\^\\[\\[`);
// Control characters but the tab; and those that turn the direction of writing, which make a line look like another one.
const NOT_SHOWN = new RegExp(
  String.raw`[\u0000-\u0008\u000a-\u001f\u007f-\u009f\u2028\u2029\u202a-\u202e\u2066-\u2069\ufeff]`,
  'gu',
);
const LONE = /\p{Surrogate}/gu;

/** A line as it is shown: terminal codes are left out, other control characters are pictures (U+2400 and following). */
export function shownText(text: string): string {
  const plain = HAS_TERMINAL_CODE.test(text) ? text.replace(TERMINAL_CODES, '') : text;
  return plain.replace(NOT_SHOWN, pictureOf).replace(LONE, '\ufffd');
}

function pictureOf(char: string): string {
  const code = char.charCodeAt(0);
  if (code < 0x20) return String.fromCharCode(0x2400 + code);
  if (code === 0x7f) return '\u2421';
  return code < 0xa0 ? '\ufffd' : '\u25a1';
}
