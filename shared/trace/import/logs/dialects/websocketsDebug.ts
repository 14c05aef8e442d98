import type { LineHead } from '../lineFacts.ts';

/** `[websockets.server] < TEXT '…' [165 bytes]`: `<` came in, `>` went out; the text is Python's, between its quotes. */
const SHOWN = /\bwebsockets\.\w+\b.{0,60}?([<>]) TEXT (['"])(.*)\2 \[(\d+) bytes(?:, continued)?\]/;

/** The frame that a line of the Python library `websockets` shows: always a copy where another logger shows it too. */
export function shownByWebsockets(line: string): LineHead | undefined {
  const match = SHOWN.exec(line);
  if (match === null) return undefined;
  const raw = unescaped(match[3] ?? '');
  if (!/^\s*\[\s*[2-6]/.test(raw)) return { isProse: true };
  return {
    word: match[1] === '<' ? 'received' : 'sent',
    copy: { raw, bytes: Number(match[4]) },
  };
}

const ESCAPES: Readonly<Record<string, string>> = { n: '\n', r: '\r', t: '\t' };

/** Python's `repr` of a text, read back. */
function unescaped(text: string): string {
  if (!text.includes('\\')) return text;
  return text.replaceAll(
    /\\(?:x([\da-f]{2})|u([\da-f]{4})|(.))/g,
    (_, byte?: string, unit?: string, other = '') => {
      const hex = byte ?? unit;
      return hex === undefined
        ? (ESCAPES[other as string] ?? (other as string))
        : String.fromCharCode(parseInt(hex, 16));
    },
  );
}
