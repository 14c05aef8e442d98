import type { RepairedText } from './repairedText.ts';
import { cutLiteral, looseLiteral } from './looseLiteral.ts';
import { looseString } from './looseString.ts';
import { textRepair, type TextRepairCode } from './textRepairWords.ts';

type Wanted = 'name' | 'colon' | 'value' | 'comma';

interface Level {
  close: ']' | '}';
  wanted: Wanted;
  /** Where in the output the value or field that came last begins. */
  start: number;
  /** Where the last comma stands, while nothing has followed it. */
  comma: number | undefined;
  /** A comma stood between the colon and the value: it may have been meant as an opening bracket. */
  hasStrayBefore: boolean;
  /** Where the name of the field that came last stands, and the comma before it. */
  name?: { at: number; comma: number | undefined };
}

const MAX_DEPTH = 100;
const SPACE = /[ \t\r\n]+/y;
const WORD = /[^\s{}[\],:"\0]+/y;
/** What may stand after the end without anything being lost. */
const EMPTY_REST = /^[\s\0\]},]*$/;

/** One pass over a text that is nearly JSON. Linear in its length but for rare insertions. */
export class TextMender {
  readonly #text: string;
  readonly #out: string[] = [];
  readonly #levels: Level[] = [];
  readonly #done = new Set<TextRepairCode>();
  #at = 0;
  #isCertain = true;
  #hasEnded = false;
  #isCutOff = false;
  #endedInNumber = false;

  constructor(text: string) {
    this.#text = text;
  }

  mend(): RepairedText | undefined {
    this.#skipToStart();
    while (this.#at < this.#text.length && !this.#hasEnded) {
      if (this.#levels.length > MAX_DEPTH) return undefined;
      this.#step();
    }
    if (this.#hasEnded) this.#leaveRest();
    else this.#closeAll();
    return {
      text: this.#out.join(''),
      repairs: [...this.#done].map(textRepair),
      isCertain: this.#isCertain,
    };
  }

  #skipToStart(): void {
    const start = this.#text.search(/[[{]/);
    const before = this.#text.slice(0, start);
    if (before.includes('\uFEFF')) this.#note('bom');
    if (before.includes('\0')) this.#note('nul');
    if (/[^\s\0\uFEFF]/.test(before)) this.#guess('before-start');
    this.#at = start;
  }

  #step(): void {
    const space = this.#match(SPACE);
    if (space !== undefined) {
      this.#out.push(space);
      return;
    }
    const char = this.#text[this.#at] ?? '';
    switch (char) {
      case '{':
      case '[':
        this.#at += 1;
        this.#open(char);
        return;
      case '}':
      case ']':
        this.#at += 1;
        this.#close(char);
        return;
      case ',':
        this.#at += 1;
        this.#comma();
        return;
      case ':':
        this.#at += 1;
        this.#colon();
        return;
      case '"':
        this.#string();
        return;
      case '\0':
        this.#at += 1;
        this.#note('nul');
        return;
      default:
        this.#word(this.#match(WORD) ?? this.#skipOne());
    }
  }

  #open(char: '{' | '['): void {
    const top = this.#top();
    if (top?.wanted === 'name') this.#wrapLast(top);
    if (top !== undefined) this.#beginValue(top);
    this.#out.push(char);
    this.#levels.push({
      close: char === '{' ? '}' : ']',
      wanted: char === '{' ? 'name' : 'value',
      start: this.#out.length,
      comma: undefined,
      hasStrayBefore: false,
    });
    this.#endedInNumber = false;
  }

  /** `"a":{…},{…}`: a list that lost its brackets. */
  #wrapLast(top: Level): void {
    if (top.comma === undefined) {
      this.#out.push('"":');
      top.wanted = 'value';
      this.#guess('missing-bracket');
      return;
    }
    this.#insertAt(top.start, '[');
    if (top.hasStrayBefore) this.#note('missing-bracket');
    else this.#guess('missing-bracket');
    const { comma } = top;
    top.comma = undefined;
    top.wanted = 'comma';
    this.#levels.push({ close: ']', wanted: 'value', start: top.start, comma, hasStrayBefore: false });
    const inner = this.#top();
    if (inner !== undefined) this.#beginValue(inner);
  }

  #close(char: '}' | ']'): void {
    const top = this.#top();
    if (top === undefined) return;
    if (top.close !== char) {
      if (char === ']' && top.hasStrayBefore && top.wanted === 'comma') {
        this.#insertAt(top.start, '[');
        this.#out.push(']');
        top.hasStrayBefore = false;
        this.#note('missing-bracket');
        return;
      }
      if (!this.#levels.some(({ close }) => close === char)) {
        this.#guess('stray-bracket');
        return;
      }
      while (this.#top() !== undefined && this.#top()?.close !== char) {
        this.#guess('missing-bracket');
        this.#end();
      }
    }
    this.#end();
  }

  /** Closes the innermost level, whatever it waits for. */
  #end(): void {
    const level = this.#levels.pop();
    if (level === undefined) return;
    if (level.comma !== undefined) {
      this.#out[level.comma] = '';
      if (!this.#isCutOff) this.#note('stray-comma');
    } else if (level.close === '}' && level.wanted !== 'comma' && this.#out.length > level.start) {
      this.#finishField(level);
    }
    this.#out.push(level.close);
    this.#endedInNumber = false;
    if (this.#levels.length === 0) this.#hasEnded = true;
  }

  #finishField(level: Level): void {
    if (level.wanted === 'name') return;
    this.#out.push(level.wanted === 'colon' ? ':null' : 'null');
    this.#guess('missing-value');
  }

  #comma(): void {
    const top = this.#top();
    if (top === undefined) return;
    if (top.wanted === 'comma') {
      this.#out.push(',');
      top.comma = this.#out.length - 1;
      top.wanted = top.close === '}' ? 'name' : 'value';
      return;
    }
    if (top.wanted === 'colon') this.#finishField(top);
    else if (top.wanted === 'value' && top.close === '}') top.hasStrayBefore = true;
    this.#note('stray-comma');
    if (top.wanted === 'colon') {
      this.#out.push(',');
      top.comma = this.#out.length - 1;
      top.wanted = 'name';
    }
  }

  #colon(): void {
    const top = this.#top();
    if (top?.wanted !== 'colon') {
      this.#guess('stray-bracket');
      return;
    }
    this.#out.push(':');
    top.wanted = 'value';
    top.start = this.#out.length;
  }

  #string(): void {
    const { end, text, repairs, isOpen } = looseString(this.#text, this.#at);
    this.#at = end;
    for (const code of repairs) this.#note(code);
    if (isOpen) this.#isCertain = false;
    const top = this.#top();
    if (isOpen && (top?.wanted === 'name' || (top?.wanted === 'comma' && top.close === '}'))) {
      this.#note('cut-name');
      return;
    }
    if (isOpen) this.#note('cut-value');
    this.#value(text);
  }

  #word(word: string): void {
    const isLast = this.#at >= this.#text.length;
    const top = this.#top();
    if (isLast && top !== undefined) {
      const kept = top.wanted === 'value' ? cutLiteral(word) : undefined;
      this.#guess(kept === undefined ? 'cut-name' : 'cut-value');
      if (kept !== undefined) this.#value(kept);
      return;
    }
    const { text, repair } = looseLiteral(word);
    const isName = top?.wanted === 'name';
    if (isName || repair === 'word') this.#guess('word');
    else if (repair !== undefined) this.#note(repair);
    this.#value(isName && !text.startsWith('"') ? JSON.stringify(word) : text);
    this.#endedInNumber = /\d$/.test(text);
  }

  #value(text: string): void {
    const top = this.#top();
    if (top === undefined) return;
    if (top.wanted === 'colon') {
      this.#out.push(':');
      top.wanted = 'value';
      this.#guess('missing-value');
    }
    if (top.wanted === 'comma') this.#missingComma(top);
    if (top.wanted === 'name') {
      top.wanted = 'colon';
      top.name = { at: this.#out.length, comma: top.comma };
      top.comma = undefined;
      top.hasStrayBefore = false;
      this.#out.push(text);
    } else {
      this.#beginValue(top);
      this.#out.push(text);
    }
    this.#endedInNumber = false;
  }

  #beginValue(level: Level): void {
    if (level.wanted === 'colon') {
      this.#out.push(':');
      this.#guess('missing-value');
    } else if (level.wanted === 'comma' && this.#top() === level) {
      this.#missingComma(level);
    }
    if (this.#top() !== level) return;
    level.start = this.#out.length;
    level.comma = undefined;
    level.wanted = 'comma';
  }

  #missingComma(level: Level): void {
    this.#out.push(',');
    this.#note('missing-comma');
    level.wanted = level.close === '}' ? 'name' : 'value';
  }

  #leaveRest(): void {
    const rest = this.#text.slice(this.#at);
    if (rest.includes('\0')) this.#note('nul');
    if (!/[^\s\0]/.test(rest)) return;
    if (EMPTY_REST.test(rest)) this.#note('after-end');
    else this.#guess('after-end');
  }

  /** The text ended too early. It is certain what was meant where that was right after a whole value. */
  #closeAll(): void {
    const top = this.#top();
    if (top === undefined) return;
    if (top.wanted !== 'comma' || this.#endedInNumber) this.#isCertain = false;
    this.#note('cut-off');
    this.#isCutOff = true;
    while (this.#levels.length > 0) this.#dropOpenField();
  }

  #dropOpenField(): void {
    const level = this.#top();
    if (
      level?.close === '}' &&
      level.name !== undefined &&
      level.wanted !== 'comma' &&
      level.wanted !== 'name'
    ) {
      this.#note('cut-name');
      this.#out.length = level.name.at;
      level.comma = level.name.comma;
      level.wanted = 'comma';
    }
    this.#end();
  }

  #insertAt(index: number, text: string): void {
    this.#out[index] = text + (this.#out[index] ?? '');
  }

  #top(): Level | undefined {
    return this.#levels.at(-1);
  }

  #match(pattern: RegExp): string | undefined {
    pattern.lastIndex = this.#at;
    const found = pattern.exec(this.#text)?.[0];
    if (found !== undefined) this.#at += found.length;
    return found;
  }

  #skipOne(): string {
    this.#at += 1;
    return this.#text[this.#at - 1] ?? '';
  }

  #note(code: TextRepairCode): void {
    this.#done.add(code);
  }

  #guess(code: TextRepairCode): void {
    this.#done.add(code);
    this.#isCertain = false;
  }
}
