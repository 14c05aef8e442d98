import type { OcppVersion } from '../../ocpp/version.ts';
import type { Severity } from '../issue.ts';
import type { Direction } from '../record.ts';
import type { RecordType } from './recordType.ts';
import type { TextPattern } from './textPattern.ts';
import type { TimeRange } from './timeRange.ts';

/** A piece of the query: from its first character to the place behind its last one. */
export interface Place {
  readonly from: number;
  readonly to: number;
}

/** A query that cannot be read, said in a plain sentence, and the place that is wrong. */
export interface FilterError extends Place {
  readonly message: string;
}

/** What a query means, with the place of each part in the text. `all` is what an empty query means. */
export type FilterNode = Place &
  (
    | { readonly type: 'all' }
    | { readonly type: 'and' | 'or'; readonly parts: readonly FilterNode[] }
    | { readonly type: 'not'; readonly part: FilterNode }
    | { readonly type: 'term'; readonly term: FilterTerm }
  );

/** Both ends belong to it. */
export interface NumberRange {
  readonly min: number;
  readonly max: number;
}

export type IssueChoice =
  | { readonly type: 'any' }
  | { readonly type: 'severity'; readonly severity: Severity }
  | { readonly type: 'code'; readonly pattern: TextPattern };

/** One step of a path into the payload: a field, an element by its index, or `ANY_ELEMENT` of a list. */
export type PathStep = string | number;
export const ANY_ELEMENT = -1;

export const PATH_OPERATORS = ['!=', '<=', '>=', '=', '<', '>', '~'] as const;
export type PathOperator = (typeof PATH_OPERATORS)[number];

/** A question that a record answers with yes or no. The items of a list are joined by *or*. */
export type FilterTerm =
  | { readonly key: 'text'; readonly pattern: TextPattern }
  | { readonly key: 'action' | 'station' | 'id' | 'port'; readonly patterns: readonly TextPattern[] }
  | { readonly key: 'connector' | 'evse' | 'tx'; readonly patterns: readonly TextPattern[] }
  | { readonly key: 'dir'; readonly directions: readonly Direction[] }
  | { readonly key: 'type'; readonly types: readonly RecordType[] }
  | { readonly key: 'version'; readonly versions: readonly OcppVersion[] }
  | { readonly key: 'issue'; readonly choices: readonly IssueChoice[] }
  | { readonly key: 'latency' | 'size' | 'seq'; readonly ranges: readonly NumberRange[] }
  | { readonly key: 'time'; readonly ranges: readonly TimeRange[] }
  | { readonly key: 'unanswered' | 'marked' | 'understood' }
  | {
      readonly key: 'payload';
      readonly path: readonly PathStep[];
      readonly operator: PathOperator;
      readonly patterns: readonly TextPattern[];
    };
