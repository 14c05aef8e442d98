import { fromBase64 } from './base64.ts';
import type { SecretKind } from './keyMeaning.ts';
import type { NameMeanings } from './nameMeanings.ts';

/** A part of a text that looks like a secret by itself. */
export interface Sighting {
  start: number;
  end: number;
  kind: SecretKind;
}

/** Without one of these no pattern fits: most texts are settled here. */
const WORTH_A_LOOK = /[@=:]|\d\.\d|\d{15}|\+\d|[0-9a-fA-F]{2}-[0-9a-fA-F]{2}-|PRIVATE KEY|\/f\\?\//;

/** The most frequent text with colons. */
const TIME = /^\d{4}-\d\d-\d\dT[\d:.]+(?:Z|[+-]\d\d:?\d\d)?$/;

/** Looks for what gives itself away by its form, in any text: a log line, a URL, an HTTP head, broken JSON. */
export function sightings(text: string, names: NameMeanings): Sighting[] {
  return look(text, names, FINDERS);
}

/** Of these only the passwords and keys, in half the time: a console brings thousands of lines a second. */
export function secretSightings(text: string, names: NameMeanings): Sighting[] {
  return look(text, names, SECRET_FINDERS).filter(({ kind }) => kind === 'secret');
}

function look(text: string, names: NameMeanings, finders: readonly Finder[]): Sighting[] {
  if (!WORTH_A_LOOK.test(text) || TIME.test(text)) return [];
  const found: Sighting[] = [];
  for (const { pattern, take } of finders) {
    for (const match of text.matchAll(pattern)) take(match, text, found, names);
  }
  return found;
}

interface Finder {
  pattern: RegExp;
  take: (match: RegExpMatchArray, text: string, found: Sighting[], names: NameMeanings) => void;
}

/** The place of a capture that ends where the match ends, or `before` characters ahead of that. */
function tail(match: RegExpMatchArray, value: string, before = 0): { start: number; end: number } {
  const end = (match.index ?? 0) + match[0].length - before;
  return { start: end - value.length, end };
}

function whole(kind: SecretKind, isIt: (value: string, match: RegExpMatchArray, text: string) => boolean) {
  return (match: RegExpMatchArray, text: string, found: Sighting[]): void => {
    if (isIt(match[0], match, text)) found.push({ ...tail(match, match[0]), kind });
  };
}

const VALUE = String.raw`(?:(\\{0,8}["'])((?:(?!\6)[^\n])*?)(?:\6|$)|([^\s,;&"'<>(){}[\]\\]+))`;
const NAME = String.raw`(\\{0,8}["']?)([A-Za-z_][\w.-]{1,60})\1`;
const VALUE_NAMES = 'value|attributeValue|actualValue';
const KEY_NAMES = 'key|name';

/** `idTag=04A1`, `"idTag":"04A1"`, `password: x`, `?token=x&`, `{'idTag': '04A1'}`. */
const PAIR = new RegExp(`${NAME}(\\s*)([:=])(\\s*)${VALUE}`, 'g');
const ENTRY = new RegExp(
  String.raw`\b(?:${KEY_NAMES})\\{0,8}["']?\s*[:=]\s*\\{0,8}["']?([\w.-]+)\\{0,8}["']?[^\n]{0,120}?\b(?:${VALUE_NAMES})\\{0,8}["']?\s*[:=]\s*(?:(\\{0,8}["'])((?:(?!\2)[^\n])*?)(?:\2|$)|([^\s,;&"'<>(){}[\]\\]+))`,
  'g',
);
const ENTRY_TURNED = new RegExp(
  String.raw`\b(?:${VALUE_NAMES})\\{0,8}["']?\s*[:=]\s*(\\{0,8}["'])((?:(?!\1)[^\n])*?)\1[^\n]{0,160}?\b(?:${KEY_NAMES})\\{0,8}["']?\s*[:=]\s*\\{0,8}["']?([\w.-]+)`,
  'g',
);

const SECRET_FINDERS: readonly Finder[] = [
  {
    pattern: /-----BEGIN [A-Z ]*PRIVATE KEY-----(?:\s|\\[nr])*([\s\S]+?)(?:\s|\\[nr])*(?=-----END|$)/g,
    take: (match, _text, found) => {
      const start = (match.index ?? 0) + match[0].indexOf(match[1] ?? '', match[0].indexOf('KEY-----') + 8);
      found.push({ start, end: start + (match[1] ?? '').length, kind: 'secret' });
    },
  },
  {
    // Greedy up to the last @ before the path: makers put passwords with @ into URLs unescaped.
    pattern: /\b[a-z][a-z\d+.-]{1,20}:(?:\\?\/){2}([^\s/?#"'<>\\]*)@/gi,
    take: (match, _text, found) => {
      const [, login = ''] = match;
      const { start } = tail(match, login, 1);
      const colon = login.indexOf(':');
      const userEnd = colon === -1 ? login.length : colon;
      if (userEnd > 0) found.push({ start, end: start + userEnd, kind: 'user' });
      if (colon !== -1 && colon + 1 < login.length) {
        found.push({ start: start + colon + 1, end: start + login.length, kind: 'secret' });
      }
    },
  },
  {
    pattern: /\b(Basic|Bearer|Digest)\s+([A-Za-z0-9+/._~-]{6,}=*)/gi,
    take: (match, text, found) => {
      const [, scheme = '', value = ''] = match;
      const isHeader = /authorization["'\s:=\\]*$/i.test(
        text.slice(Math.max(0, (match.index ?? 0) - 30), match.index),
      );
      const isLogin = scheme.toLowerCase() === 'basic' && fromBase64(value)?.includes(':') === true;
      const isToken = scheme.toLowerCase() === 'bearer' && value.length >= 16;
      if (isHeader || isLogin || isToken) found.push({ ...tail(match, value), kind: 'secret' });
    },
  },
  {
    pattern: /^(?:set-)?cookie:[^\S\n]*([^\r\n]+)/gim,
    take: (match, _text, found) => found.push({ ...tail(match, match[1] ?? ''), kind: 'secret' }),
  },
  {
    pattern: PAIR,
    take: (match, _text, found, names) => {
      const [, , name = '', , , , quote = '', quoted, bare] = match;
      const kind = names.of(name);
      if (kind !== undefined)
        push(found, match, kind, quoted ?? bare ?? '', quoted === undefined ? '' : quote);
    },
  },
  {
    pattern: ENTRY,
    take: (match, _text, found, names) => {
      const [, name = '', quote = '', quoted, bare] = match;
      const kind = names.of(name);
      if (kind !== undefined)
        push(found, match, kind, quoted ?? bare ?? '', quoted === undefined ? '' : quote);
    },
  },
  {
    pattern: ENTRY_TURNED,
    take: (match, _text, found, names) => {
      const [text, quote = '', value = '', name = ''] = match;
      const kind = names.of(name);
      if (kind === undefined || !isSecretLike(value)) return;
      const start = (match.index ?? 0) + text.indexOf(quote + value) + quote.length;
      found.push({ start, end: start + value.length, kind });
    },
  },
  {
    // The one-time path of an address that Kerbside gave out: it guards a file by HTTP as a password does.
    pattern: /\/f\\?\/([a-z2-9]{16})(?![A-Za-z0-9])/g,
    take: (match, _text, found) => found.push({ ...tail(match, match[1] ?? ''), kind: 'secret' }),
  },
];

const FINDERS: readonly Finder[] = [
  ...SECRET_FINDERS,
  {
    pattern: /[\w.+%-]{1,64}@[\w-]{1,63}(?:\.[\w-]{1,63})*\.[A-Za-z]{2,24}\b/g,
    take: whole('email', () => true),
  },
  {
    pattern: /(?<![\w:.-])(?:[\da-fA-F]{2}([:-]))(?:[\da-fA-F]{2}\1){4}[\da-fA-F]{2}(?![\w:-])/g,
    take: whole('mac', () => true),
  },
  { pattern: /(?<![\w:])[\da-fA-F]{0,4}(?::[\da-fA-F]{0,4}){2,7}(?![\w:])/g, take: whole('ipv6', isIpv6) },
  {
    pattern: /(?<![\w.])(?:\d{1,3}\.){3}\d{1,3}(?![\w]|\.\d)/g,
    take: whole('ipv4', (value, match, text) => isIpv4(value, text.slice(0, match.index))),
  },
  { pattern: /(?<![\w.])89\d{16,18}[\dFf]?(?!\w)/g, take: whole('sim', () => true) },
  { pattern: /(?<![\w+])\+\d(?:[ /-]?\d){8,14}(?!\w)/g, take: whole('phone', () => true) },
];

function push(
  found: Sighting[],
  match: RegExpMatchArray,
  kind: SecretKind,
  value: string,
  quote: string,
): void {
  if (!isSecretLike(value) || !fits(value, kind)) return;
  const isClosed = quote !== '' && match[0].endsWith(value + quote);
  found.push({ ...tail(match, value, isClosed ? quote.length : 0), kind });
}

/** Values that hide nothing: empty, switched on or off, or masked already. */
export function isSecretLike(value: string): boolean {
  return !/^\s*$|^(?:true|false|null|none|undefined)$|^[*x•.\s-]+$/i.test(value);
}

/** Whether a value has the form of what its field's name says; otherwise it is a text like any other. */
export function fits(value: string, kind: SecretKind): boolean {
  switch (kind) {
    case 'mac':
      return /^\s*(?:[\da-fA-F]{2}[:.-]?){5}[\da-fA-F]{2}\s*$/.test(value);
    case 'phone':
      return value.replaceAll(/\D/g, '').length >= 6;
    case 'sim':
      return /^\s*\d{6,}[\dFf]*\s*$/.test(value);
    default:
      return true;
  }
}

function isIpv6(value: string): boolean {
  const groups = value.split(':');
  const gaps = value.split('::').length - 1;
  if (gaps > 1 || value.includes(':::') || !/[\da-fA-F]/.test(value) || value === '::1') return false;
  if (gaps === 0) return groups.length === 8 && groups.every((group) => group !== '');
  // `abc::def` may be a name of C++.
  return /\d/.test(value) && /^(?::?:|[\da-fA-F])/.test(value);
}

/** Four numbers are an address, unless they are called a version, or stand for this machine, all or none. */
function isIpv4(value: string, before: string): boolean {
  if (!value.split('.').every((part) => Number(part) <= 255)) return false;
  if (/^(?:127\.|0\.0\.0\.0$|255\.)/.test(value)) return false;
  return !/(?:\bv|version|firmware|\bfw|software|release|build)[\s"':=v.]*$/i.test(before.slice(-24));
}
