import { assertNever } from '../../assertNever.ts';
import type { FilterError, FilterNode, FilterTerm, Place } from './filterNode.ts';
import { FilterProblem } from './filterProblem.ts';
import { filterTokens, type FilterToken, type ValueToken } from './filterTokens.ts';
import { readKeyTerm, readPathTerm } from './readTerm.ts';
import { literalPattern, wildcardPattern } from './textPattern.ts';

export type ParsedFilter = { readonly node: FilterNode } | { readonly error: FilterError };

/** Deeper brackets are a slip of the keyboard, and would exhaust the stack. */
const MAX_DEPTH = 60;

/** Reads a query. Never throws: what is wrong is a value, with the place where it is. */
export function parseFilter(query: string): ParsedFilter {
  try {
    return { node: new Parser(query).parse() };
  } catch (error) {
    if (error instanceof FilterProblem) return { error: error.error };
    throw error;
  }
}

/** A term of this token alone; `and`, `or`, `not` and bare keywords have a meaning of their own only without quotes. */
function keywordOf(token: FilterToken | undefined): string | undefined {
  return token?.type === 'word' && !token.value.isQuoted ? token.value.text.toLowerCase() : undefined;
}

function wordTerm(value: ValueToken): FilterTerm {
  const keyword = value.isQuoted ? '' : value.text.toLowerCase();
  if (keyword === 'unanswered' || keyword === 'marked' || keyword === 'understood') return { key: keyword };
  const pattern = value.isQuoted ? literalPattern(value.text) : wildcardPattern(value.text);
  return { key: 'text', pattern };
}

/** `or` binds less than what stands side by side, `not` and `-` bind most. */
class Parser {
  readonly #query: string;
  readonly #tokens: readonly FilterToken[];
  #at = 0;
  #depth = 0;

  constructor(query: string) {
    this.#query = query;
    this.#tokens = filterTokens(query);
  }

  parse(): FilterNode {
    if (this.#tokens.length === 0) return { type: 'all', from: 0, to: this.#query.length };
    const node = this.#or();
    const rest = this.#tokens[this.#at];
    if (rest !== undefined) {
      throw new FilterProblem('This bracket closes nothing. To find it as text, put it in quotes.', rest);
    }
    return node;
  }

  #or(): FilterNode {
    const parts = [this.#and()];
    while (keywordOf(this.#tokens[this.#at]) === 'or') {
      this.#at += 1;
      parts.push(this.#and());
    }
    return joined('or', parts);
  }

  #and(): FilterNode {
    const parts = [this.#unary()];
    for (;;) {
      const token = this.#tokens[this.#at];
      const keyword = keywordOf(token);
      if (token === undefined || token.type === 'close' || keyword === 'or') return joined('and', parts);
      if (keyword === 'and') this.#at += 1;
      parts.push(this.#unary());
    }
  }

  #unary(): FilterNode {
    const token = this.#next();
    const keyword = keywordOf(token);
    if (token.type === 'minus' || keyword === 'not') {
      return this.#deeper(token, () => {
        const part = this.#unary();
        return { type: 'not', part, from: token.from, to: part.to };
      });
    }
    if (keyword === 'and' || keyword === 'or') {
      throw new FilterProblem(
        `Before “${keyword}” something is missing. To find the word itself, put it in quotes.`,
        token,
      );
    }
    return this.#primary(token);
  }

  #primary(token: FilterToken): FilterNode {
    const { from, to } = token;
    switch (token.type) {
      case 'open':
        return this.#deeper(token, () => this.#group(token));
      case 'word':
        return { type: 'term', term: wordTerm(token.value), from, to };
      case 'key':
        return { type: 'term', term: readKeyTerm(token, this.#query), from, to };
      case 'path':
        return { type: 'term', term: readPathTerm(token), from, to };
      case 'close':
        throw new FilterProblem('Nothing stands between these brackets, or before this one.', token);
      case 'minus':
        throw new FilterProblem('Behind “-” stands what shall not match.', token);
      default:
        return assertNever(token);
    }
  }

  #group(open: Place): FilterNode {
    const node = this.#or();
    const close = this.#tokens[this.#at];
    if (close === undefined) {
      throw new FilterProblem('This bracket is not closed. To find it as text, put it in quotes.', open);
    }
    this.#at += 1;
    return { ...node, from: open.from, to: close.to };
  }

  #deeper(place: Place, read: () => FilterNode): FilterNode {
    this.#depth += 1;
    if (this.#depth > MAX_DEPTH) {
      throw new FilterProblem('There are too many brackets inside each other.', place);
    }
    const node = read();
    this.#depth -= 1;
    return node;
  }

  #next(): FilterToken {
    const token = this.#tokens[this.#at];
    this.#at += 1;
    if (token !== undefined) return token;
    const before = this.#tokens[this.#at - 2];
    const what = before === undefined ? '' : ` behind “${this.#query.slice(before.from, before.to)}”`;
    throw new FilterProblem(`Something is missing${what} at the end.`, {
      from: before?.from ?? 0,
      to: this.#query.length,
    });
  }
}

function joined(type: 'and' | 'or', parts: readonly FilterNode[]): FilterNode {
  const [first] = parts;
  const last = parts.at(-1);
  if (first === undefined || last === undefined) return { type: 'all', from: 0, to: 0 };
  return parts.length === 1 ? first : { type, parts, from: first.from, to: last.to };
}
