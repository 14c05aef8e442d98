import { parseJsonTree, type JsonNode } from '../../../../shared/jsonTree.ts';
import type { NestedTree } from '../../../ui/jsonLines.ts';
import { scalarText, shownPath, sourceAt } from './payloadPlace.ts';

/** A value of the tree. */
export interface ShownField {
  pointer: string;
  /** As people write it: `meterValue[0].timestamp`. */
  path: string;
  /** Text, number, true, false or null as text; absent for objects and lists. */
  value: string | undefined;
  /** As it was sent. */
  source: string;
  /** It stands in the payload itself, not in what a text of it holds. */
  isOfPayload: boolean;
}

/** The value that a line's id names: of the payload, or of what one of its texts holds. */
export function readField(
  id: string,
  text: string,
  root: JsonNode,
  trees: readonly NestedTree[],
): ShownField | undefined {
  const [, index, pointer = id] = /^(\d+)[#!](.*)$/s.exec(id) ?? [];
  const tree = index === undefined ? { text, root } : trees[Number(index)];
  if (tree?.root === undefined) return undefined;
  const source = sourceAt(tree.text, tree.root, pointer);
  const isScalar = !source.startsWith('{') && !source.startsWith('[');
  const value = isScalar ? scalarText(source, parseJsonTree(source).root) : undefined;
  return { pointer, path: shownPath(pointer), value, source, isOfPayload: index === undefined };
}
