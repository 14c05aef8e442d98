import { assertNever } from '../../../../shared/assertNever.ts';
import type { FilterTerm, NumberRange } from '../../../../shared/trace/filter/filterNode.ts';
import { idNeedles } from '../../../../shared/trace/filter/idTerm.ts';
import { payloadNeedles, type Needles } from '../../../../shared/trace/filter/payloadTerm.ts';
import { isOfType, type RecordType } from '../../../../shared/trace/filter/recordType.ts';
import { literalPattern, type TextPattern } from '../../../../shared/trace/filter/textPattern.ts';
import { resolveTimeRange, type TimeRange } from '../../../../shared/trace/filter/timeRange.ts';
import { LOCAL_ZONE } from '../../../../shared/trace/filter/timeZone.ts';
import { RECORD_KINDS } from '../../../../shared/trace/record.ts';
import { DAY_MS_OF } from './dayFunction.ts';
import { isPlain, likeInside, likePattern } from './likePattern.ts';
import { IS_UNDERSTOOD, meaningHas, portIs, serialDoubt } from './serialSql.ts';
import type { SqlParams } from './sqlParams.ts';

/** A term as a condition. `doubt` says for which records it may be wrong; `always` means: only too often true. */
export interface TermSql {
  sql: string;
  doubt?: string;
  /** The predicate that settles the doubt looks at the raw frame or the payload. */
  isText: boolean;
}

/**
 * Text that is no frame, and frames that were read in spite of damage, may hold NUL characters, at which LIKE ends, or
 * be no text at all. They are never half of a pair, or have an issue of their frame; the columns that are asked first
 * settle all others. What crossed a service port has a doubt of its own: a session may be nothing else.
 */
const MAY_HAVE_NUL =
  `(pair_seq IS NULL AND kind NOT IN ('call','result','error','resultError','send','connect','disconnect','serial')` +
  ` OR issues IS NOT NULL AND issues LIKE '%"frame-%')`;

const exact = (sql: string): TermSql => ({ sql, isText: false });

export function termSql(term: FilterTerm, params: SqlParams): TermSql {
  switch (term.key) {
    case 'text':
      return textSql(term.pattern, params);
    case 'action':
      return columnSql('action', term.patterns, params);
    case 'station':
      return columnSql('station', term.patterns, params);
    case 'id':
      return columnSql('message_id', term.patterns, params);
    case 'port':
      return portSql(term.patterns, params);
    case 'connector':
    case 'evse':
    case 'tx':
      return { sql: idSql(idNeedles(term), params), doubt: 'always', isText: true };
    case 'payload':
      return { sql: payloadSql(payloadNeedles(term), params), doubt: 'always', isText: true };
    case 'dir':
      return exact(
        some(term.directions.map((dir) => (dir === 'out' ? `direction = 'out'` : `direction <> 'out'`))),
      );
    case 'type':
      return exact(some(term.types.map(typeSql)));
    case 'version':
      return exact(`version IS NOT NULL AND ${params.oneOf('version', term.versions)}`);
    case 'issue':
      if (term.choices.some(({ type }) => type === 'any')) return exact('issues IS NOT NULL');
      return { sql: 'issues IS NOT NULL', doubt: 'issues IS NOT NULL', isText: false };
    case 'latency':
    case 'size':
    case 'seq':
      return exact(some(term.ranges.map((range) => rangeSql(term.key, range, params))));
    case 'time':
      return exact(some(term.ranges.map((range) => timeSql(range, params))));
    case 'unanswered':
      return exact(`kind = 'call' AND pair_seq IS NULL`);
    case 'marked':
      return exact('seq IN (SELECT seq FROM mark)');
    case 'understood':
      return exact(IS_UNDERSTOOD);
    default:
      return assertNever(term);
  }
}

const some = (conditions: readonly string[]): string => conditions.map((one) => `(${one})`).join(' OR ');

function textSql(pattern: TextPattern, params: SqlParams): TermSql {
  const like = params.bind(likeInside(pattern));
  // An answer is found by its call's action, which its frame does not have.
  const inFrame = `raw LIKE ${like} ESCAPE '\\' OR action IS NOT NULL AND action LIKE ${like} ESCAPE '\\'`;
  const sql = `(${inFrame} OR ${meaningHas(pattern, params)})`;
  const doubt = `${MAY_HAVE_NUL} OR ${serialDoubt(pattern, params)}`;
  if (isPlain(pattern)) return { sql, doubt, isText: true };
  return { sql: `(${sql} OR ${doubt})`, doubt: 'always', isText: true };
}

function columnSql(column: string, patterns: readonly TextPattern[], params: SqlParams): TermSql {
  const literals = patterns.filter((pattern) => pattern.pieces.length === 1 && isPlain(pattern));
  const others = patterns.filter((pattern) => !literals.includes(pattern));
  const conditions = others.map(
    (pattern) => `${column} LIKE ${params.bind(likePattern(pattern))} ESCAPE '\\'`,
  );
  if (literals.length > 0) {
    conditions.push(
      params.oneOf(
        `${column} COLLATE NOCASE`,
        literals.map(({ text }) => text),
      ),
    );
  }
  const sql = `${column} IS NOT NULL AND (${some(conditions)})`;
  return others.every(isPlain) ? exact(sql) : { sql, doubt: 'always', isText: false };
}

function portSql(patterns: readonly TextPattern[], params: SqlParams): TermSql {
  const sql = some(patterns.map((pattern) => portIs(pattern, params)));
  return patterns.every(isPlain) ? exact(sql) : { sql, doubt: 'always', isText: true };
}

/** A kind that this program does not know counts as malformed. */
function typeSql(type: RecordType): string {
  if (type === 'soap') return `transport IS 'soap'`;
  if (type === 'malformed') {
    const known = RECORD_KINDS.filter((kind) => kind !== 'malformed');
    return `kind NOT IN (${known.map((kind) => `'${kind}'`).join(',')})`;
  }
  const kinds = RECORD_KINDS.filter((kind) => isOfType(type, { kind }));
  return `kind IN (${kinds.map((kind) => `'${kind}'`).join(',')})`;
}

const RANGE_COLUMNS = { latency: 'latency', size: 'size', seq: 'seq' } as const;

function rangeSql(key: 'latency' | 'size' | 'seq', { min, max }: NumberRange, params: SqlParams): string {
  return limits(RANGE_COLUMNS[key], min, max, params);
}

function limits(column: string, min: number, max: number, params: SqlParams): string {
  const low = min === -Infinity ? '' : ` AND ${column} >= ${params.bind(min)}`;
  const high = max === Infinity ? '' : ` AND ${column} <= ${params.bind(max)}`;
  return `${column} IS NOT NULL${low}${high}`;
}

function timeSql(range: TimeRange, params: SqlParams): string {
  const { type, min, max } = resolveTimeRange(range, LOCAL_ZONE);
  if (Number.isNaN(min) || Number.isNaN(max)) return '0';
  if (type === 'at') return limits('at', min, max, params);
  const dayMs = `${DAY_MS_OF}(at)`;
  const low = `${dayMs} >= ${params.bind(min)}`;
  const high = `${dayMs} <= ${params.bind(max)}`;
  return min <= max ? `${low} AND ${high}` : `${low} OR ${high}`;
}

/** The payload, or the frame that holds it, has these texts, or is written with escapes. */
function needlesSql(record: string, { names, value }: Needles, params: SqlParams): string {
  const text = `coalesce(${record}.payload, ${record}.raw)`;
  const has = (needle: string): string =>
    `${text} LIKE ${params.bind(likeInside(literalPattern(needle)))} ESCAPE '\\'`;
  const needles = value === undefined || value === '' ? names : [...names, value];
  const damaged = `${record}.issues IS NOT NULL AND ${record}.issues LIKE '%"frame-%'`;
  return `(${needles.map(has).join(' AND ')}) OR instr(${text}, '\\') > 0 OR ${damaged}`;
}

function payloadSql(needles: Needles, params: SqlParams): string {
  // The names of an error's own fields do not stand in its frame.
  return `kind IN ('error','resultError') OR ${needlesSql('record', needles, params)}`;
}

function idSql(needles: Needles, params: SqlParams): string {
  return (
    `${needlesSql('record', needles, params)} OR pair_seq IS NOT NULL AND kind IN ('result','error','resultError')` +
    ` AND EXISTS (SELECT 1 FROM record AS called WHERE called.seq = record.pair_seq` +
    ` AND (${needlesSql('called', needles, params)}))`
  );
}
