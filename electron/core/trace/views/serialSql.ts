import type { TextPattern } from '../../../../shared/trace/filter/textPattern.ts';
import { isPlain, likeInside, likePattern } from './likePattern.ts';
import type { SqlParams } from './sqlParams.ts';

/** Asked for of serial records only: SQLite ends a statement at JSON that is none. */
const field = (name: 'port' | 'meaning'): string =>
  `CASE WHEN kind = 'serial' AND json_valid(payload) AND json_type(payload, '$.${name}') = 'text'` +
  ` THEN json_extract(payload, '$.${name}') END`;

/** Whether the driver has said what a record means. */
export const IS_UNDERSTOOD = `${field('meaning')} IS NOT NULL`;

/** The text is in what the driver understood. Most payloads need not be read as JSON to know that it is not. */
export function meaningHas(pattern: TextPattern, params: SqlParams): string {
  const like = params.bind(likeInside(pattern));
  return (
    `kind = 'serial' AND payload IS NOT NULL AND (payload LIKE ${like} ESCAPE '\\' OR instr(payload, '\\') > 0)` +
    ` AND coalesce(${field('meaning')} LIKE ${like} ESCAPE '\\', 0)`
  );
}

/** The path, or the end of it behind a slash. */
export function portIs(pattern: TextPattern, params: SqlParams): string {
  const like = likePattern(pattern);
  const [whole, end] = [params.bind(like), params.bind(`%/${like}`)];
  const port = field('port');
  return `coalesce(${port} LIKE ${whole} ESCAPE '\\' OR ${port} LIKE ${end} ESCAPE '\\', 0)`;
}

/**
 * Serial records whose bytes LIKE cannot compare, since it ends at a NUL, although the text may stand in them: bytes are asked for by
 * their digits, where a letter of either case has the same second digit.
 */
export function serialDoubt(pattern: TextPattern, params: SqlParams): string {
  const digits = params.bind(`%${pattern.pieces.map(digitsOf).join('%')}%`);
  return (
    `(kind = 'serial' AND (CASE typeof(raw) WHEN 'blob' THEN hex(raw) LIKE ${digits} ELSE instr(raw, char(0)) > 0 END` +
    String.raw` OR coalesce(instr(payload, '\u0000'), 0) > 0))`
  );
}

/** Only of what LIKE itself could compare is more known than that there is something. */
function digitsOf(piece: string): string {
  if (!isPlain({ text: piece, pieces: [piece] })) return '%';
  return Array.from(piece, (char) => {
    const code = char.charCodeAt(0);
    if (code > 0x7f) return '%';
    const hex = code.toString(16).padStart(2, '0');
    return /[a-z]/i.test(char) ? `_${hex.charAt(1)}` : hex;
  }).join('');
}
