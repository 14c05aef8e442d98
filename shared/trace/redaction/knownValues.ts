import { bytesOf, toBase64 } from './base64.ts';
import { encodeJson, encodeXml } from './decoded.ts';
import type { SecretKind } from './keyMeaning.ts';
import { OCPP_WORDS } from './ocppWords.ts';
import type { Span } from './span.ts';

interface Known {
  /** As it was found. */
  value: string;
  kind: SecretKind;
  /** Text to look for, in small letters. */
  lower: string;
}

/** Shorter values occur by chance. */
const FEWEST_CHARS = 4;
/** From this length on a value is found within longer words, too. */
const IN_WORDS_CHARS = 6;
/** Digits alone are a number or a time more often than a card. */
const FEWEST_DIGITS = 6;
const HASHES = 1 << 16;
/** A run of so many characters may be base64 of something known. */
const FEWEST_BASE64 = 20;
const BASE64_CODES = Uint8Array.from({ length: 128 }, (_, code) =>
  /[A-Za-z0-9+/]/.test(String.fromCharCode(code)) ? 1 : 0,
);

/** Kinds that a pattern finds by itself, or that are no secret beside what they belong to. */
const NOT_SOUGHT = new Set<SecretKind>(['ipv4', 'ipv6', 'user']);

/**
 * Values that a field has shown to be secret, to be found in any text: in free text, in error descriptions, in nested
 * data. One look at four characters tells at nearly every place that nothing begins there, however many are known.
 */
export class KnownValues {
  readonly #begins = new Uint8Array(HASHES);
  readonly #byHash = new Map<number, Known[]>();
  readonly #seen = new Set<string>();

  add(value: string, kind: SecretKind): void {
    if (NOT_SOUGHT.has(kind)) return;
    const trimmed = value.trim();
    if (!isTelling(trimmed)) return;
    for (const text of writings(trimmed, kind)) this.#add({ value, kind, lower: text.toLowerCase() });
  }

  #add(known: Known): void {
    if (known.lower.length < FEWEST_CHARS || this.#seen.has(known.lower)) return;
    this.#seen.add(known.lower);
    const hash = hashAt(known.lower, 0);
    this.#begins[hash] = 1;
    const list = this.#byHash.get(hash) ?? [];
    list.push(known);
    // The longest first: a value may begin with another one.
    list.sort((a, b) => b.lower.length - a.lower.length);
    this.#byHash.set(hash, list);
  }

  /** Whether a text is nothing but a known value. */
  has(text: string): boolean {
    return this.#seen.has(text.toLowerCase());
  }

  /** The value that a cut-off text is the beginning of. */
  beginningWith(text: string): { value: string; kind: SecretKind } | undefined {
    const lower = text.toLowerCase();
    if (lower.length < IN_WORDS_CHARS) return undefined;
    return this.#byHash.get(hashAt(lower, 0))?.find((known) => known.lower.startsWith(lower));
  }

  /** Whether something known may be in a text: quick, and true too often rather than too seldom. */
  mayBeIn(text: string): boolean {
    if (this.#seen.size === 0) return false;
    const last = text.length - FEWEST_CHARS;
    let run = 0;
    for (let at = 0; at <= last; at += 1) {
      if (this.#begins[hashAt(text, at)] === 1) return true;
      run = BASE64_CODES[text.charCodeAt(at)] === 1 ? run + 1 : 0;
      if (run >= FEWEST_BASE64) return true;
    }
    return false;
  }

  /** The places of known values in a text. */
  find(text: string, standIn: (value: string, kind: SecretKind) => string): Span[] {
    const spans: Span[] = [];
    if (this.#seen.size === 0) return spans;
    const last = text.length - FEWEST_CHARS;
    for (let at = 0; at <= last; at += 1) {
      const hash = hashAt(text, at);
      if (this.#begins[hash] !== 1) continue;
      const known = this.#byHash.get(hash)?.find(({ lower }) => standsAt(text, at, lower));
      if (known === undefined) continue;
      const end = at + known.lower.length;
      const written = text.slice(at, end);
      // Another writing of a tag has a stand-in of its own; an encoded secret is the secret.
      const isOther = written.toLowerCase() === known.value.trim().toLowerCase();
      spans.push({ start: at, end, text: standIn(isOther ? written : known.value, known.kind) });
      at = end - 1;
    }
    return spans;
  }
}

function isTelling(value: string): boolean {
  if (value.length < FEWEST_CHARS || OCPP_WORDS.has(value.toLowerCase())) return false;
  return !/^\d+$/.test(value) || value.length >= FEWEST_DIGITS;
}

/** How a value may stand in other texts. */
function writings(value: string, kind: SecretKind): Set<string> {
  const all = new Set([value, encodeJson(value), encodeXml(value), encodeURIComponent(value)]);
  if (/[^\0-\x7f]/.test(value)) all.add(bytesOf(value));
  if (kind === 'mac') all.add(value.replaceAll(/[:.-]/g, ''));
  if (kind !== 'secret' || value.length < IN_WORDS_CHARS) return all;
  const bytes = bytesOf(value);
  const hex = Array.from(bytes, (char) => char.charCodeAt(0).toString(16).padStart(2, '0')).join('');
  all.add(toBase64(bytes)).add(toBase64(bytes).replaceAll('=', '')).add(hex);
  // The AuthorizationKey of 1.6 is written as hex of what is sent (security whitepaper, A00.FR.206).
  if (/^(?:[0-9a-fA-F]{2}){8,}$/.test(value)) {
    const plain = (value.match(/../g) ?? []).map((pair) => String.fromCharCode(Number.parseInt(pair, 16)));
    if (plain.every((char) => char >= ' ' && char <= '~')) all.add(plain.join(''));
  }
  return all;
}

function hashAt(text: string, at: number): number {
  let hash = 0;
  for (let index = at; index < at + FEWEST_CHARS; index += 1) {
    hash = (hash * 31 + lowered(text.charCodeAt(index))) | 0;
  }
  return (hash ^ (hash >>> 15)) & (HASHES - 1);
}

/** Small letters of ASCII; of others the writings are compared as a whole. */
function lowered(code: number): number {
  if (code >= 0x41 && code <= 0x5a) return code + 0x20;
  // Characters whose small letter may have another code must not decide.
  return code < 0x80 ? code : 0x80;
}

function standsAt(text: string, at: number, lower: string): boolean {
  const end = at + lower.length;
  if (end > text.length || text.slice(at, end).toLowerCase() !== lower) return false;
  const [before, after] = [text[at - 1] ?? '', text[end] ?? ''];
  if (/^\d+$/.test(lower)) return !/\d/.test(before) && !/\d/.test(after);
  if (lower.length >= IN_WORDS_CHARS) return true;
  return !/[A-Za-z0-9]/.test(before) && !/[A-Za-z0-9]/.test(after);
}
