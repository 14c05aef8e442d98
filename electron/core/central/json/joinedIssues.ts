import type { Issue } from '../../../../shared/trace/issue.ts';

/** Both lists; without a copy where one is empty, as nearly always. */
export function joinedIssues(first: readonly Issue[], second: readonly Issue[]): readonly Issue[] {
  if (second.length === 0) return first;
  return first.length === 0 ? second : [...first, ...second];
}
