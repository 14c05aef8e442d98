import type { FoundItem, TextFormat } from '../found.ts';
import { itemsOfLine } from './jsonLinesFormat.ts';
import { JsonWalker, type JsonPath } from './jsonWalker.ts';

const ARRAY_START = /^\s*\[\s*[[{]/;
const OBJECT_START = /^\s*\{\s*"[^"\\]{1,60}"\s*:\s*(?:"[^"\\]{0,200}"\s*,\s*"[^"\\]{1,60}"\s*:\s*)?\[\s*\{/;

/** An array of objects or frames, pretty-printed or not, at the top or as a member of one object. */
export const jsonArrayFormat: TextFormat = {
  id: 'json-array',
  name: 'JSON array',
  writer: 'unknown',
  score(sample) {
    if (!ARRAY_START.test(sample) && !OBJECT_START.test(sample)) return 0;
    let elements = 0;
    let frames = 0;
    const walker = openWalker((item, isCut) => {
      if (isCut) return;
      elements += 1;
      if (item.type === 'frame') frames += 1;
    });
    walker.text(sample);
    walker.end();
    return elements === 0 ? 0.3 : (0.92 * frames) / elements;
  },
  open(emit) {
    const walker = openWalker(emit);
    return { text: (piece) => walker.text(piece), end: () => walker.end() };
  },
};

function openWalker(emit: (item: FoundItem, isCut: boolean) => void): JsonWalker {
  return new JsonWalker({
    isWanted: isElement,
    found(_path, text, line, isCut) {
      for (const item of itemsOfLine(text, line)) emit(item, isCut);
    },
  });
}

function isElement(path: JsonPath): boolean {
  return typeof path.at(-1) === 'number' && path.length <= 2;
}
