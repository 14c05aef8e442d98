import { isFrame, type TraceRow } from '../../../../shared/trace/record.ts';
import { worstIssue } from '../list/rowStatus.ts';

/** A value of a row as a term of the filter. */
export interface CellTerm {
  key: string;
  value: string;
}

/** Attributes of a cell whose value can go into the filter. */
export interface TermAttributes {
  'data-filter-key'?: string;
  'data-filter-value'?: string;
}

export function termAttributes(key: string, value: string | undefined): TermAttributes {
  return value === undefined ? {} : { 'data-filter-key': key, 'data-filter-value': value };
}

/** The action of a frame; what else a row is, it is by its kind. */
export function actionTerm({ kind, action }: Pick<TraceRow, 'kind' | 'action'>): TermAttributes {
  if (action !== undefined) return termAttributes('action', action);
  return termAttributes('type', kind === 'resultError' ? 'error' : kind);
}

export function directionTerm({ kind, direction }: Pick<TraceRow, 'kind' | 'direction'>): TermAttributes {
  return isFrame(kind) ? termAttributes('dir', direction) : {};
}

export function issueTerm({ issues }: Pick<TraceRow, 'issues'>): TermAttributes {
  return termAttributes('issue', worstIssue(issues)?.issue.code);
}

/** The term of the cell in which an element is. */
export function cellTerm(target: Element): CellTerm | undefined {
  const cell = target.closest<HTMLElement>('[data-filter-key]');
  const key = cell?.dataset['filterKey'];
  const value = cell?.dataset['filterValue'];
  return key === undefined || value === undefined ? undefined : { key, value };
}

/** The terms of a row, that of the cell under the finger first. */
export function rowTerms(row: Element, target: Element): CellTerm[] {
  const first = cellTerm(target);
  const all = [...row.querySelectorAll('[data-filter-key]')].flatMap((cell) => cellTerm(cell) ?? []);
  return first === undefined ? all : [first, ...all.filter(({ key }) => key !== first.key)];
}
