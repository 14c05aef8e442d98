import type { Json } from '../../../json.ts';
import type { FoundItem, TextFormat } from '../found.ts';
import { LineSplitter } from '../lineSplitter.ts';
import { damagedText } from './damagedText.ts';
import { itemOfObject } from './frameFields.ts';
import { sampleLines } from './sampleLines.ts';

/** A JSON object on each line, a member of which is or holds the frame. */
export const jsonLinesFormat: TextFormat = {
  id: 'jsonl-objects',
  name: 'JSON objects, one per line',
  writer: 'unknown',
  score(sample) {
    const lines = sampleLines(sample);
    const found = lines.map((line) => (line.trimStart().startsWith('{') ? itemsOfLine(line, 1) : []));
    const objects = found.filter((items) => items.length > 0);
    const frames = objects.filter(([item]) => item?.type === 'frame');
    if (frames.length === 0 || objects.length * 2 < lines.length) return 0;
    // Some lines of such a log tell of other things; a whole one is still better read as what it is.
    return (0.9 * objects.length) / lines.length;
  },
  open(emit) {
    const lines = new LineSplitter((line, number) => itemsOfLine(line, number).forEach(emit));
    return { text: (piece) => lines.text(piece), end: () => lines.end() };
  },
};

/** One line or element of a file of JSON objects. */
export function itemsOfLine(text: string, line: number): FoundItem[] {
  if (text.trim() === '') return [];
  let value: Json;
  try {
    value = JSON.parse(text) as Json;
  } catch {
    // Cut off or broken: what can still be read of it is told.
    return damagedText(text, line);
  }
  const item = itemOfObject(text, value, line);
  if (item.type === 'note' && Array.isArray(value)) return damagedText(text, line);
  return [item];
}
