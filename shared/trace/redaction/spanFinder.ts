import { parseJsonTree } from '../../jsonTree.ts';
import { fromBase64, toBase64 } from './base64.ts';
import { CATEGORY_OF, type SecretKind } from './keyMeaning.ts';
import { jsonLeaves } from './jsonLeaves.ts';
import { KnownValues } from './knownValues.ts';
import type { NameMeanings } from './nameMeanings.ts';
import type { Leaf } from './leaf.ts';
import { fits, isSecretLike, sightings } from './patterns.ts';
import type { RedactionCategory } from './redactionChoice.ts';
import { applySpans, isCovered, outward, type Span } from './span.ts';
import { StandIns } from './standIns.ts';
import { xmlLeaves } from './xmlLeaves.ts';

/** Texts within texts within texts: a DataTransfer carries JSON as text, and that may carry more. */
const DEEPEST = 4;
/** Longer XML is looked through as words only. */
const MOST_XML_CHARS = 1_000_000;
/** As a number of JSON only so many digits are no coincidence. */
const TELLING_DIGITS = 8;

/** Finds what to replace in a text of any kind. What it finds once it knows everywhere from then on. */
export class SpanFinder {
  readonly #isOn: (kind: SecretKind) => boolean;
  readonly #names: NameMeanings;
  readonly #known = new KnownValues();
  readonly #versions = new Set<string>();
  readonly standIns = new StandIns((value, kind) => this.#known.add(value, kind));

  constructor(categories: ReadonlySet<RedactionCategory>, names: NameMeanings) {
    this.#names = names;
    this.#isOn = (kind) => categories.has(CATEGORY_OF[kind]);
  }

  /** Four numbers in it are no address, wherever they stand. */
  keepVersions(text: string): void {
    for (const [version] of text.matchAll(/\d{1,3}(?:\.\d{1,3}){3}/g)) this.#versions.add(version);
  }

  mayBeKnown(text: string): boolean {
    return this.#known.mayBeIn(text);
  }

  /** A sentence of Kerbside's own, which quotes long values by their beginning only: “04A1B2…”. */
  inSentence(text: string): Span[] {
    const cut = [...text.matchAll(/“([^”…]+)…”/g)].flatMap((match): Span[] => {
      const [, quoted = ''] = match;
      const known = this.#known.beginningWith(quoted);
      const start = match.index + 1;
      return known === undefined
        ? []
        : [{ start, end: start + quoted.length, text: this.standIns.of(known.value, known.kind) }];
    });
    return [...cut, ...this.#inWords(text)];
  }

  /** In JSON, XML or any other text, whole or broken. */
  inText(text: string, depth = 0): Span[] {
    const first = /\S/.exec(text)?.[0];
    if (depth < DEEPEST && (first === '{' || first === '[')) {
      const { root } = parseJsonTree(text);
      if (root !== undefined) return this.#inLeaves(jsonLeaves(text, root, this.#names), depth);
    }
    if (depth < DEEPEST && first === '<' && text.length <= MOST_XML_CHARS && /^\s*<[\w!?/]/.test(text)) {
      return this.#inLeaves(xmlLeaves(text, this.#names), depth);
    }
    return this.#inWords(text);
  }

  #inLeaves(leaves: readonly Leaf[], depth: number): Span[] {
    return leaves.flatMap((leaf) => outward(this.#inLeaf(leaf, depth), leaf.decoded));
  }

  #inLeaf({ decoded: { text }, meaning, isNumber, isPlain, isName }: Leaf, depth: number): Span[] {
    if (isName) return this.#known.has(text) ? this.#known.find(text, this.#standIn) : [];
    if (isNumber) return this.#inNumber(text, meaning);
    const kind = meaning !== undefined && fits(text, meaning) ? meaning : undefined;
    if (kind !== undefined && this.#isOn(kind) && isSecretLike(text)) {
      return [{ start: 0, end: text.length, text: this.standIns.of(text, kind) }];
    }
    return isPlain && /^[\d.,:TZ+\s-]*$/.test(text) ? [] : this.inText(text, depth + 1);
  }

  #inNumber(digits: string, meaning: SecretKind | undefined): Span[] {
    const isNamed = meaning !== undefined && this.#isOn(meaning) && fits(digits, meaning);
    const isKnown = digits.length >= TELLING_DIGITS && this.#known.has(digits);
    if (!isNamed && !isKnown) return [];
    return [{ start: 0, end: digits.length, text: this.standIns.numberOf(digits, meaning ?? 'tag') }];
  }

  /** Text without a structure of its own, a damaged frame among them: its message id stays. */
  #inWords(text: string): Span[] {
    const spans = this.#inBase64(text);
    if (spans.length > 0) return spans;
    const idEnd = /^\s*\[\s*"?[2-6]"?\s*,\s*"[^"]*"/.exec(text)?.[0].length ?? 0;
    for (const { start, end, kind } of sightings(text, this.#names)) {
      if (start < idEnd || !this.#isOn(kind) || isCovered(spans, start, end)) continue;
      const value = text.slice(start, end);
      if (kind === 'ipv4' && this.#versions.has(value)) continue;
      spans.push({ start, end, text: this.standIns.of(value, kind) });
    }
    for (const span of this.#known.find(text, this.#standIn)) {
      if (span.start >= idEnd && !isCovered(spans, span.start, span.end)) spans.push(span);
    }
    return spans;
  }

  /** Signed meter values and files of a few lines are base64 of text. */
  #inBase64(text: string): Span[] {
    const bytes = fromBase64(text);
    if (bytes === undefined) return [];
    const spans = this.#known.find(bytes, this.#standIn);
    if (spans.length === 0) return [];
    return [{ start: 0, end: text.length, text: toBase64(applySpans(bytes, spans)) }];
  }

  readonly #standIn = (value: string, kind: SecretKind): string => this.standIns.of(value, kind);
}
