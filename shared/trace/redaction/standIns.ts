import { bareCode, standInText } from './standInText.ts';
import { CATEGORY_OF, type SecretKind } from './keyMeaning.ts';
import { REDACTION_CATEGORIES, type RedactionCategory } from './redactionChoice.ts';

interface Family {
  kind: SecretKind;
  number: number;
  writings: number;
}

/**
 * Stand-ins, numbered as their values appear. Nothing of a value is in its stand-in, so there is no way back. Two
 * writings of one card (`04a1b2c3`, `04:A1:B2:C3`) stay two, but are seen to be one card: TAG-1 and TAG-1.2.
 */
export class StandIns {
  readonly #texts = new Map<string, string>();
  readonly #families = new Map<string, Family>();
  readonly #counts = new Map<SecretKind, number>();
  readonly #onNew: (value: string, kind: SecretKind) => void;

  constructor(onNew: (value: string, kind: SecretKind) => void) {
    this.#onNew = onNew;
  }

  /** What stands for a value, whichever kind it was taken for first. */
  of(value: string, kind: SecretKind): string {
    const known = this.#texts.get(value);
    if (known !== undefined) return known;
    const code = bareCode(value, kind);
    let family = this.#families.get(code);
    if (family === undefined) {
      family = { kind, number: (this.#counts.get(kind) ?? 0) + 1, writings: 0 };
      this.#families.set(code, family);
      this.#counts.set(kind, family.number);
    }
    family.writings += 1;
    const text = standInText(family.kind, family.number, value, family.writings);
    this.#texts.set(value, text);
    this.#onNew(value, family.kind);
    return text;
  }

  /** For a value that is a number in JSON, so that it stays one. */
  numberOf(digits: string, kind: SecretKind): string {
    const text = this.of(digits, kind);
    if (/^[1-9]\d*$/.test(text)) return text;
    return String(Number(/\d+/.exec(text)?.[0] ?? 0));
  }

  /** How many different values were found, by category. */
  found(): Record<RedactionCategory, number> {
    const found = Object.fromEntries(REDACTION_CATEGORIES.map((category) => [category, 0])) as Record<
      RedactionCategory,
      number
    >;
    for (const [kind, count] of this.#counts) found[CATEGORY_OF[kind]] += count;
    return found;
  }
}
