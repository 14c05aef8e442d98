import type { Severity } from '../../shared/trace/issue.ts';

/** Signs that differ in shape, to stand beside the words. */
export const SEVERITY_SIGNS: Readonly<Record<Severity, string>> = { error: '✕', warning: '⚠', info: 'ℹ' };
