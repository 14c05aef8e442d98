import type { SQLInputValue } from 'node:sqlite';
import { assertNever } from '../../../../shared/assertNever.ts';
import type { FilterNode } from '../../../../shared/trace/filter/filterNode.ts';
import type { ReadFilter } from '../../../../shared/trace/filter/readFilter.ts';
import { SqlParams } from './sqlParams.ts';
import { termSql, type TermSql } from './termSql.ts';

/** The part of a filter that SQLite can settle, as conditions on the table `record`. */
export interface FilterSql {
  /** True for all records that match, and maybe for others. */
  where: string;
  params: Readonly<Record<string, SQLInputValue>>;
  /**
   * Which of the records that pass `where` are left for the predicate: none, those for which the condition `doubt`
   * holds, or all.
   */
  check: 'none' | 'doubtful' | 'all';
  doubt: string;
  /** The predicate looks at the raw frame or the payload. */
  needsText: boolean;
}

export function filterSql({ node, stationIds }: ReadFilter): FilterSql {
  const params = new SqlParams();
  const translation = new Translation(params);
  const query = translation.bound(node, 'upper');
  const stations = stationIds === undefined ? [] : [params.oneOf('station', stationIds)];
  const { doubts, isAllInDoubt, needsText } = translation;
  return {
    where: joinSql('AND', [...stations, ...(query === '1' ? [] : [query])]),
    params: params.values,
    check: isAllInDoubt ? 'all' : doubts.size > 0 ? 'doubtful' : 'none',
    doubt: joinSql('OR', [...doubts]),
    needsText,
  };
}

/** Whether a filter restricts nothing. */
export function isUnfiltered({ node, stationIds, ranges }: ReadFilter): boolean {
  return node.type === 'all' && stationIds === undefined && ranges === undefined;
}

type Bound = 'upper' | 'lower';

/**
 * A query as SQL that is true too often (`upper`) or too seldom (`lower`), never both wrong: what *not* stands before
 * changes sides. Each part has a truth value also for NULL columns, since NOT NULL would be neither.
 */
class Translation {
  readonly #params: SqlParams;
  readonly doubts = new Set<string>();
  isAllInDoubt = false;
  needsText = false;

  constructor(params: SqlParams) {
    this.#params = params;
  }

  bound(node: FilterNode, side: Bound): string {
    switch (node.type) {
      case 'all':
        return '1';
      case 'and':
      case 'or': {
        const parts = node.parts.map((part) => this.bound(part, side));
        return joinSql(node.type === 'and' ? 'AND' : 'OR', parts);
      }
      case 'not':
        return `NOT ${this.bound(node.part, side === 'upper' ? 'lower' : 'upper')}`;
      case 'term':
        return this.#leaf(termSql(node.term, this.#params), side);
      default:
        return assertNever(node);
    }
  }

  #leaf({ sql, doubt, isText }: TermSql, side: Bound): string {
    if (doubt === undefined) return `(${sql})`;
    if (isText) this.needsText = true;
    if (doubt === 'always') {
      this.isAllInDoubt = true;
      return side === 'upper' ? `(${sql})` : '0';
    }
    this.doubts.add(`(${doubt})`);
    return side === 'upper' ? `(${sql} OR ${doubt})` : `(${sql} AND NOT (${doubt}))`;
  }
}

/** A balanced tree: SQLite limits the depth of expressions, and a row of a thousand ANDs would be one of a thousand. */
export function joinSql(operator: 'AND' | 'OR', parts: readonly string[]): string {
  const [only = operator === 'AND' ? '1' : '0'] = parts;
  if (parts.length <= 1) return only;
  const middle = parts.length >> 1;
  return `(${joinSql(operator, parts.slice(0, middle))} ${operator} ${joinSql(operator, parts.slice(middle))})`;
}
