import type { Severity } from '../../trace/issue.ts';

/** What is wrong with a value. `suggestion` is the value that was most likely meant, ready to be sent. */
export interface ValueProblem {
  severity: Severity;
  /** Stable name of the kind of fault. */
  code: string;
  sentence: string;
  suggestion?: string;
}

const SHOWN = 60;

/** A value inside a sentence: short, and without what would break the line. */
export function quoted(value: string): string {
  const text = value.replace(/\p{Cc}/gu, '�');
  return `“${text.length > SHOWN ? `${text.slice(0, SHOWN)}…` : text}”`;
}

export function problem(severity: Severity, code: string, sentence: string): ValueProblem {
  return { severity, code, sentence };
}
