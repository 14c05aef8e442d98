import type { Issue } from '../../../../shared/trace/issue.ts';
import { pointerTo } from '../../../ui/jsonPointer.ts';

/** The issues of the value at a pointer itself, and those that say it is missing from its owner. */
export function issuesOf(issues: readonly Issue[], owner: string, name: string): Issue[] {
  const own = pointerTo(owner, name);
  return issues.filter(
    ({ path = '', code, message }) =>
      path === own || (code === 'schema-required' && path === owner && message.startsWith(`“${name}” `)),
  );
}

/** Whether anything is wrong at a pointer or below it: a folded group must not hide that. */
export function hasIssueBelow(issues: readonly Issue[], pointer: string): boolean {
  return issues.some(({ path = '' }) => path === pointer || path.startsWith(`${pointer}/`));
}
