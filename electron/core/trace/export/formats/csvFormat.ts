import type { Issue } from '../../../../../shared/trace/issue.ts';
import { guardedText, TRACE_CSV_COLUMNS, type TraceCsvColumn } from '../../../../../shared/trace/traceCsv.ts';
import { rawText, toTraceRow } from '../../store/readRecord.ts';
import type { ExportedRecord, ExportFormat } from '../traceWriter.ts';

/** Without it some spreadsheet programs read UTF-8 as the code page of the machine. */
const BYTE_ORDER_MARK = '\uFEFF';
const LINE_END = '\r\n';

export const csvFormat: ExportFormat = {
  id: 'csv',
  name: 'CSV, a table for spreadsheet programs',
  extension: '.csv',
  contentType: 'text/csv; charset=utf-8; header=present',
  carriesNotes: true,
  open: () => ({
    head: () => BYTE_ORDER_MARK + TRACE_CSV_COLUMNS.join(',') + LINE_END,
    record(record) {
      const cells = cellsOf(record);
      return TRACE_CSV_COLUMNS.map((column) => cell(cells[column])).join(',') + LINE_END;
    },
    tail: () => '',
    leftOut: 0,
  }),
};

type Cell = string | number | undefined;

function cellsOf(record: ExportedRecord): Record<TraceCsvColumn, Cell> {
  const { raw, rawEncoding } = rawText(record.raw);
  const { issues } = record;
  return {
    seq: record.seq,
    time: new Date(record.at).toISOString(),
    localTime: localTime(record.at),
    station: record.stationId,
    version: record.version,
    transport: record.transport ?? 'json',
    direction: record.direction,
    kind: record.kind,
    action: record.action,
    messageId: record.messageId,
    pairSeq: record.pairSeq,
    latencyMs: record.latencyMs,
    sizeBytes: record.sizeBytes,
    issues: issues.map(issueLine).join('\n'),
    summary: toTraceRow(record).summary,
    about: record.aboutSeq,
    marked: record.isMarked === true ? 'yes' : undefined,
    rawEncoding: rawEncoding === 'text' ? undefined : rawEncoding,
    raw,
    payload: record.payload,
    issueDetails: issues.length === 0 ? undefined : JSON.stringify(issues),
  };
}

function issueLine({ severity, code, message, path }: Issue): string {
  return `${severity} ${code}${path === undefined ? '' : ` ${path}`}: ${message}`;
}

function localTime(at: number): string {
  const time = new Date(at);
  const two = (value: number): string => String(value).padStart(2, '0');
  const day = [time.getFullYear(), two(time.getMonth() + 1), two(time.getDate())].join('-');
  const clock = [time.getHours(), time.getMinutes(), time.getSeconds()].map(two).join(':');
  return `${day} ${clock}.${String(time.getMilliseconds()).padStart(3, '0')}`;
}

/** Quoted where RFC 4180 §2.6 wants it, and where spaces at the ends might be taken for layout. */
const NEEDS_QUOTES = /[",\r\n]|^\s|\s$/;

function cell(value: Cell): string {
  if (value === undefined) return '';
  if (typeof value === 'number') return String(value);
  const text = guardedText(value);
  return NEEDS_QUOTES.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}
