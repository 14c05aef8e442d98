import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { onTestFinished } from 'vitest';
import { runImport } from '../../../electron/core/imports/importThread.ts';
import type { ImportOptions } from '../../../electron/core/trace/import/importTrace.ts';
import { openTraceFile, type FoundRecord } from '../../../electron/core/trace/traceFile.ts';
import type { ImportReport } from '../../../shared/trace/import/importReport.ts';
import { temporaryFolder } from '../trace/sessions.ts';

export interface Imported {
  report: ImportReport;
  /** Without the note at the head, which is `head`. */
  records: FoundRecord[];
  head: FoundRecord | undefined;
  out: string;
}

/** Writes a file and imports it, as the product does: on the thread of imports. */
export async function imported(
  name: string,
  content: string | Uint8Array,
  options: ImportOptions = {},
): Promise<Imported> {
  const folder = temporaryFolder();
  const path = join(folder, name);
  writeFileSync(path, content);
  const out = join(folder, 'imported.kerbside');
  const report = await runImport({ path, options, out });
  const [head, ...records] = recordsOf(out);
  return { report, records, head, out };
}

export function recordsOf(path: string): FoundRecord[] {
  const file = openTraceFile(path);
  onTestFinished(() => file.close());
  return [...file.search({})];
}

/** A record as other sessions would have it too: its own numbers are taken out. */
export function withoutNumbers({ seq, pairSeq, aboutSeq, ...record }: FoundRecord): object {
  return {
    ...record,
    ...(pairSeq === undefined ? {} : { pair: pairSeq - seq }),
    ...(aboutSeq === undefined ? {} : { about: aboutSeq - seq }),
  };
}
