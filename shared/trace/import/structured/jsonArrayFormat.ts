import type { FoundItem, TextFormat } from '../found.ts';
import { itemsOfLine } from './jsonLinesFormat.ts';
import { JsonThenLines } from './jsonThenLines.ts';
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
    const walker = openWalker((item, isCut, path) => {
      if (isCut || !isElement(path)) return;
      elements += 1;
      if (item.type === 'frame') frames += 1;
    });
    walker.text(sample);
    walker.end();
    return elements === 0 ? 0.3 : (0.92 * frames) / elements;
  },
  open(emit) {
    return new JsonThenLines(emit, {
      openWalker: (line) => openWalker(emit, line),
      begins: ARRAY_LINE,
    });
  },
};

/** The beginning of a further array. */
const ARRAY_LINE = /^\s*\[\s*(?:[[{]|$)/;

function openWalker(emit: (item: FoundItem, isCut: boolean, path: JsonPath) => void, line = 1): JsonWalker {
  return new JsonWalker(
    {
      isWanted: (path, first) => isElement(path) || isMember(path, first),
      found(path, text, at, isCut) {
        const items = isElement(path)
          ? itemsOfLine(text, at)
          : [{ type: 'note', line: at, text: `${path.join('.')}: ${text}` } as const];
        for (const item of items) emit(item, isCut, path);
      },
    },
    line,
  );
}

function isElement(path: JsonPath): boolean {
  return typeof path.at(-1) === 'number' && path.length <= 2;
}

/** What an object says beside its array, value by value. */
function isMember(path: JsonPath, first: string): boolean {
  return path.length > 0 && first !== '{' && first !== '[';
}
