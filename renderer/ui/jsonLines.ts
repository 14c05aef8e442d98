import { pointerTo } from './jsonPointer.ts';
import { parseJsonTree, type JsonNode } from '../../shared/jsonTree.ts';

export type JsonLineRole = 'value' | 'open' | 'close' | 'folded' | 'nested' | 'nestedFolded';

/** One line of a pretty-printed JSON text. `source` is the value as written, or the bracket. */
export interface JsonLine {
  role: JsonLineRole;
  kind: JsonNode['kind'];
  depth: number;
  /** In its own tree. */
  pointer: string;
  /** The nested tree that the line is of; absent for those of the text itself. */
  nested?: number;
  /** As written, with its quotation marks. */
  key?: string;
  source: string;
  /** Members or items, of `open` and `folded`. */
  count: number;
  hasComma: boolean;
  /** What the text holds follows on the next lines. */
  isUnpacked?: true;
}

/** Names a line apart from its closing bracket: by its pointer, and by the tree where it is a nested one. */
export function lineId({ pointer, nested, role }: Pick<JsonLine, 'pointer' | 'nested' | 'role'>): string {
  const mark = role === 'nested' || role === 'nestedFolded' ? '!' : '#';
  return nested === undefined ? pointer : `${nested}${mark}${pointer}`;
}

/** A tree that stands under a text which holds it; `root` is absent where there is only a word to say. */
export interface NestedTree {
  /** The pointer of the text, in the tree `within` of the same list or in the main one. */
  path: string;
  within?: number | undefined;
  text: string;
  root?: JsonNode | undefined;
}

export const NOTHING_FOLDED: ReadonlySet<string> = new Set();
const NOTHING_NESTED: ReadonlyMap<string, number[]> = new Map();

/** Lays a tree out in lines; what is named by an id of `folded` takes one line. */
export function jsonLines(
  text: string,
  root: JsonNode,
  folded: ReadonlySet<string> = NOTHING_FOLDED,
  trees: readonly NestedTree[] = [],
): JsonLine[] {
  return new LineMaker(folded, trees).make(text, root);
}

interface LinePlace {
  pointer: string;
  depth: number;
  hasComma: boolean;
  key?: string;
}

class LineMaker {
  readonly #lines: JsonLine[] = [];
  readonly #folded: ReadonlySet<string>;
  readonly #trees: readonly NestedTree[];
  readonly #places: ReadonlyMap<string, number[]>;
  #text = '';
  #nested: number | undefined;

  constructor(folded: ReadonlySet<string>, trees: readonly NestedTree[]) {
    this.#folded = folded;
    this.#trees = trees;
    this.#places = trees.length === 0 ? NOTHING_NESTED : placesOf(trees);
  }

  make(text: string, root: JsonNode): JsonLine[] {
    this.#text = text;
    this.#add(root, { pointer: '', depth: 0, hasComma: false });
    return this.#lines;
  }

  #add(node: JsonNode, place: LinePlace): void {
    const { pointer, depth, hasComma } = place;
    const line = {
      kind: node.kind,
      ...place,
      ...(this.#nested === undefined ? {} : { nested: this.#nested }),
    };
    if (node.kind !== 'object' && node.kind !== 'array') {
      const source = this.#text.slice(node.start, node.end);
      const isUnpacked = this.#places.has(placeKey(pointer, this.#nested));
      const mark = isUnpacked ? { isUnpacked } : {};
      this.#lines.push({ ...line, ...mark, role: 'value', count: 0, source });
      this.#addNested(pointer, depth);
      return;
    }
    const count = node.kind === 'object' ? node.members.length : node.items.length;
    const [opening, closing] = node.kind === 'object' ? ['{', '}'] : ['[', ']'];
    if (count === 0) this.#lines.push({ ...line, role: 'value', count, source: opening + closing });
    else if (this.#folded.has(lineId({ ...line, role: 'open' })))
      this.#lines.push({ ...line, role: 'folded', count, source: `${opening}…${closing}` });
    else {
      this.#lines.push({ ...line, role: 'open', count, source: opening, hasComma: false });
      this.#addChildren(node, pointer, depth + 1);
      const { key: _key, ...close } = { key: undefined, ...line };
      this.#lines.push({ ...close, role: 'close', count, source: closing, hasComma });
    }
  }

  #addChildren(node: JsonNode, pointer: string, depth: number): void {
    if (node.kind === 'object') {
      node.members.forEach((member, i) => {
        const key = this.#text.slice(member.start, member.keyEnd);
        const hasComma = i < node.members.length - 1;
        this.#add(member.value, { pointer: pointerTo(pointer, member.key), depth, hasComma, key });
      });
    } else if (node.kind === 'array') {
      node.items.forEach((item, i) => {
        this.#add(item, { pointer: pointerTo(pointer, i), depth, hasComma: i < node.items.length - 1 });
      });
    }
  }

  #addNested(pointer: string, depth: number): void {
    for (const index of this.#places.get(placeKey(pointer, this.#nested)) ?? []) {
      const tree = this.#trees[index];
      if (tree === undefined) continue;
      const { text, root } = tree;
      const line = { kind: 'string', depth: depth + 1, pointer: '', nested: index, source: '' } as const;
      const isFolded = this.#folded.has(lineId({ ...line, role: 'nested' }));
      const role = isFolded ? 'nestedFolded' : 'nested';
      this.#lines.push({ ...line, role, count: root === undefined ? 0 : 1, hasComma: false });
      if (root === undefined || isFolded) continue;
      const outer = { text: this.#text, nested: this.#nested };
      this.#text = text;
      this.#nested = index;
      this.#add(root, { pointer: '', depth: depth + 1, hasComma: false });
      this.#text = outer.text;
      this.#nested = outer.nested;
    }
  }
}

function placesOf(trees: readonly NestedTree[]): ReadonlyMap<string, number[]> {
  const places = new Map<string, number[]>();
  trees.forEach(({ path, within }, index) => {
    const key = placeKey(path, within);
    places.set(key, [...(places.get(key) ?? []), index]);
  });
  return places;
}

function placeKey(pointer: string, within: number | undefined): string {
  return `${within ?? ''}#${pointer}`;
}

/** The text with line breaks and an indent of two; nothing where it is no JSON. */
export function prettyJson(text: string): string | undefined {
  const { root } = parseJsonTree(text);
  return root === undefined ? undefined : prettyNode(text, root);
}

export function prettyNode(text: string, root: JsonNode): string {
  return jsonLines(text, root)
    .map(({ depth, key, source, hasComma }) => {
      const name = key === undefined ? '' : `${key}: `;
      return `${'  '.repeat(depth)}${name}${source}${hasComma ? ',' : ''}`;
    })
    .join('\n');
}
