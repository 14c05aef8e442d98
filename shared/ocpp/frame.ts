import type { Json } from '../json.ts';
import type { Issue } from '../trace/issue.ts';

/** What every parsed frame carries: `issues` are deviations that were tolerated (a numeric id, elements too many). */
interface Parsed {
  issues: Issue[];
}

/**
 * A frame of OCPP-J (OCPP 1.6J §4.2; OCPP 2.1 part 4 §4.2). A text that is none is the kind `malformed`, never an
 * exception; what could be recognised of it (`id`, `action`) is there for pairing and display.
 */
export type Frame =
  | (Parsed & { kind: 'call' | 'send'; id: string; action: string; payload: Json })
  | (Parsed & { kind: 'result'; id: string; payload: Json })
  | (Parsed & { kind: 'error' | 'resultError'; id: string; code: string; description: string; details: Json })
  | (Parsed & { kind: 'malformed'; id?: string; action?: string });

export function parseFrame(_text: string): Frame {
  throw new Error('not written yet');
}
