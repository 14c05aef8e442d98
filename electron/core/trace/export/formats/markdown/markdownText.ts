/** Characters that mean something to a tracker: markup, HTML, mentions, references to issues. */
const MARKUP = /[\\`*_{}[\]<>()#+!|~@$&^=:%-]/;

/**
 * Text on one line of Markdown. What might be taken for markup, a mention (`@name`) or a reference (`#12`) stands in a
 * code span, where trackers look for neither.
 */
export function markdownText(text: string): string {
  const line = oneLine(text);
  // Most words hold a hyphen or a colon at most, which means nothing inside of a line.
  return MARKUP.test(line.replaceAll(/(?<=\w)[-:](?=[\w ])|[()](?=\w|\s|$)|:$/g, '')) ? codeSpan(line) : line;
}

/** The same for a cell of a table, which a bar would end even in a code span. */
export function markdownCell(text: string): string {
  return markdownText(text).replaceAll('|', String.raw`\|`);
}

/** A fence that no line of the text can close. */
export function fenced(text: string, language: string): string {
  const longest = Math.max(2, ...[...text.matchAll(/`+/g)].map(([ticks]) => ticks.length));
  const fence = '`'.repeat(longest + 1);
  return `${fence}${language}\n${visible(text)}\n${fence}\n`;
}

function codeSpan(line: string): string {
  const longest = Math.max(0, ...[...line.matchAll(/`+/g)].map(([ticks]) => ticks.length));
  const ticks = '`'.repeat(longest + 1);
  const pad = line.startsWith('`') || line.endsWith('`') ? ' ' : '';
  return `${ticks}${pad}${line}${pad}${ticks}`;
}

function oneLine(text: string): string {
  return visible(text).replaceAll(/\s+/g, ' ').trim();
}

/** Control characters as pictures: trackers drop them or refuse the text. */
function visible(text: string): string {
  return (
    text
      .toWellFormed()
      .replaceAll('\r\n', '\n')
      .replaceAll(/[^\P{Cc}\t\n\u007f-\u009f]/gu, (char) => String.fromCharCode(0x2400 + char.charCodeAt(0)))
      // What turns the direction of writing can make a text look like another.
      .replaceAll(/[\u202a-\u202e\u2066-\u2069]/g, '\uFFFD')
  );
}
