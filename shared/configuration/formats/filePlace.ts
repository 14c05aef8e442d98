import type { FileNode } from './fileNode.ts';

/** Where a field stands in a file; of one that is missing, where its object begins. */
export function offsetAt(root: FileNode, path: readonly PropertyKey[]): number {
  let node = root;
  let offset = root.offset;
  for (const step of path) {
    const entry = node.kind === 'map' ? node.entries.find(({ key }) => key === step) : undefined;
    const next = node.kind === 'list' ? node.items[Number(step)] : entry?.value;
    if (next === undefined) return offset;
    offset = entry?.offset ?? next.offset;
    node = next;
  }
  return offset;
}

export function nodeAt(root: FileNode, path: readonly PropertyKey[]): FileNode | undefined {
  let node: FileNode | undefined = root;
  for (const step of path) {
    if (node?.kind === 'list') node = node.items[Number(step)];
    else if (node?.kind === 'map') node = node.entries.find(({ key }) => key === step)?.value;
    else return undefined;
  }
  return node;
}
