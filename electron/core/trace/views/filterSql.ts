import type { FilterSubject, TraceFilter } from '../../../../shared/trace/filter.ts';
import type { StoredRecord } from '../store/storedRecord.ts';

/** The part of a filter that SQLite can settle, as a condition on the table `record`. */
export interface FilterSql {
  where: string;
  params: string[];
  /**
   * What is left for `compileFilter`: nothing, only `malformed` records (their text may hold NUL characters, at which
   * LIKE ends, or be no text at all; the condition is for all others), or `all` records that pass the condition.
   */
  check: 'none' | 'malformed' | 'all';
}

/** Text that LIKE compares as `compileFilter` does: without regard to case within ASCII. */
const PLAIN_TEXT = /^[\x20-\x7e]+$/;

/** Any character in place of one beyond ASCII, whose case LIKE does not know: it finds too much, never too little. */
function likePattern(text: string): string {
  return `%${text.replaceAll(/[\\%_]/g, String.raw`\$&`).replaceAll(/[^ -~]/gu, '_')}%`;
}

export function filterSql(filter: TraceFilter): FilterSql {
  const terms: string[] = [];
  const params: string[] = [];
  const oneOf = (column: string, values: readonly string[] | undefined): void => {
    if (values === undefined) return;
    if (values.length > 50) {
      terms.push(`${column} IN (SELECT value FROM json_each(?))`);
      params.push(JSON.stringify(values));
    } else {
      terms.push(`${column} IN (${values.map(() => '?').join(',')})`);
      params.push(...values);
    }
  };
  if (filter.onlyIssues === true) terms.push('issues IS NOT NULL');
  oneOf('direction', filter.directions);
  oneOf('station', filter.stationIds);
  oneOf('action', filter.actions);

  const text = filter.text ?? '';
  let check: FilterSql['check'] = 'none';
  if (text !== '') {
    check = PLAIN_TEXT.test(text) ? 'malformed' : 'all';
    // An answer is found by its call's action, which its frame does not have.
    const hasText = `(raw LIKE ? ESCAPE '\\' OR action LIKE ? ESCAPE '\\')`;
    if (check === 'malformed') terms.push(`kind <> 'malformed'`, hasText);
    else terms.push(`(kind = 'malformed' OR ${hasText})`);
    params.push(likePattern(text), likePattern(text));
  }
  return { where: terms.length === 0 ? '1' : terms.join(' AND '), params, check };
}

/** Whether a filter restricts nothing. */
export function isUnfiltered(filter: TraceFilter): boolean {
  const { where, check } = filterSql(filter);
  return where === '1' && check === 'none';
}

/** What a filter sees of a record. Bytes that are no text are searched for the text in them. */
export function filterSubject(record: StoredRecord): FilterSubject {
  const { stationId, action, direction, issues, raw } = record;
  return {
    stationId,
    action,
    direction,
    issueCount: issues.length,
    raw: typeof raw === 'string' ? raw : Buffer.from(raw).toString('utf8'),
  };
}
