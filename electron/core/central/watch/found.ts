import type { Severity } from '../../../../shared/trace/issue.ts';
import type { NewFinding } from './detector.ts';

/** A finding in one line: how grave, which case, the sentence for the technician and what else is known. */
export function found(
  severity: Severity,
  code: string,
  message: string,
  more: Omit<Partial<NewFinding>, 'severity' | 'code' | 'message'> = {},
): NewFinding {
  return { severity, code, message, ...more };
}
