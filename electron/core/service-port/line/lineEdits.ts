const BACKSPACE = '\b';
const DELETE = '\x7f';
/** Ctrl-U. */
const KILL_LINE = '\x15';
/** Ctrl-W. */
const KILL_WORD = '\x17';
/** How a terminal shows that a character is taken back. */
const RUBOUT = '\b \b';

/** Whether a key takes back what was typed before it. */
export function isEdit(char: string): boolean {
  return char === BACKSPACE || char === DELETE || char === KILL_LINE || char === KILL_WORD;
}

/** A line as it was meant, of what was typed or of its echo: with everything taken back that was. */
export function editedLine(typed: string): string {
  if (!Array.from(typed).some(isEdit)) return typed;
  let line = '';
  for (const char of typed.replaceAll(RUBOUT, DELETE)) {
    if (char === BACKSPACE || char === DELETE) line = line.slice(0, -1);
    else if (char === KILL_LINE) line = '';
    else if (char === KILL_WORD) line = line.replace(/\S*\s*$/, '');
    else line += char;
  }
  return line;
}
