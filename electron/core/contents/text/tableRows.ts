import type { ContentRow } from '../../../../shared/files/contents/contentLine.ts';
import { cellsOf } from '../../../../shared/trace/import/structured/csvRows.ts';
import { cutRows } from './countLines.ts';
import { decodeText } from './decodeText.ts';
import type { LineMarks } from './lineMarks.ts';
import type { LineReader } from './lineReader.ts';
import { shownText } from './shownText.ts';
import { withoutLineEnd, type TextShape } from './textShape.ts';

const ROW_BYTES = 64 * 1024;
const CELL_CHARS = 1000;
const MOST_CELLS = 500;

/** Rows `from` (counted from 0) to `from + count - 1` of a table. Marks stand where rows begin. */
export async function readRows(
  {
    reader,
    marks,
    shape,
    sizeBytes,
  }: { reader: LineReader; marks: LineMarks; shape: TextShape; sizeBytes: number },
  from: number,
  count: number,
): Promise<ContentRow[]> {
  const rows: ContentRow[] = [];
  const last = Math.min(from + count, marks.count);
  let mark = marks.before(from + 1);
  let row = (mark?.line ?? 1) - 1;
  while (mark !== undefined && row < last) {
    const next = marks.afterOffset(mark.offset);
    if (next === undefined && !marks.isCounted) break;
    const part = await reader.bytes(mark.offset, (next?.offset ?? sizeBytes) - mark.offset);
    for (const bytes of cutRows(part, shape)) {
      if (row >= from && row < last) rows.push(rowOf(bytes, shape));
      row += 1;
    }
    mark = next;
  }
  return rows;
}

function rowOf(bytes: Buffer, shape: TextShape): ContentRow {
  const line = withoutLineEnd(bytes, shape);
  const { text } = decodeText(line.subarray(0, ROW_BYTES), shape.encoding);
  const cells = cellsOf(text, shape.separator ?? ',');
  const isCut =
    line.length > ROW_BYTES || cells.length > MOST_CELLS || cells.some(({ length }) => length > CELL_CHARS);
  const shown = cells.slice(0, MOST_CELLS).map((cell) => shownCell(cell));
  return isCut ? { cells: shown, isCut } : { cells: shown };
}

function shownCell(cell: string): string {
  return shownText(cell.slice(0, CELL_CHARS).replaceAll(/\r?\n/g, ' ⏎ '));
}
