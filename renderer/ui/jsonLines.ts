import { pointerTo } from './jsonPointer.ts';
import { parseJsonTree, type JsonNode } from '../../shared/jsonTree.ts';

export type JsonLineRole = 'value' | 'open' | 'close' | 'folded';

/** One line of a pretty-printed JSON text. `source` is the value as written, or the bracket. */
export interface JsonLine {
  role: JsonLineRole;
  kind: JsonNode['kind'];
  depth: number;
  pointer: string;
  /** As written, with its quotation marks. */
  key?: string;
  source: string;
  /** Members or items, of `open` and `folded`. */
  count: number;
  hasComma: boolean;
}

export const NOTHING_FOLDED: ReadonlySet<string> = new Set();

/** Lays a tree out in lines; what stands at a pointer of `folded` takes one line. */
export function jsonLines(
  text: string,
  root: JsonNode,
  folded: ReadonlySet<string> = NOTHING_FOLDED,
): JsonLine[] {
  const lines: JsonLine[] = [];

  const addChildren = (node: JsonNode, pointer: string, depth: number): void => {
    if (node.kind === 'object') {
      node.members.forEach((member, i) => {
        const key = text.slice(member.start, member.keyEnd);
        add(member.value, pointerTo(pointer, member.key), depth, i < node.members.length - 1, key);
      });
    } else if (node.kind === 'array') {
      node.items.forEach((item, i) => add(item, pointerTo(pointer, i), depth, i < node.items.length - 1));
    }
  };

  const add = (node: JsonNode, pointer: string, depth: number, hasComma: boolean, key?: string): void => {
    const line = { kind: node.kind, depth, pointer, hasComma, ...(key === undefined ? {} : { key }) };
    if (node.kind !== 'object' && node.kind !== 'array') {
      lines.push({ ...line, role: 'value', count: 0, source: text.slice(node.start, node.end) });
      return;
    }
    const count = node.kind === 'object' ? node.members.length : node.items.length;
    const [opening, closing] = node.kind === 'object' ? ['{', '}'] : ['[', ']'];
    if (count === 0) lines.push({ ...line, role: 'value', count, source: opening + closing });
    else if (folded.has(pointer))
      lines.push({ ...line, role: 'folded', count, source: `${opening}…${closing}` });
    else {
      lines.push({ ...line, role: 'open', count, source: opening, hasComma: false });
      addChildren(node, pointer, depth + 1);
      lines.push({ role: 'close', kind: node.kind, depth, pointer, count, source: closing, hasComma });
    }
  };

  add(root, '', 0, false);
  return lines;
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
