const ESCAPE = '\u001B';

/** Colours of a terminal: as they are, and as rsyslog (`#033`) and `cat -v` (`^[`) write the escape character. */
const COLOURS = new RegExp(String.raw`(?:${ESCAPE}|#033|\^\[)\[[\d;]*m`, 'g');

/** The line as a terminal shows it. Colours were never on the wire. */
export function withoutColours(line: string): string {
  const hasSome = line.includes(ESCAPE) || line.includes('#033[') || line.includes('^[[');
  return hasSome ? line.replace(COLOURS, '') : line;
}
