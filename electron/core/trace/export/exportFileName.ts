import type { ExportFormat } from './traceWriter.ts';

/** Of what was filtered, in characters; the session's name beside it stays whole up to the same length. */
const MAX_PART = 60;
const NEVER_IN_NAMES = /[\p{Cc}\p{Cf}\p{Cs}<>:"/\\|?*]+/gu;

/**
 * `visit.csv` for everything, `visit CP-1 boot.csv` for a part: the words of the filter tell two exports of one visit
 * apart. Whatever stands in a filter, the name is one that Windows, macOS and Linux take.
 */
export function exportFileName(sessionName: string, filter: object, format: ExportFormat): string {
  const filtered = fileNamePart(wordsOf(filter).join(' '));
  const name = [fileNamePart(sessionName), filtered].filter((part) => part !== '').join(' ');
  return `${name === '' ? 'trace' : name}${format.extension}`;
}

/** The values of a filter, whatever its shape: texts, numbers, `3-9` for two numbers, and the name of a switch. */
function wordsOf(value: unknown, name = ''): string[] {
  if (typeof value === 'string') return [value];
  if (typeof value === 'number') return [String(value)];
  if (typeof value === 'boolean') return value ? [name] : [];
  if (Array.isArray(value)) {
    const isRange = value.length === 2 && value.every((item) => typeof item === 'number');
    return isRange ? [value.join('-')] : value.flatMap((item) => wordsOf(item));
  }
  if (typeof value !== 'object' || value === null) return [];
  return Object.entries(value).flatMap(([key, item]) => wordsOf(item, key));
}

/** A part of a file name that Windows, macOS and Linux take, of at most 60 characters; empty where nothing is left. */
export function fileNamePart(text: string): string {
  const safe = text.toWellFormed().replaceAll(NEVER_IN_NAMES, ' ').replaceAll(/\s+/g, ' ');
  // Windows drops dots and spaces at the end; a dot in front hides a file elsewhere.
  return Array.from(safe)
    .slice(0, MAX_PART)
    .join('')
    .replace(/^[ .]+/, '')
    .replace(/[ .]+$/, '');
}
