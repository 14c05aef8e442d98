import type { Pattern } from '../../../../shared/service-port/profile/pattern/compilePattern.ts';
import type { Direction } from '../../../../shared/trace/record.ts';
import { nameMeanings } from '../../../../shared/trace/redaction/nameMeanings.ts';
import { isSecretLike, secretSightings } from '../../../../shared/trace/redaction/patterns.ts';
import { worthALook } from '../../../../shared/trace/redaction/worthALook.ts';
import {
  merged,
  NO_RANGES,
  within,
  without,
  type ByteRange,
} from '../../../../shared/service-port/byteRanges.ts';
import { editedLine } from './lineEdits.ts';
import { PromptedSecret } from './promptedSecret.ts';
import {
  isPrompt,
  statedSecrets,
  typedSecrets,
  withoutTerminal,
  type SecretPart as Part,
} from './secretPatterns.ts';
import { openTextStart } from './serialText.ts';

const NAMES = nameMeanings([]);
const KEY_BEGIN = 'PRIVATE KEY-----';
const KEY_END = '-----END';
/** What of a line is remembered: a name and a value that belong together are closer than that. */
const TAIL_CHARS = 512;
const MOST_KNOWN = 64;
/** Shorter values occur by chance. */
const FEWEST_KNOWN_CHARS = 4;
const MOST_KNOWN_CHARS = 200;
/** A key of RSA with 16,384 bits in PEM has 12,500: what is longer is none, and must not hide the rest of the console. */
const LONGEST_KEY_CHARS = 16_384;

/**
 * Finds secrets in what crosses a port while it does, so that they are masked before a screen has them. What gives a secret away comes
 * before it: a name, or a prompt that asks for it; so it is found also where it comes in pieces. A secret that is known and printed again in
 * pieces, or named only behind it, is known with its last piece: then the earlier ones of the same line are told as well, for whoever can
 * still mask them. A piece that is in a record already, or on a terminal, cannot be; nor one whose rest never comes, comes behind a line end
 * or so much later that 512 other bytes were between.
 */
export class SecretWatch {
  /** What a profile says of its own secrets. */
  patterns: readonly Pattern[] = [];
  readonly #tails: Record<Direction, string> = { in: '', out: '' };
  /** What of the tails is masked. */
  readonly #masked: Record<Direction, readonly ByteRange[]> = { in: NO_RANGES, out: NO_RANGES };
  /** How much more may belong to a private key that has begun; 0 outside of one. */
  readonly #keyChars: Record<Direction, number> = { in: 0, out: 0 };
  readonly #known: string[] = [];
  /** The line that is typed, or was typed last. */
  #typed = '';
  #isTypedEnded = false;
  readonly #prompted = new PromptedSecret();
  /** The last line of the device that had something in it, before the one that is not ended. */
  #lineBefore = '';

  /**
   * The ranges of `bytes` that are secret, in order and apart from each other; before them, with negative offsets, those of what came
   * before in this direction and was not known to be secret then.
   */
  take(direction: Direction, bytes: Uint8Array): readonly ByteRange[] {
    const text = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length).toString('latin1');
    const before = this.#tails[direction];
    const whole = before + text;
    const look = withoutTerminal(whole);
    if (direction === 'out') this.#takeTyped(text);
    const parts = this.#find(direction, look);
    for (const part of parts) {
      // What goes on may belong to it.
      if (part.end < whole.length) this.#learn(look.slice(part.start, part.end));
    }
    parts.push(...this.#prompt(direction, text, before.length));
    if (direction === 'in') this.#lookForPrompt(look);
    return this.#remember(direction, whole, before.length, parts);
  }

  /** Keeps what is still open of a direction; answers with what is masked of it from here on. */
  #remember(
    direction: Direction,
    whole: string,
    before: number,
    parts: readonly Part[],
  ): readonly ByteRange[] {
    const start = openTextStart(whole, TAIL_CHARS);
    this.#tails[direction] = whole.slice(start);
    const masked = this.#masked[direction];
    if (parts.length === 0 && masked.length === 0) return NO_RANGES;
    const all = merged([...masked, ...parts.map((part): ByteRange => [part.start, part.end - part.start])]);
    this.#masked[direction] = within(all, start, whole.length - start);
    const found = without(within(all, 0, whole.length), masked);
    return found.map(([offset, length]): ByteRange => [offset - before, length]);
  }

  #find(direction: Direction, whole: string): Part[] {
    const parts: Part[] = [];
    const isWorthALook = worthALook(whole, false);
    if (isWorthALook) {
      for (const { start, end } of secretSightings(whole, NAMES)) {
        // A prompt with nothing behind it, and a line that follows: they do not belong together.
        const isNextLine = /[\r\n][ \t"']*$/.test(whole.slice(Math.max(0, start - TAIL_CHARS), start));
        if (!isNextLine) parts.push({ start, end });
      }
    }
    parts.push(...statedSecrets(whole, isWorthALook));
    parts.push(...typedSecrets(whole, isWorthALook, (statement) => this.#isTyped(direction, statement)));
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
    if (this.#keyChars[direction] === 0 && !whole.includes(KEY_BEGIN)) return;
    const before = this.#tails[direction].length;
    let at = 0;
    while (at < whole.length) {
      if (this.#keyChars[direction] === 0) {
        const begin = whole.indexOf(KEY_BEGIN, at);
        // Of the end of one, nothing follows.
        if (begin === -1) return;
        at = begin + KEY_BEGIN.length;
        if (/-----END [A-Z ]*$/.test(whole.slice(Math.max(0, begin - 40), begin))) continue;
        this.#keyChars[direction] = LONGEST_KEY_CHARS;
      }
      const most = Math.max(at, before) + this.#keyChars[direction];
      const end = whole.indexOf(KEY_END, at);
      const stop = Math.min(end === -1 ? whole.length : end, most);
      parts.push({ start: at, end: stop });
      const isOver = end === stop || most <= whole.length;
      this.#keyChars[direction] = isOver ? 0 : most - whole.length;
      if (!isOver) return;
      at = end === stop ? end + KEY_END.length : stop;
    }
  }

  #isTyped(direction: Direction, statement: string): boolean {
    return direction === 'out' || editedLine(this.#typed).includes(editedLine(statement).trim());
  }

  #prompt(direction: Direction, text: string, offset: number): Part[] {
    const behind = ({ start, end }: Part): Part => ({ start: start + offset, end: end + offset });
    if (direction === 'in') return this.#prompted.hear(text).map(behind);
    const { part, secret } = this.#prompted.take(text);
    if (secret !== undefined) this.#learn(secret);
    return part === undefined ? [] : [behind(part)];
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

  #lookForPrompt(look: string): void {
    const lines = look.slice(-2 * TAIL_CHARS).split(/[\r\n]+/);
    const line = lines.pop() ?? '';
    this.#lineBefore = lines.findLast((one) => one.trim() !== '') ?? this.#lineBefore;
    if (isPrompt(line, this.#lineBefore)) this.#prompted.asked();
  }

  #learn(value: string): void {
    const trimmed = editedLine(value).trim();
    if (trimmed.length < FEWEST_KNOWN_CHARS || trimmed.length > MOST_KNOWN_CHARS) return;
    if (!isSecretLike(trimmed) || this.#known.includes(trimmed)) return;
    this.#known.push(trimmed);
    if (this.#known.length > MOST_KNOWN) this.#known.shift();
  }
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
