import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { ContentAlignment } from '../../../shared/files/contents/contentAlignment.ts';
import { runImport } from '../imports/importThread.ts';
import { judgeOffsets } from './jobs/judgeOffsets.ts';
import type { ContentThreads } from './jobs/contentThreads.ts';

/**
 * Compares the clock of a log with that of the session: the log is imported into a session of its own, which is thrown away, and frames
 * that are in both tell the difference. `clockOffsetMs` is how far its local times are ahead of UTC, as the import learnt it.
 */
export async function findAlignment(
  path: string,
  session: { path: string; isOwn: boolean },
  { threads, signal }: { threads: ContentThreads; signal: AbortSignal },
): Promise<{ alignment: ContentAlignment; clockOffsetMs: number | undefined }> {
  const folder = mkdtempSync(join(tmpdir(), 'kerbside-clock-'));
  try {
    const logSession = join(folder, 'log.kerbside');
    const report = await runImport({ path, options: {}, out: logSession }, { signal });
    const clockOffsetMs = report.offsetFrom === 'learnt' ? report.offsetMs : undefined;
    if (report.calls + report.results + report.errors === 0)
      return { alignment: judgeOffsets([]), clockOffsetMs };
    const params = { logSession, ownSession: session.path, isOwn: session.isOwn };
    return { alignment: await threads.run('align', params, { signal }), clockOffsetMs };
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}
