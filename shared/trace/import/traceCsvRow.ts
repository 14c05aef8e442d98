import { z } from 'zod';
import { ocppVersionSchema } from '../../ocpp/version.ts';
import { issueSchema } from '../issue.ts';
import { recordKindSchema } from '../record.ts';
import { unguardedText, type TraceCsvColumn } from '../traceCsv.ts';
import type { FoundFrame, FoundKnowledge, FoundTime } from './found.ts';

const issuesSchema = z.array(issueSchema);

/**
 * The record of a row of our own CSV. `head` are the names of the columns, in any order; spreadsheet programs may have
 * added others. Nothing where the row is not whole: its kind or its raw frame cannot be read.
 */
export function traceCsvRow(
  head: readonly string[],
  cells: readonly string[],
  line: number,
): FoundFrame | undefined {
  const cell = (column: TraceCsvColumn): string => unguardedText(cells[head.indexOf(column)] ?? '');
  const kind = recordKindSchema.safeParse(cell('kind'));
  const raw = cell('rawEncoding') === 'base64' ? bytesOf(cell('raw')) : cell('raw');
  if (!kind.success || raw === undefined || cells.length < head.length) return undefined;
  const version = ocppVersionSchema.safeParse(cell('version'));
  const stationId = cell('station');
  const time = timeOf(cell('time'));
  return {
    type: 'frame',
    line,
    ...(time === undefined ? {} : { time }),
    ...(stationId === '' ? {} : { stationId }),
    direction: cell('direction') === 'out' ? 'out' : 'in',
    ...(version.success ? { version: version.data } : {}),
    ...(cell('transport') === 'soap' ? { transport: 'soap' } : {}),
    raw,
    known: { kind: kind.data, ...knowledge(cell) },
  };
}

function knowledge(cell: (column: TraceCsvColumn) => string): FoundKnowledge {
  const known: FoundKnowledge = { issues: issuesOf(cell('issueDetails')) };
  const text = (column: TraceCsvColumn): string | undefined => cell(column) || undefined;
  const number = (column: TraceCsvColumn): number | undefined =>
    cell(column) === '' || !Number.isFinite(Number(cell(column))) ? undefined : Number(cell(column));
  const values = {
    action: text('action'),
    messageId: text('messageId'),
    payload: text('payload'),
    seq: number('seq'),
    pairSeq: number('pairSeq'),
    latencyMs: number('latencyMs'),
    aboutSeq: number('about'),
    isMarked: cell('marked') === 'yes' ? true : undefined,
  };
  for (const [name, value] of Object.entries(values))
    if (value !== undefined) Object.assign(known, { [name]: value });
  return known;
}

function issuesOf(json: string): NonNullable<FoundKnowledge['issues']> {
  if (json === '') return [];
  try {
    const issues = issuesSchema.safeParse(JSON.parse(json));
    return issues.success ? issues.data : [];
  } catch {
    // A cell that a person edited: the readable column beside it is for people only.
    return [];
  }
}

function timeOf(text: string): FoundTime | undefined {
  const at = Date.parse(text);
  return Number.isNaN(at) ? undefined : { at, clock: 'explicit' };
}

function bytesOf(base64: string): Uint8Array | undefined {
  try {
    return Uint8Array.from(atob(base64), (char) => char.charCodeAt(0));
  } catch {
    // Cut by a spreadsheet program.
    return undefined;
  }
}
