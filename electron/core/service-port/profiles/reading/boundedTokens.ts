import { Lexer, Parser, type CST, type LineCounter } from 'yaml';

/** Names, values, signs and what stands between them. Profiles have one for two characters or more, so it is the largest file with nothing but that. */
const MOST_PARTS = 60_000;
/** Parts within parts, names and values counted, too: the deepest profile known has nine. */
const DEEPEST = 50;
/** Further ones are not told of. */
const MOST_ERRORS = 20;

/** From `offset` on a text is nothing that is worth reading. */
export class Overgrown extends Error {
  readonly offset: number;

  constructor(offset: number, message: string) {
    super(message);
    this.offset = offset;
  }
}

/**
 * A text in YAML as the tokens of which documents are composed, with the beginnings of its lines in `lines`. It ends after many errors. Throws
 * `Overgrown`: over some texts of a few kB the composer sits for minutes, or goes down too many levels, with the core standing still.
 */
export function* boundedTokens(text: string, lines: LineCounter): Generator<CST.Token> {
  const parser = new Parser(lines.addNewLine);
  lines.addNewLine(0);
  let parts = 0;
  let errors = 0;
  for (const part of new Lexer().lex(text)) {
    parts += 1;
    if (parts > MOST_PARTS) throw new Overgrown(parser.offset, TOO_MANY);
    if (parser.stack.length > DEEPEST) throw new Overgrown(parser.offset, TOO_DEEP);
    for (const token of parser.next(part)) {
      yield token;
      if (token.type === 'error') errors += 1;
    }
    if (errors >= MOST_ERRORS) return;
  }
  yield* parser.end();
}

const TOO_MANY = `Up to here the file has ${MOST_PARTS} names, values and signs; it is no profile of a device.`;
const TOO_DEEP = 'Here the file is nested deeper than anything in a profile; it is no profile of a device.';
