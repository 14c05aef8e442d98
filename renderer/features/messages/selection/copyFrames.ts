import type { ContractClient } from '../../../../shared/contract/client.ts';
import { isFrame, type TraceRecord, type TraceRow } from '../../../../shared/trace/record.ts';
import { parseJsonTree } from '../../../../shared/jsonTree.ts';
import { withoutSecrets } from '../detail/shownSerial.ts';

export interface CopiedFrames {
  text: string;
  frames: number;
  /** Frames of the selection that did not fit. */
  leftOut: number;
  /** Frames of which only the beginning is there, since the contract carries no more. */
  cut: number;
}

/** What a clipboard takes without complaint. */
const MAX_CHARS = 8 * 1024 * 1024;
const AT_ONCE = 16;

/**
 * The frames of some rows as they were on the wire, a line each. A frame that is laid out over lines is put on one;
 * what is no JSON becomes a JSON string, bytes that are no text an object with their base64.
 */
export async function copyFrames(
  client: ContractClient,
  rows: readonly Pick<TraceRow, 'seq' | 'kind'>[],
): Promise<CopiedFrames> {
  const seqs = rows.filter(({ kind }) => isFrame(kind)).map(({ seq }) => seq);
  const lines: string[] = [];
  let chars = 0;
  let cut = 0;
  for (let from = 0; from < seqs.length && chars < MAX_CHARS; from += AT_ONCE) {
    const some = seqs.slice(from, from + AT_ONCE);
    for (const record of await Promise.all(some.map((seq) => client.call('record.get', { seq })))) {
      const line = frameLine({ ...record, raw: withoutSecrets(record) });
      if (chars + line.length > MAX_CHARS) return end(lines, seqs.length, cut);
      lines.push(line);
      chars += line.length + 1;
      if (record.isRawCut) cut += 1;
    }
  }
  return end(lines, seqs.length, cut);
}

function end(lines: readonly string[], wanted: number, cut: number): CopiedFrames {
  const text = lines.map((line) => `${line}\n`).join('');
  return { text, frames: lines.length, leftOut: wanted - lines.length, cut };
}

export function frameLine({ raw, rawEncoding }: Pick<TraceRecord, 'raw' | 'rawEncoding'>): string {
  if (rawEncoding === 'base64') return JSON.stringify({ base64: raw });
  const { root } = parseJsonTree(raw);
  if (root === undefined) return JSON.stringify(raw);
  // In JSON a line break stands only between its parts.
  return raw.slice(root.start, root.end).replaceAll(/\s*[\r\n]+\s*/g, ' ');
}
