import { durationText } from '../../../../../../shared/trace/sequence/mermaid.ts';
import { isAnswer } from '../../../../../../shared/trace/record.ts';
import { worstSeverity, type Issue } from '../../../../../../shared/trace/issue.ts';
import { toTraceRow } from '../../../store/readRecord.ts';
import type { ExportedRecord } from '../../traceWriter.ts';
import { iso, number } from '../exportHead.ts';
import { nameOf } from '../recordName.ts';
import { htmlText } from './htmlText.ts';

const SIGNS = { error: '✕', warning: '⚠', info: 'ⓘ' } as const;
/** Of a frame; the beginning shows what it is, and the session has all of it. */
const RAW_CHARS = 16_384;
const HEX_BYTES = 1024;

/** One record as a line that opens. */
export function htmlRow(record: ExportedRecord): string {
  const { seq, at, stationId, direction, kind, isMarked, latencyMs, issues } = record;
  const worst = worstSeverity(issues);
  const latency = latencyMs !== undefined && isAnswer(kind) ? durationText(latencyMs) : '';
  const sign = worst === undefined ? '' : `${SIGNS[worst]}${issues.length > 1 ? ` ${issues.length}` : ''}`;
  const classes = [direction, classOf(record), worst ?? ''].filter((name) => name !== '').join(' ');
  const flags = `${worst === undefined ? '' : ' data-i'}${isMarked === true ? ' data-m' : ''}`;
  return (
    `<details id="r${seq}" class="${classes}"${flags}><summary><i>${isMarked === true ? '★ ' : ''}${seq}</i>` +
    `<time>${iso(at).slice(11, 23)}</time><b>${direction === 'in' ? '→' : '←'}</b><u>${htmlText(stationId)}</u>` +
    `<strong>${htmlText(nameOf(record))}</strong><span>${htmlText(toTraceRow(record).summary)}</span>` +
    `<em>${latency}</em><small>${sign}</small></summary><div class="b">${linksOf(record)}${issueItems(issues)}` +
    `${rawOf(record)}</div></details>\n`
  );
}

function classOf({ kind }: ExportedRecord): string {
  switch (kind) {
    case 'result':
      return 'a';
    case 'error':
    case 'resultError':
      return 'a f';
    case 'malformed':
      return 'f';
    case 'note':
      return 'n';
    case 'connect':
    case 'disconnect':
      return 'l';
    default:
      return '';
  }
}

function linksOf({ kind, pairSeq, aboutSeq, messageId, at }: ExportedRecord): string {
  const parts = [iso(at)];
  if (messageId !== undefined) parts.push(`message id ${htmlText(messageId)}`);
  if (pairSeq !== undefined) {
    parts.push(`<a href="#r${pairSeq}">${isAnswer(kind) ? 'the call' : 'the answer'}, record ${pairSeq}</a>`);
  } else if (kind === 'call') parts.push('no answer');
  if (aboutSeq !== undefined) parts.push(`about <a href="#r${aboutSeq}">record ${aboutSeq}</a>`);
  return `<p>${parts.join(' · ')}</p>`;
}

function issueItems(issues: readonly Issue[]): string {
  if (issues.length === 0) return '';
  const items = issues.map(({ severity, message, path, clause }) => {
    const where = path === undefined ? '' : ` <code>${htmlText(path)}</code>`;
    const rule = clause === undefined ? '' : ` (${htmlText(clause)})`;
    return `<li class="${severity}">${SIGNS[severity]} ${htmlText(message)}${where}${rule}</li>`;
  });
  return `<ul>${items.join('')}</ul>`;
}

function rawOf({ raw, payload }: ExportedRecord): string {
  const own = typeof raw === 'string' ? pre(raw) : bytesOf(raw);
  return payload === undefined ? own : `${own}${pre(payload)}`;
}

/** A line break right after the tag would be swallowed. */
function pre(text: string): string {
  if (text === '') return '';
  const shown = text.length > RAW_CHARS ? text.slice(0, RAW_CHARS) : text;
  const more = text.length - shown.length;
  const rest = more === 0 ? '' : `<p>${number(more)} more characters are in the session.</p>`;
  return `<pre>${shown.startsWith('\n') ? '\n' : ''}${htmlText(shown)}</pre>${rest}`;
}

function bytesOf(bytes: Uint8Array): string {
  const hex = Buffer.from(bytes.subarray(0, HEX_BYTES)).toString('hex');
  const more = bytes.length > HEX_BYTES ? ` The first ${number(HEX_BYTES)} are shown.` : '';
  return `<p>${number(bytes.length)} bytes that are no text.${more}</p><pre>${hex.replaceAll(/(..)/g, '$1 ').trimEnd()}</pre>`;
}
