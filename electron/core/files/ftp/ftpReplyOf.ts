import type { Refusal } from '../transfers/refusal.ts';

const CODES: Readonly<Record<string, number>> = {
  'upload-busy': 450,
  'upload-no-room': 452,
  'disk-full': 452,
  'disk-failed': 451,
  'folder-gone': 451,
  'folder-not-writable': 451,
  'upload-cut': 426,
  'ftps-cut': 426,
  'upload-short': 426,
  'transfer-stalled': 426,
  'upload-taken-over': 426,
  'upload-too-large': 552,
  'file-too-big-for-disk': 552,
  'upload-gap': 554,
  'range-not-there': 554,
  'upload-twice': 553,
};

/** A refusal as a reply: on one line, since more would be read as another reply. */
export function ftpReplyOf({ code, sentence }: Refusal): string {
  return `${CODES[code] ?? 550} ${sentence.replaceAll(/\s+/g, ' ')}`;
}
