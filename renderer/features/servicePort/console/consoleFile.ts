import type { TimeFormats } from '../../../ui/timeFormats.ts';
import type { ConsoleLine } from './consoleLine.ts';
import { rowText, type TextChoice } from './lineText.ts';
import { rowEnd } from './rowCut.ts';

/** A row as it is copied and saved: when, which way, what, and what it means. */
export function rowAsText(line: ConsoleLine, start: number, text: string, times: TimeFormats): string {
  const meaning = start === 0 ? line.meanings.map((one) => one.meaning).join(' · ') : '';
  const arrow = line.direction === 'out' ? '→' : '←';
  return [times.clock(line.at), arrow, text, ...(meaning === '' ? [] : [`# ${meaning}`])]
    .join('  ')
    .trimEnd();
}

/** All lines, as they are shown. */
export function linesAsText(lines: readonly ConsoleLine[], choice: TextChoice, times: TimeFormats): string {
  const rows: string[] = [];
  for (const line of lines) {
    for (let start = 0, end; start < line.length; start = end) {
      end = rowEnd(line, start, choice);
      rows.push(rowAsText(line, start, rowText(line, start, end, choice), times));
    }
  }
  return rows.length === 0 ? '' : `${rows.join('\n')}\n`;
}

/** The bytes that came from the device, as Base64. */
export function receivedAsBase64(lines: readonly ConsoleLine[]): string {
  const received = lines.filter(({ direction }) => direction === 'in');
  const bytes = new Uint8Array(received.reduce((sum, { length }) => sum + length, 0));
  let at = 0;
  for (const line of received) {
    bytes.set(line.bytes.subarray(0, line.length), at);
    at += line.length;
  }
  const parts: string[] = [];
  // A call takes only so many arguments; a multiple of three needs no padding between.
  for (let from = 0; from < bytes.length; from += 8190) {
    parts.push(btoa(String.fromCharCode(...bytes.subarray(from, from + 8190))));
  }
  return parts.join('');
}
