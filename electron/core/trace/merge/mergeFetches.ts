import type { DatabaseSync } from 'node:sqlite';
import type { DiagnosticsFetch } from '../../../../shared/files/diagnosticsFetch.ts';
import { readFetches } from '../store/fetchStore.ts';
import { renumberedTransfer } from '../store/renumberedTransfer.ts';
import type { MergePart } from './mergeParts.ts';

/** The logs that stations were asked for in all parts, with the numbers that their records have in the merged file. */
export function mergeFetches(parts: readonly MergePart[], into: DatabaseSync): void {
  const insert = into.prepare('INSERT OR REPLACE INTO log_fetch (id, json) VALUES (?, ?)');
  for (const { session, offsetMs, numbers } of parts) {
    const of = (seq: number | undefined): number | undefined => {
      const moved = seq === undefined ? 0 : (numbers[seq] ?? 0);
      return moved === 0 ? undefined : moved;
    };
    for (const fetch of readFetches(session.database)) {
      const moved = renumberedTransfer(movedFetch(fetch, offsetMs), of);
      insert.run(fetch.id, JSON.stringify(moved));
    }
  }
}

function movedFetch(fetch: DiagnosticsFetch, offsetMs: number): DiagnosticsFetch {
  const { answeredAt, endedAt, connectedAt, upload, status, file } = fetch;
  return {
    ...fetch,
    startedAt: fetch.startedAt + offsetMs,
    movedAt: fetch.movedAt + offsetMs,
    ...(answeredAt === undefined ? {} : { answeredAt: answeredAt + offsetMs }),
    ...(endedAt === undefined ? {} : { endedAt: endedAt + offsetMs }),
    ...(connectedAt === undefined ? {} : { connectedAt: connectedAt + offsetMs }),
    ...(upload === undefined ? {} : { upload: { ...upload, at: upload.at + offsetMs } }),
    ...(status === undefined ? {} : { status: { ...status, at: status.at + offsetMs } }),
    ...(file === undefined ? {} : { file: { ...file, receivedAt: file.receivedAt + offsetMs } }),
    steps: fetch.steps.map((step) => ({ ...step, at: step.at + offsetMs })),
  };
}
