import { expect } from 'vitest';
import type { FoundFrame, FoundItem, TextFormat } from '../../../../../shared/trace/import/found.ts';

/** What a format finds in a text, which is the same however the text is cut into pieces. */
export function readPieces(format: TextFormat, text: string): FoundItem[] {
  const whole = readIn(format, text, text.length);
  for (const size of [1, 2, 3, 7, 64]) expect(readIn(format, text, size)).toEqual(whole);
  return whole;
}

function readIn(format: TextFormat, text: string, size: number): FoundItem[] {
  const items: FoundItem[] = [];
  const reader = format.open((item) => items.push(item));
  for (let at = 0; at < text.length; at += size) reader.text(text.slice(at, at + size));
  reader.end();
  return items;
}

export function framesOf(items: readonly FoundItem[]): FoundFrame[] {
  return items.filter((item) => item.type === 'frame');
}
