import type { ExportedRecord, ExportFormat } from '../traceWriter.ts';

/**
 * One frame a line. A line break of a pretty-printed frame becomes a space: in a frame that is JSON it can only stand
 * between two values, so that the line says the same.
 */
export const framesFormat: ExportFormat = {
  id: 'frames',
  name: 'plain JSON lines, one frame a line and nothing else',
  extension: '.jsonl',
  contentType: 'application/x-ndjson',
  leavesOut:
    'whatever is not a JSON frame: connections, notes, what crossed a service port, SOAP messages and damaged frames',
  open() {
    let leftOut = 0;
    return {
      head: () => '',
      record(record) {
        const line = frameLine(record);
        if (line === undefined) leftOut += 1;
        return line === undefined ? '' : `${line}\n`;
      },
      tail: () => '',
      get leftOut() {
        return leftOut;
      },
    };
  },
};

function frameLine({ kind, raw }: ExportedRecord): string | undefined {
  if (kind === 'serial' || typeof raw !== 'string' || !/^\s*\[/.test(raw)) return undefined;
  try {
    JSON.parse(raw);
  } catch {
    // Damaged: a reader of JSON lines would stop at it.
    return undefined;
  }
  return raw.replaceAll(/[\r\n]+/g, ' ').trim();
}
