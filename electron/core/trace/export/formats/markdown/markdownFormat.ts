import { durationText } from '../../../../../../shared/trace/sequence/mermaid.ts';
import { isAnswer } from '../../../../../../shared/trace/record.ts';
import { worstSeverity } from '../../../../../../shared/trace/issue.ts';
import { toTraceRow } from '../../../store/readRecord.ts';
import { exportHead, iso, number, type ExportHead } from '../exportHead.ts';
import { nameOf } from '../recordName.ts';
import type { ExportContext, ExportedRecord, ExportFormat, TraceWriter } from '../../traceWriter.ts';
import { fenced, markdownCell, markdownText } from './markdownText.ts';

/** GitHub takes 65,536 characters of one text, GitLab a million; a text that is cut by them loses its end unseen. */
const MOST_CHARS = 60_000;
/** Of one frame: the first ones of a report shall not push out all others. */
const FRAME_CHARS = 4000;
const SIGNS = { error: '✕', warning: '⚠', info: 'ⓘ' } as const;

export const markdownFormat: ExportFormat = {
  id: 'markdown',
  name: 'Markdown for an issue tracker or a mail',
  extension: '.md',
  contentType: 'text/markdown; charset=utf-8',
  leavesOut: `more than ${number(MOST_CHARS)} characters, the most that trackers take`,
  wantsSurvey: true,
  open: (context) => new MarkdownWriter(context),
};

/** The table comes before the frames, so both are kept until the end; together they are never longer than the text. */
class MarkdownWriter implements TraceWriter {
  leftOut = 0;
  readonly #head: string;
  readonly #hasStations: boolean;
  #left: number;
  #table = '';
  #frames = '';
  #framesLeftOut = 0;

  constructor(context: ExportContext) {
    const head = exportHead(context);
    this.#hasStations = head.stations.length > 1;
    this.#head = headText(head);
    this.#left = MOST_CHARS - this.#head.length - 600;
  }

  head(): string {
    return this.#head;
  }

  record(record: ExportedRecord): string {
    const row = this.#row(record);
    if (this.leftOut > 0 || row.length > this.#left) {
      this.leftOut += 1;
      return '';
    }
    this.#table += row;
    this.#left -= row.length;
    this.#addFrame(record);
    return '';
  }

  /** A frame that does not fit any more is left out before a line of the table is. */
  #addFrame(record: ExportedRecord): void {
    const frame = frameText(record);
    if (frame === '') return;
    if (this.#framesLeftOut > 0 || frame.length > this.#left - MOST_CHARS / 4) {
      this.#framesLeftOut += 1;
      return;
    }
    this.#frames += frame;
    this.#left -= frame.length;
  }

  tail(): string {
    const columns = this.#hasStations
      ? '| # | Time (UTC) | | Station | Message | What | |'
      : '| # | Time (UTC) | | Message | What | |';
    const rule = columns.replaceAll(/\| [^|]*(?=\|)/g, '|---').replaceAll('| |', '|---|');
    const table = this.#table === '' ? '' : `\n${columns}\n${rule}\n${this.#table}`;
    const frames =
      this.#frames === ''
        ? ''
        : `\n<details>\n<summary>Frames as they were on the wire</summary>\n\n${this.#frames}</details>\n`;
    return `${table}${this.#remarks()}${frames}`;
  }

  #remarks(): string {
    const remarks = [
      this.leftOut === 0
        ? undefined
        : `${number(this.leftOut)} more records are left out: a text for a tracker may not be longer. The session file or an HTML export has them.`,
      this.#framesLeftOut === 0
        ? undefined
        : `The frames of ${number(this.#framesLeftOut)} of the listed records are left out for the same reason.`,
    ].filter((remark) => remark !== undefined);
    return remarks.length === 0 ? '' : `\n${remarks.join('\n\n')}\n`;
  }

  #row(record: ExportedRecord): string {
    const { seq, at, direction, stationId, kind, latencyMs, isMarked, issues } = record;
    const worst = worstSeverity(issues);
    const cells = [
      `${isMarked === true ? '★ ' : ''}${seq}`,
      iso(at).slice(0, 23).replace('T', ' '),
      direction === 'in' ? '→' : '←',
      ...(this.#hasStations ? [markdownCell(stationId)] : []),
      markdownCell(nameOf(record)),
      markdownCell(toTraceRow(record).summary),
      [
        latencyMs !== undefined && isAnswer(kind) ? durationText(latencyMs) : '',
        worst === undefined
          ? ''
          : `${SIGNS[worst]} ${issues
              .map(({ code }) => `\`${code}\``)
              .slice(0, 3)
              .join(' ')}`,
      ]
        .filter((part) => part !== '')
        .join(' '),
    ];
    return `| ${cells.join(' | ')} |\n`;
  }
}

function headText({ title, facts, stations, issues, remarks }: ExportHead): string {
  const lines = [`## OCPP trace: ${markdownText(title)}`, ''];
  for (const [label, value] of facts) lines.push(`- **${label}**: ${value}`);
  for (const { id, records, about } of stations) {
    const tail = about === '' ? '' : `, ${markdownText(about)}`;
    lines.push(
      `- **Station** ${markdownText(id)}: ${number(records)} ${records === 1 ? 'record' : 'records'}${tail}`,
    );
  }
  for (const remark of remarks) lines.push('', `> ${remark}`);
  if (issues.length > 0) {
    lines.push('', '### Issues', '');
    for (const { severity, code, count, firstSeq } of issues) {
      lines.push(`- ${SIGNS[severity]} ${number(count)} × \`${code}\`, first in record ${firstSeq}`);
    }
  }
  lines.push('', '### Messages', '', '→ from the station, ← to it.', '');
  return lines.join('\n');
}

function frameText(record: ExportedRecord): string {
  const { seq, direction, raw, issues, kind } = record;
  if (kind === 'connect' || kind === 'disconnect' || raw.length === 0) return '';
  const title = `**${seq}** ${direction === 'in' ? '→' : '←'} ${markdownText(nameOf(record))}`;
  const told = issues
    .map(({ severity, message }) => `- ${SIGNS[severity]} ${markdownText(message)}\n`)
    .join('');
  if (typeof raw !== 'string') return `${title}\n\n${told}${raw.length} bytes that are no text.\n\n`;
  const language =
    kind === 'note' ? 'text' : /^\s*[[{]/.test(raw) ? 'json' : /^\s*</.test(raw) ? 'xml' : 'text';
  const cut =
    raw.length > FRAME_CHARS
      ? `\n\nThe other ${number(raw.length - FRAME_CHARS)} characters are left out.`
      : '';
  return `${title}\n\n${told}${told === '' ? '' : '\n'}${fenced(raw.slice(0, FRAME_CHARS), language)}${cut}\n`;
}
