/** What a character of the drawing's text takes, roughly: a drawing is made where no font can be measured. */
const CHAR_PX = 6.5;

/** How wide a text is, about. */
export function textPx(text: string): number {
  return text.length * CHAR_PX;
}

export function charsIn(widthPx: number): number {
  return Math.max(4, Math.floor(widthPx / CHAR_PX));
}

/** The text in one line, cut where there is no room for all of it. */
export function fitted(text: string, widthPx: number): string {
  const room = charsIn(widthPx);
  const line = text.replaceAll(/\s+/g, ' ').trim();
  return line.length <= room ? line : `${line.slice(0, room - 1).toWellFormed()}…`;
}

/** The text in lines, broken between words; what does not fit into so many lines is cut. */
export function wrapped(text: string, widthPx: number, maxLines: number): string[] {
  const room = charsIn(widthPx);
  const lines: string[] = [];
  let line = '';
  // A word longer than a line is broken anywhere.
  const words = text.split(/\s+/).flatMap((word) => word.match(new RegExp(`.{1,${room}}`, 'gu')) ?? []);
  for (const word of words) {
    if (line !== '' && line.length + 1 + word.length > room) {
      lines.push(line);
      line = word;
    } else line = line === '' ? word : `${line} ${word}`;
  }
  lines.push(line);
  if (lines.length <= maxLines) return lines;
  const kept = lines.slice(0, maxLines);
  return [...kept.slice(0, -1), `${kept.at(-1) ?? ''} …`];
}
