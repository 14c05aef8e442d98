import type { Issue } from '../../shared/trace/issue.ts';
import { findPointer } from './jsonPointer.ts';
import { parseJsonTree } from '../../shared/jsonTree.ts';

export interface TextRange {
  from: number;
  to: number;
}

/** Where in a payload text an issue is: at its path, at the fault of the syntax, or at the opening bracket. */
export function issueRange(text: string, issue: Pick<Issue, 'path'>): TextRange {
  const tree = parseJsonTree(text);
  if (tree.root === undefined) {
    // At the end of the text the last character stands for what is missing.
    const from = Math.min(tree.errorAt, Math.max(0, text.length - 1));
    return { from, to: Math.min(text.length, from + 1) };
  }
  const { start, end, valueStart, isExact } = findPointer(tree.root, issue.path ?? '');
  // What holds or lacks something is marked at its beginning: all of it underlined would say that all of it is wrong.
  const isContainer = text[valueStart] === '{' || text[valueStart] === '[';
  return { from: start, to: isExact && !isContainer ? end : valueStart + 1 };
}
