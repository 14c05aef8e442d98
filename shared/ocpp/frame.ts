import type { Json } from '../json.ts';
import type { Issue } from '../trace/issue.ts';

/**
 * What every parsed frame carries: `issues` are deviations that were tolerated (a numeric id, elements too many).
 * `idIsNumber` says that the wire had the id as a JSON number: an answer must echo it as one.
 */
interface Parsed {
  issues: readonly Issue[];
  idIsNumber?: true;
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
