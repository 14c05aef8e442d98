import { LOG_FORMATS } from '../../../../../shared/trace/import/logs/logFormats.ts';
import type {
  FoundFrame,
  FoundItem,
  FoundNote,
  TextFormat,
} from '../../../../../shared/trace/import/found.ts';

/** What a format finds in a text, given in pieces of one size. */
export function readItems(format: TextFormat, text: string, pieceChars = text.length): FoundItem[] {
  const items: FoundItem[] = [];
  const reader = format.open((item) => items.push(item));
  for (let at = 0; at < text.length; at += pieceChars) reader.text(text.slice(at, at + pieceChars));
  reader.end();
  return items;
}

export function framesOf(items: readonly FoundItem[]): FoundFrame[] {
  return items.filter((item): item is FoundFrame => item.type === 'frame');
}

export function notesOf(items: readonly FoundItem[]): FoundNote[] {
  return items.filter((item): item is FoundNote => item.type === 'note');
}

export function rawsOf(items: readonly FoundItem[]): string[] {
  return framesOf(items).map(({ raw }) => (typeof raw === 'string' ? raw : '(bytes)'));
}

/** The format that is surest of a text, as the importer chooses. */
export function formatOf(text: string): TextFormat {
  const scored = LOG_FORMATS.map((format) => ({ format, score: format.score(text) }));
  const best = scored.reduce((best, next) => (next.score > best.score ? next : best));
  return best.format;
}

/** Each item in one line: time, station, word or direction, version, then the text. */
export function told(items: readonly FoundItem[]): string[] {
  return items.map((item) => {
    if (item.type === 'note')
      return ['note', timeText(item), item.stationId, item.text].filter(isSome).join(' ');
    const raw = typeof item.raw === 'string' ? item.raw : '(bytes)';
    const { stationId, direction, word, version } = item;
    return [timeText(item), stationId, direction ?? word, version, raw].filter(isSome).join(' ');
  });
}

function timeText({ time }: FoundItem): string | undefined {
  if (time === undefined) return undefined;
  const iso = new Date(time.at).toISOString();
  if (time.missing === 'date') return iso.slice(11, 23);
  if (time.missing === 'year') return iso.slice(5, 19);
  return time.clock === 'explicit' ? iso : iso.slice(0, 23);
}

function isSome(text: string | undefined): text is string {
  return text !== undefined;
}
