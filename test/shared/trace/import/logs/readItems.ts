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
