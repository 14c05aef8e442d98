import type { ImportReport } from '../../shared/trace/import/importReport.ts';
import { clockSentence, copiesSentence } from '../core/index.ts';
import { present } from './stationJson.ts';

const STATIONS_SHOWN = 20;
const PLACE_CHARS = 120;

/** The report of an import for people, one line each. */
export function reportLines(report: ImportReport): string[] {
  const { frames, calls, results, errors, sends, stations, notUnderstood } = report;
  const line = (name: string, text: string): string => `${name.padEnd(14)}${text}`;
  const named = stations
    .slice(0, STATIONS_SHOWN)
    .map(({ id, version }) => `${id} (${version ?? 'version unknown'})`);
  const more = stations.length > STATIONS_SHOWN ? `, and ${stations.length - STATIONS_SHOWN} more` : '';
  return [
    line('format', `${report.format.name} (${report.format.id}), ${report.encoding}`),
    line('frames', `${frames}: ${calls} calls, ${results} results, ${errors} errors, ${sends} sends`),
    line('pairs', `${report.pairs}, unanswered calls ${report.unanswered}`),
    line('directions', `${report.in} from stations, ${report.out} to them${guesses(report)}`),
    line('damaged', `${report.damaged} frames`),
    line('notes', `${report.notes} pieces of text without a frame`),
    ...(report.copies > 0 ? [line('copies', `${report.copies}: ${copiesSentence(report)}`)] : []),
    line('stations', named.join(', ') + more),
    line('first', isoOf(report.first) ?? '-'),
    line('last', isoOf(report.last) ?? '-'),
    line('time', clockSentence(report)),
    ...(report.isReversed ? [line('order', 'newest first in the file; turned round')] : []),
    ...(report.jumpsBack > 0
      ? [line('clock', `jumps back ${report.jumpsBack} times; the order of the file is kept`)]
      : []),
    ...(report.escapedBytes > 0
      ? [line('bytes', `${report.escapedBytes} bytes are no text; they are kept`)]
      : []),
    ...notUnderstood.map(({ line: at, text }) => line(`  line ${at}`, oneLine(text))),
  ];
}

/** The stable shape of `trace import --json`. */
export function reportJson(report: ImportReport, session: string | undefined): object {
  const { first, last, ...rest } = report;
  return {
    ...(session === undefined ? {} : { session }),
    ...rest,
    ...present({ first: isoOf(first), last: isoOf(last) }),
  };
}

function guesses({ guessedDirections }: ImportReport): string {
  return guessedDirections === 0 ? '' : `, ${guessedDirections} of them guessed`;
}

function oneLine(text: string): string {
  const flat = text.replaceAll(/\s+/g, ' ').trim();
  return flat.length > PLACE_CHARS ? `${flat.slice(0, PLACE_CHARS)}…` : flat;
}

function isoOf(at: number | undefined): string | undefined {
  return at === undefined ? undefined : new Date(at).toISOString();
}
