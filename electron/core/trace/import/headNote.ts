import type { ImportReport } from '../../../../shared/trace/import/importReport.ts';
import { noteRecord, type StoredRecord } from '../store/storedRecord.ts';

/** The first record of an imported session: where it comes from, and what was found there. */
export function headNote(
  report: ImportReport,
  seq: number,
  changedAt: number,
): { at: number; record: StoredRecord } {
  const at = report.first ?? changedAt;
  return { at, record: noteRecord({ seq, at, stationId: '', raw: noteText(report) }) };
}

function noteText(report: ImportReport): string {
  const { frames, calls, results, errors, sends, damaged, notes } = report;
  return [
    `Imported from ${report.fileName} (${report.sizeBytes} bytes, SHA-256 ${report.sha256 ?? 'unknown'}).`,
    `Format: ${report.format.name}${report.isCompressed ? ', packed with gzip' : ''}; ${report.encoding}.`,
    `${frames} frames: ${calls} calls, ${results} results, ${errors} errors, ${sends} sends; ${damaged} damaged frames; ${notes} notes.`,
    `Time: ${clockSentence(report)}`,
    ...(report.copies > 0 ? [`Copies: ${report.copies}; ${copiesSentence(report)}.`] : []),
    ...(report.isReversed ? ['The file was newest first; its order was turned round.'] : []),
    ...(report.hint === undefined ? [] : [report.hint]),
  ].join('\n');
}

/** What became of what the file shows more than once. */
export function copiesSentence({ format }: Pick<ImportReport, 'format'>): string {
  return format.id.startsWith('pcap')
    ? 'packets that bring again what an earlier one brought; each was read once'
    : 'messages that the log shows again; each was read once, and the line that shows it again is a note';
}

/** How the times of the file were read, in words. */
export function clockSentence({ clock, offsetMs, offsetFrom, withoutTime }: ImportReport): string {
  const missing = withoutTime === 0 ? '' : ` ${withoutTime} records have no time of their own.`;
  switch (clock) {
    case 'none':
      return 'the file gives none.';
    case 'explicit':
      return `with a zone in the file.${missing}`;
    default:
      return `local time, ${offsetWords(offsetMs, offsetFrom)}.${missing}`;
  }
}

function offsetWords(offsetMs: number | undefined, offsetFrom: ImportReport['offsetFrom']): string {
  if (offsetMs === undefined) return 'read in the zone of this computer';
  const how = offsetFrom === 'learnt' ? 'learnt from the times in answers' : 'as chosen';
  return `UTC${offsetText(offsetMs)}, ${how}`;
}

/** `+02:00`. */
export function offsetText(offsetMs: number): string {
  const minutes = Math.round(Math.abs(offsetMs) / 60_000);
  const two = (value: number): string => String(value).padStart(2, '0');
  return `${offsetMs < 0 ? '-' : '+'}${two(Math.floor(minutes / 60))}:${two(minutes % 60)}`;
}
