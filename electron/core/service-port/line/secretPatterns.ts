/** From `start` to before `end`, in characters of one byte each. */
export interface SecretPart {
  start: number;
  end: number;
}

/** Texts come as one character for each byte, so letters beyond ASCII are two. */
const FOREIGN_WORDS = String.raw`mot de passe|contrase(?:n|\u00c3\u00b1)a|wachtwoord|senha|parola|has(?:l|\u00c5\u0082)o|heslo|l(?:o|\u00c3\u00b6)senord|salasana|adgangskode`;
const WORDS = String.raw`pass(?:word|wd|phrase|code)?|passwort|kennwort|pwd|psk|pin|puk|secret|auth(?:orization)?[_-]?key|${FOREIGN_WORDS}`;
/** Of which a log may say that they are set, unlike a pin of a chip. */
const SETTABLE = String.raw`pass(?:word|wd|phrase|code)?|passwort|kennwort|pwd|psk|auth(?:orization)?[_-]?key`;
const KEYS = String.raw`(?:wi-?fi|wlan|wpa[23]?|wep|wireless|network|api|auth(?:entication|orization)?)[ _.-]?key`;

/** `Password for root: ` and nothing behind it: what is typed next is one. */
const PROMPT = new RegExp(String.raw`(?:^|[^a-z])(?:${WORDS})\b[^:\r\n]{0,40}[:?>]\s*$`, 'i');
/** The same where the answer goes into the next line: less may stand around it, since it may be a heading. */
const ASKING_LINE = new RegExp(
  String.raw`^\W*(?:(?:please\s+)?(?:enter|type|input)\b[^\r\n]{0,40}?(?:^|[^a-z])(?:${WORDS})\b[^\r\n]{0,20}|(?:\w+\s+){0,2}(?:${WORDS})\s*[:?])\s*$`,
  'i',
);
const BARE_PROMPT = /^\s*[>#$:]?\s*$/;

/** `Passphrase: correct horse battery`: to the end of the line, also with blanks in it. */
const TO_LINE_END = new RegExp(
  String.raw`(?:^|[^a-z])(?:${WORDS}|${KEYS})(?: (?:for|of) [\w.@-]{1,40})?["']?[ \t]*:[ \t]+(?!["'{[])([^\r\n]+)`,
  'dgi',
);
/** `wifi set password hunter2`: only of what is typed, and its echo; in a log it would be any sentence about passwords. */
const TYPED = [
  new RegExp(
    String.raw`(?:^|[^a-z])[\w.-]*(?:${WORDS}|${KEYS})[ \t]+(?:=[ \t]*)?(["']?)([^\r\n"']+)\1`,
    'dgi',
  ),
  /(?:^|[^a-z])(?:login|logon)[ \t]+\S+[ \t]+(\S+)/dgi,
  /(?:^|[^a-z])(?:unlock|auth|authenticate)[ \t]+(\S+)[ \t]*(?=[\r\n]|$)/dgi,
];
/** Names of which one alone says nothing, and commands of modems. */
const NAMED = [
  new RegExp(String.raw`(?:^|[^a-z])(?:${KEYS})["']?[ \t]*=[ \t]*["']?([^\s"',;]+)`, 'dgi'),
  /\bssid\b[^\r\n]{0,80}?\bkey[ \t]*[:=][ \t]*["']?([^\s"',;]+)/dgi,
  /\bwireless\.\S{0,80}?\.key=["']?([^\s"',;]+)/dgi,
  new RegExp(
    String.raw`(?:^|[^a-z])(?:${SETTABLE}|${KEYS})\b[^\r\n:=]{0,20}\b(?:set|changed) to ["']?([^\s"']+)`,
    'dgi',
  ),
  /\bCW(?:JAP|SAP)\w*=[ \t]*"[^"\r\n]*"[ \t]*,[ \t]*"([^"\r\n]*)/dgi,
  /\+CPIN=[ \t]*"?(\d{4,8})/dgi,
  /\+CGAUTH=[^"\r\n]{0,20}"([^"\r\n]*)"?(?:[ \t]*,[ \t]*"([^"\r\n]*))?/dgi,
  /\+QICSGP=[^"\r\n]{0,20}"[^"\r\n]*"[ \t]*,[ \t]*"[^"\r\n]*"[ \t]*,[ \t]*"([^"\r\n]*)/dgi,
];
/** Without one of these none of `NAMED` fits. */
const MAY_BE_NAMED = /key|\+C|\+Q|CWJAP|CWSAP| to /i;
/** What is no statement but may be typed. */
const MAY_BE_TYPED = /login|logon|unlock|auth/i;

const ESCAPE = String.fromCharCode(0x1b);
const COLOURS = new RegExp(String.raw`${ESCAPE}(?:\[[0-?]*[ -/]*[@-~]|[@-Z\\-_])`, 'g');

/** The same text, as long, with blanks for colours and cursor movements of terminals. */
export function withoutTerminal(text: string): string {
  return text.includes(ESCAPE) ? text.replaceAll(COLOURS, (sequence) => ' '.repeat(sequence.length)) : text;
}

/** Whether the last line asks for a secret that will be typed; `before` is the line before it that was not empty. */
export function isPrompt(line: string, before: string): boolean {
  return PROMPT.test(line) || (BARE_PROMPT.test(line) && ASKING_LINE.test(before));
}

/** What stands behind a word for a secret. `isWorthALook`: there is a sign between a name and a value somewhere. */
export function statedSecrets(text: string, isWorthALook: boolean): SecretPart[] {
  const parts: SecretPart[] = [];
  if (isWorthALook) take(text, TO_LINE_END, parts);
  if (MAY_BE_NAMED.test(text)) for (const pattern of NAMED) take(text, pattern, parts);
  return parts;
}

/** What stands behind such a word, or in a login, without a sign between: `isTyped` tells which of it somebody typed. */
export function typedSecrets(
  text: string,
  isWorthALook: boolean,
  isTyped: (statement: string) => boolean,
): SecretPart[] {
  const parts: SecretPart[] = [];
  if (!isWorthALook && !MAY_BE_TYPED.test(text)) return parts;
  for (const pattern of TYPED) take(text, pattern, parts, isTyped);
  return parts;
}

/** Each match's last group, and the ones before it that hold a value and not a quote. */
function take(text: string, pattern: RegExp, parts: SecretPart[], isIt?: (match: string) => boolean): void {
  for (const match of text.matchAll(pattern)) {
    if (isIt !== undefined && !isIt(match[0])) continue;
    for (const [start, end] of match.indices?.slice(1).filter((place) => place !== undefined) ?? []) {
      // What a terminal was told behind it is no part of it.
      const value = text.slice(start, end).trimEnd();
      if (value !== '' && value !== '"' && value !== "'") parts.push({ start, end: start + value.length });
    }
  }
}
