import type { Pattern } from '../../../../shared/service-port/profile/pattern/compilePattern.ts';
import type { Direction } from '../../../../shared/trace/record.ts';
import { nameMeanings } from '../../../../shared/trace/redaction/nameMeanings.ts';
import { isSecretLike, sightings } from '../../../../shared/trace/redaction/patterns.ts';
import { worthALook } from '../../../../shared/trace/redaction/worthALook.ts';
import type { ByteRange } from './serialRecorder.ts';
import { openTextStart } from './serialText.ts';

/** From `start` to before `end`, in characters of one byte each. */
interface Part {
  start: number;
  end: number;
}

const NAMES = nameMeanings([]);
/** What of a line is remembered: a name and a value that belong together are closer than that. */
const TAIL_CHARS = 512;
const MOST_KNOWN = 64;
/** Shorter values occur by chance. */
const FEWEST_KNOWN_CHARS = 4;
const MOST_KNOWN_CHARS = 200;
const LONGEST_TYPED = 200;

const WORDS = String.raw`pass(?:word|wd|phrase|code)?|passwort|kennwort|pwd|psk|pin|puk|secret|auth(?:orization)?[_-]?key`;
/** `Password for root: ` and nothing behind it: what is typed next is one. */
const PROMPT = new RegExp(String.raw`(?:^|[^a-z])(?:${WORDS})\b[^:\r\n]{0,40}[:?>]\s*$`, 'i');
/** `Passphrase: correct horse battery`: to the end of the line, also with blanks in it. */
const TO_LINE_END = new RegExp(
  String.raw`(?:^|[^a-z])(?:${WORDS})["']?[ \t]*:[ \t]+(?!["'{[])([^\r\n]+)`,
  'gi',
);
/** `wifi set password hunter2`: only of what is typed, and its echo; in a log it would be any sentence about passwords. */
const TYPED = new RegExp(
  String.raw`(?:^|[^a-z])[\w.-]*(?:${WORDS})[ \t]+(?:=[ \t]*)?(["']?)([^\r\n"']+)\1`,
  'gi',
);
/** `AT+CWJAP="network","password"` of ESP modems. */
const JOIN = /\bCWJAP\w*=\s*"[^"\r\n]*"\s*,\s*"([^"\r\n]*)/gi;

/**
 * Finds secrets in what crosses a port while it does, so that they are masked before a screen has them. What gives a secret away comes
 * before it: a name, or a prompt that asks for it; so it is found also where it comes in pieces.
 */
export class SecretWatch {
  /** What a profile says of its own secrets. */
  patterns: readonly Pattern[] = [];
  readonly #tails: Record<Direction, string> = { in: '', out: '' };
  readonly #inKey: Record<Direction, boolean> = { in: false, out: false };
  readonly #known: string[] = [];
  /** The line that is typed, or was typed last. */
  #typed = '';
  #isTypedEnded = false;
  /** What is typed after a prompt that asks for a password. */
  #answer: string | undefined;

  /** The ranges of `bytes` that are secret, in order and apart from each other. */
  take(direction: Direction, bytes: Uint8Array): readonly ByteRange[] {
    const text = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length).toString('latin1');
    const before = this.#tails[direction];
    const whole = before + text;
    const parts = this.#find(direction, whole);
    if (direction === 'out') {
      this.#takeAnswer(text, before.length, parts);
      this.#takeTyped(text);
    }
    for (const part of parts) {
      // What goes on may belong to it.
      if (part.end < whole.length) this.#learn(whole.slice(part.start, part.end));
    }
    const tail = whole.slice(openTextStart(whole, TAIL_CHARS));
    this.#tails[direction] = tail;
    if (direction === 'in') this.#lookForPrompt(tail, text);
    return rangesOf(parts, before.length, text.length);
  }

  #find(direction: Direction, whole: string): Part[] {
    const parts: Part[] = [];
    if (whole.includes('CWJAP')) {
      for (const match of whole.matchAll(JOIN)) parts.push(lastPart(match, match[1] ?? ''));
    }
    if (worthALook(whole, false)) {
      for (const { kind, start, end } of sightings(whole, NAMES)) {
        // A prompt with nothing behind it, and a line that follows: they do not belong together.
        const isNextLine = /[\r\n][ \t"']*$/.test(whole.slice(Math.max(0, start - TAIL_CHARS), start));
        if (kind === 'secret' && !isNextLine) parts.push({ start, end });
      }
      for (const match of whole.matchAll(TO_LINE_END)) parts.push(lastPart(match, match[1] ?? ''));
      for (const match of whole.matchAll(TYPED)) {
        const isTyped = direction === 'out' || this.#typed.includes(match[0].trim());
        if (isTyped) parts.push(lastPart(match, match[2] ?? '', match[1]));
      }
    }
    this.#inKeys(direction, whole, parts);
    for (const pattern of this.patterns) findAll(pattern, whole, parts);
    for (const value of this.#known) {
      for (let at = whole.indexOf(value); at !== -1; at = whole.indexOf(value, at + value.length)) {
        parts.push({ start: at, end: at + value.length });
      }
    }
    return parts.filter(({ start, end }) => isSecretLike(whole.slice(start, end)));
  }

  /** Private keys are many lines. */
  #inKeys(direction: Direction, whole: string, parts: Part[]): void {
    let at = 0;
    if (!this.#inKey[direction] && !whole.includes('PRIVATE KEY-----')) return;
    while (at < whole.length) {
      if (!this.#inKey[direction]) {
        const begin = whole.indexOf('PRIVATE KEY-----', at);
        // Of the end of one, nothing follows.
        if (begin === -1) return;
        at = begin + 'PRIVATE KEY-----'.length;
        if (/-----END [A-Z ]*$/.test(whole.slice(Math.max(0, begin - 40), begin))) continue;
        this.#inKey[direction] = true;
      }
      const end = whole.indexOf('-----END', at);
      parts.push({ start: at, end: end === -1 ? whole.length : end });
      if (end === -1) return;
      this.#inKey[direction] = false;
      at = end + '-----END'.length;
    }
  }

  #takeAnswer(text: string, offset: number, parts: Part[]): void {
    if (this.#answer === undefined) return;
    const end = text.search(/[\r\n]/);
    const typed = end === -1 ? text : text.slice(0, end);
    if (typed !== '') parts.push({ start: offset, end: offset + typed.length });
    this.#answer = (this.#answer + typed).slice(0, LONGEST_TYPED);
    if (end === -1) return;
    this.#learn(this.#answer);
    this.#answer = undefined;
  }

  #takeTyped(text: string): void {
    for (const piece of text.match(/[^\r\n]+|[\r\n]/g) ?? []) {
      if (piece === '\r' || piece === '\n') {
        this.#isTypedEnded = true;
      } else {
        this.#typed = ((this.#isTypedEnded ? '' : this.#typed) + piece).slice(-TAIL_CHARS);
        this.#isTypedEnded = false;
      }
    }
  }

  #lookForPrompt(tail: string, text: string): void {
    if (PROMPT.test(tail)) this.#answer ??= '';
    // The device says something else: it does not ask any more. Stars for what is typed are no answer of it.
    else if (/[^\s*•]/.test(text)) this.#answer = undefined;
  }

  #learn(value: string): void {
    const trimmed = value.trim();
    if (trimmed.length < FEWEST_KNOWN_CHARS || trimmed.length > MOST_KNOWN_CHARS) return;
    if (!isSecretLike(trimmed) || this.#known.includes(trimmed)) return;
    this.#known.push(trimmed);
    if (this.#known.length > MOST_KNOWN) this.#known.shift();
  }
}

function lastPart(match: RegExpMatchArray, value: string, close = ''): Part {
  const end = (match.index ?? 0) + match[0].length - close.length;
  return { start: end - value.length, end };
}

function findAll(pattern: Pattern, text: string, parts: Part[]): void {
  let from = 0;
  for (let match = pattern.find(text, from); match !== undefined; match = pattern.find(text, from)) {
    const secret = match.groups['secret'];
    // The name comes before it, and may hold the same letters.
    const within = secret === undefined ? 0 : text.slice(match.start, match.end).lastIndexOf(secret);
    const start = match.start + Math.max(0, within);
    parts.push({ start, end: secret === undefined ? match.end : start + secret.length });
    from = Math.max(match.end, from + 1);
  }
}

/** Merged, and only what is in the `length` characters from `from` on. */
function rangesOf(parts: readonly Part[], from: number, length: number): readonly ByteRange[] {
  const ranges: Array<[offset: number, length: number]> = [];
  let covered = 0;
  for (const part of parts.toSorted((a, b) => a.start - b.start)) {
    const start = Math.max(part.start - from, covered);
    const end = Math.min(part.end - from, length);
    if (end <= start) continue;
    const last = ranges.at(-1);
    if (last !== undefined && last[0] + last[1] === start) last[1] += end - start;
    else ranges.push([start, end - start]);
    covered = end;
  }
  return ranges;
}
