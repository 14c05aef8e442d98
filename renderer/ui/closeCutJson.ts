/**
 * A JSON text whose end is missing, with everything that is open closed: the text in which it was cut as well, while a
 * number, a word or a name of which only a part is there is left out. Nothing where the text does not begin as an
 * object or a list.
 */
export function closeCutJson(text: string): string | undefined {
  const { open, safe, cutString } = scan(text);
  if (safe === 0) return undefined;
  const closing = open.toReversed().join('');
  if (cutString === undefined) return text.slice(0, safe) + closing;
  // Neither half an escape nor half a character stays.
  const head = text
    .slice(0, cutString)
    .replace(/\\(?:u[0-9a-fA-F]{0,3})?$/, (part, at: number) => (isEscaped(text, at) ? part : ''));
  return `${head.toWellFormed()}"${closing}`;
}

interface Scan {
  open: string[];
  /** Up to here values are whole. */
  safe: number;
  /** The text ends inside of a string that is a value: where it ends. */
  cutString: number | undefined;
}

function scan(text: string): Scan {
  const open: string[] = [];
  let safe = 0;
  /** The last bracket, comma or colon. */
  let before = '';
  for (let at = 0; at < text.length; at += 1) {
    const char = text[at] ?? '';
    if (char === '"') {
      const end = stringEnd(text, at);
      if (end === -1) {
        const isValue = before === ':' || (open.at(-1) === ']' && (before === ',' || before === '['));
        return { open, safe, cutString: isValue ? text.length : undefined };
      }
      at = end;
      continue;
    }
    if (!/[[\]{},:]/.test(char)) continue;
    before = char;
    if (char === '{' || char === '[') open.push(char === '{' ? '}' : ']');
    if (char === '}' || char === ']') open.pop();
    if (char === ',') safe = at;
    else if (char !== ':') safe = at + 1;
  }
  return { open, safe, cutString: undefined };
}

/** Where a string ends that begins at `from`; -1 where it does not. */
function stringEnd(text: string, from: number): number {
  let end = text.indexOf('"', from + 1);
  while (end !== -1 && isEscaped(text, end)) end = text.indexOf('"', end + 1);
  return end;
}

/** An odd number of backslashes stands before it. */
function isEscaped(text: string, at: number): boolean {
  let first = at;
  while (text[first - 1] === '\\') first -= 1;
  return (at - first) % 2 === 1;
}
