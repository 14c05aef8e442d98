import type { FilterNode } from './filterNode.ts';
import { parseFilter } from './parseFilter.ts';

/**
 * Whether a query asks what can change after a record came: whether a call was answered and how late, and whether a
 * record was marked. A view answers it for the moment at which it looked at the record.
 */
export function settlesLater(query: string): boolean {
  const parsed = parseFilter(query);
  return 'node' in parsed && asksLater(parsed.node);
}

function asksLater(node: FilterNode): boolean {
  switch (node.type) {
    case 'and':
    case 'or':
      return node.parts.some(asksLater);
    case 'not':
      return asksLater(node.part);
    case 'term':
      return node.term.key === 'unanswered' || node.term.key === 'marked' || node.term.key === 'latency';
    default:
      return false;
  }
}
