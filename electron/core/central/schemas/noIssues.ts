import type { Issue } from '../../../../shared/trace/issue.ts';

export type Part = 'request' | 'response';

/** Shared by everything that is valid, so that the usual payload allocates nothing. */
export const NO_ISSUES: readonly Issue[] = Object.freeze([]);
