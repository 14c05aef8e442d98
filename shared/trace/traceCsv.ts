/**
 * The table of records that spreadsheet programs open, and that comes back without loss: RFC 4180, UTF-8 with a byte
 * order mark, one record a row.
 *
 * - `time` is UTC in ISO 8601; `localTime` is the same moment by the clock of the machine that exported, in the form
 *   that spreadsheet programs take for a time. Where they differ, `time` counts.
 * - `direction` is `in` or `out`, `transport` is `json` or `soap`, `marked` is `yes` or empty.
 * - `issues` is for people, one a line; `issueDetails` is the same as JSON.
 * - `raw` is the frame as on the wire, or base64 where `rawEncoding` says so. `payload` is what SOAP's XML says, as JSON.
 */
export const TRACE_CSV_COLUMNS = [
  'seq',
  'time',
  'localTime',
  'station',
  'version',
  'transport',
  'direction',
  'kind',
  'action',
  'messageId',
  'pairSeq',
  'latencyMs',
  'sizeBytes',
  'issues',
  'summary',
  'about',
  'marked',
  'rawEncoding',
  'raw',
  'payload',
  'issueDetails',
] as const;
export type TraceCsvColumn = (typeof TRACE_CSV_COLUMNS)[number];

/** What spreadsheet programs take for the beginning of a formula, the wide forms of Japanese keyboards too. */
const FORMULA = /^[=+\-@\t\r\n＝＋－＠]/;
const GUARD = "'";

/**
 * Text of a charger as a cell that no spreadsheet program calculates with: `'` goes before what would begin a formula,
 * and before a `'` of the text's own, so that `unguardedText` gives the text back.
 */
export function guardedText(text: string): string {
  return FORMULA.test(text) || text.startsWith(GUARD) ? GUARD + text : text;
}

/** The text of a cell that `guardedText` made. */
export function unguardedText(cell: string): string {
  return cell.startsWith(GUARD) ? cell.slice(GUARD.length) : cell;
}
