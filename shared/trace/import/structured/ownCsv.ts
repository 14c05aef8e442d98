import type { OcppVersion } from '../../../ocpp/version.ts';
import type { Issue } from '../../issue.ts';
import { RECORD_KINDS, type RecordKind } from '../../record.ts';
import type { FoundFrame, FoundItem, FoundKnowledge } from '../found.ts';
import { damagedText } from './damagedText.ts';
import { bytesOfBase64 } from './bytesOfBase64.ts';
import { foundTime } from './foundTime.ts';
import { foundVersion } from './foundVersion.ts';

const KINDS: ReadonlySet<string> = new Set(RECORD_KINDS);
/** Goes before what a spreadsheet program would calculate with, and before itself. */
const GUARD = "'";

/** Whether a head row is that of our own export, of which a spreadsheet program may have taken columns away. */
export function isOwnCsv(head: readonly string[]): boolean {
  return ['seq', 'time', 'kind', 'direction', 'raw', 'issueDetails'].every((name) => head.includes(name));
}

/** A row of our own export: everything that the record was. */
export function ownCsvItem(
  head: readonly string[],
  cells: readonly string[],
  line: number,
  text: string,
): FoundItem {
  const cell = (name: string): string | undefined => {
    const value = cells[head.indexOf(name)] ?? '';
    const plain = value.startsWith(GUARD) ? value.slice(GUARD.length) : value;
    return plain === '' ? undefined : plain;
  };
  const kind = cell('kind') ?? '';
  if (cells.length > head.length || !KINDS.has(kind)) {
    return damagedText(text, line)[0] ?? { type: 'note', line, text };
  }
  const raw = cell('raw') ?? '';
  const frame: FoundFrame = {
    type: 'frame',
    line,
    raw: cell('rawEncoding') === 'base64' ? bytesOfBase64(raw) : raw,
    stationId: cell('station') ?? '',
    direction: cell('direction') === 'out' ? 'out' : 'in',
    known: knowledge(cell, kind as RecordKind),
  };
  const time = foundTime(cell('time'));
  if (time !== undefined) frame.time = time;
  const version: OcppVersion | undefined = foundVersion(cell('version'));
  if (version !== undefined) frame.version = version;
  if (cell('transport') === 'soap') frame.transport = 'soap';
  return frame;
}

function knowledge(cell: (name: string) => string | undefined, kind: RecordKind): FoundKnowledge {
  const known: FoundKnowledge = { kind, issues: issuesOf(cell('issueDetails')) };
  for (const name of ['action', 'messageId', 'payload'] as const) {
    const value = cell(name);
    if (value !== undefined) known[name] = value;
  }
  for (const [name, column] of [
    ['seq', 'seq'],
    ['pairSeq', 'pairSeq'],
    ['latencyMs', 'latencyMs'],
    ['aboutSeq', 'about'],
  ] as const) {
    const value = Number(cell(column) ?? NaN);
    if (!Number.isNaN(value)) known[name] = value;
  }
  if (cell('marked') === 'yes') known.isMarked = true;
  return known;
}

function issuesOf(text: string | undefined): readonly Issue[] {
  try {
    const issues: unknown = JSON.parse(text ?? '[]');
    return Array.isArray(issues) ? (issues as Issue[]) : [];
  } catch {
    // Edited in the spreadsheet program: the frame itself is still there.
    return [];
  }
}
