import { parseJsonTree, type JsonNode } from '../../../shared/jsonTree.ts';

export function treeOf(text: string): JsonNode {
  const { root } = parseJsonTree(text);
  if (root === undefined) throw new Error('the test needs JSON');
  return root;
}
