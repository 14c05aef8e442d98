import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { onTestFinished } from 'vitest';
import type { NewRecord } from '../../../electron/core/trace/store/newRecord.ts';
import { Trace } from '../../../electron/core/trace/trace.ts';
import type { TraceStore, TraceStoreOptions } from '../../../electron/core/trace/store/traceStore.ts';

/** A folder of the test's own, gone after it. */
export function temporaryFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), 'kerbside-trace-'));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  return folder;
}

export function openTrace(
  path = join(temporaryFolder(), 'visit.kerbside'),
  options?: TraceStoreOptions,
): Trace {
  const trace = Trace.open(path, options);
  onTestFinished(() => trace.close());
  return trace;
}

export function newRecord(record: Partial<NewRecord> = {}): NewRecord {
  return {
    at: 1_790_000_000_000,
    stationId: 'CP-1',
    version: '1.6',
    kind: 'call',
    direction: 'in',
    action: 'Heartbeat',
    messageId: 'm1',
    raw: '[2,"m1","Heartbeat",{}]',
    issues: [],
    ...record,
  };
}

/** A call of the station and our answer. */
export function exchange(
  messageId: string,
  action = 'Heartbeat',
  stationId = 'CP-1',
): [NewRecord, NewRecord] {
  const { action: _, ...answer } = newRecord({
    stationId,
    kind: 'result',
    direction: 'out',
    messageId,
    raw: `[3,"${messageId}",{"currentTime":"2026-11-21T10:00:00Z"}]`,
  });
  return [newRecord({ stationId, action, messageId, raw: `[2,"${messageId}","${action}",{}]` }), answer];
}

/** Everything appended so far is committed (or kept, while the file cannot be written). */
export function committed(store: TraceStore): Promise<void> {
  return new Promise((resolve) => store.afterCommit(resolve));
}
