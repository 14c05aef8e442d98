import type { ContentKind } from '../../../../shared/files/contents/contentKind.ts';
import { CsvRows } from '../../../../shared/trace/import/structured/csvRows.ts';

const SEPARATORS = [',', ';', '\t', '|'] as const;
const SAMPLE_LINES = 40;
const SAMPLE_CHARS = 64 * 1024;
/** A JSON array, and not the bracket that begins the lines of a log. */
const ARRAY = /^\[\s*(?:\]\s*$|[[{"]|(?:-?\d[\d.eE+-]*|true|false|null)\s*,)/;
const OBJECT = /^\{\s*(?:\}|")/;

export interface TextKind {
  kind: ContentKind;
  separator?: string;
}

/** What a text is, by its beginning. `name` only settles what the bytes leave open: two columns may be a table. */
export function textKind(sample: string, name: string): TextKind {
  const start = sample.trimStart();
  if (/^(?:<!doctype html|<html[\s>])/i.test(start)) return { kind: 'html' };
  if (/^<(?:\?xml\s|[a-z][\w.:-]*[\s/>])/i.test(start)) return { kind: 'xml' };
  const lines = sample.split(/\r\n|[\n\r]/);
  // The last one may be cut.
  if (lines.length > 1) lines.pop();
  const filled = lines.filter((line) => line.trim() !== '').slice(0, SAMPLE_LINES);
  if (OBJECT.test(start) || ARRAY.test(start)) return { kind: isJsonLines(filled) ? 'json-lines' : 'json' };
  const separator = separatorOf(sample, /\.(?:csv|tsv)$/i.test(name));
  return separator === undefined ? { kind: 'text' } : { kind: 'csv', separator };
}

function isJsonLines(lines: readonly string[]): boolean {
  return lines.length > 1 && lines.every((line) => isJson(line));
}

function isJson(line: string): boolean {
  try {
    JSON.parse(line);
    return true;
  } catch {
    // It goes on in the next line, or is none.
    return false;
  }
}

/** How many cells the first rows have. The last row of a long sample may be cut. */
function cellCounts(sample: string, separator: string): number[] {
  const counts: number[] = [];
  const rows = new CsvRows(separator, ({ cells }) => counts.push(cells.length));
  rows.text(sample.slice(0, SAMPLE_CHARS));
  if (sample.length <= SAMPLE_CHARS) rows.end();
  return counts.slice(0, SAMPLE_LINES);
}

/** The separator by which all lines have as many cells. */
function separatorOf(sample: string, isNamedTable: boolean): string | undefined {
  const least = isNamedTable ? 2 : 3;
  let best: { separator: string; cells: number } | undefined;
  for (const separator of SEPARATORS) {
    const counts = cellCounts(sample, separator);
    const [first = 0] = counts;
    const agreeing = counts.filter((count) => count === first).length;
    const isTable = first >= least && agreeing >= counts.length * (isNamedTable ? 0.8 : 0.95);
    if (isTable && (counts.length > 1 || isNamedTable) && first > (best?.cells ?? 0))
      best = { separator, cells: first };
  }
  return best?.separator;
}
