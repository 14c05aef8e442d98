import { EXPORT_FORMATS, type ExportFormatId } from '../../../../shared/trace/exportFormat.ts';
import { csvFormat } from './formats/csvFormat.ts';
import { framesFormat } from './formats/framesFormat.ts';
import { harFormat } from './formats/har/harFormat.ts';
import { kerbsideFormat } from './formats/kerbside/kerbsideFormat.ts';
import { htmlFormat } from './formats/html/htmlFormat.ts';
import { jsonlFormat, strictJsonlFormat } from './formats/jsonlFormats.ts';
import { markdownFormat } from './formats/markdown/markdownFormat.ts';
import { mermaidFormat } from './formats/mermaidFormat.ts';
import { pcapngFormat } from './formats/pcapng/pcapngFormat.ts';
import type { ExportFormat } from './traceWriter.ts';

const FORMATS: Record<ExportFormatId, ExportFormat> = {
  jsonl: jsonlFormat,
  'jsonl-strict': strictJsonlFormat,
  html: htmlFormat,
  markdown: markdownFormat,
  mermaid: mermaidFormat,
  frames: framesFormat,
  csv: csvFormat,
  har: harFormat,
  pcapng: pcapngFormat,
  kerbside: kerbsideFormat,
};

export function exportFormat(id: ExportFormatId): ExportFormat {
  return FORMATS[id];
}

/** In the order in which they are offered. */
export function exportFormats(): ExportFormat[] {
  return EXPORT_FORMATS.map(exportFormat);
}

/** A sentence about what an export could not carry; nothing where it carries everything. */
export function leftOutSentence(format: ExportFormat, leftOut: number): string | undefined {
  if (leftOut === 0) return undefined;
  const what = format.leavesOut === undefined ? '' : ` It has none for ${format.leavesOut}.`;
  const left = leftOut === 1 ? '1 record was' : `${leftOut} records were`;
  return `${left} left out, since the format has no place for them.${what}`;
}
