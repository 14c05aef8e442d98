import { openAnyTrace, type AnyTrace } from '../core/index.ts';
import { importProgress } from './importProgress.ts';
import type { Terminal } from './terminal.ts';

const INTERRUPTED = 130;

/**
 * Opens a session, or any file that import reads, for one command. What was made for it is removed at the end, also
 * upon Ctrl+C.
 */
export async function withAnyTrace<T>(
  path: string,
  terminal: Terminal,
  use: (trace: AnyTrace) => Promise<T>,
): Promise<T> {
  // The handlers of `exit` remove the temporary session; a signal alone would not run them.
  const stop = (): void => process.exit(INTERRUPTED);
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.once(signal, stop);
  const trace = await openAnyTrace(path, { onProgress: importProgress(terminal) });
  try {
    if (trace.file.problem !== undefined) terminal.note(`kerbside: ${trace.file.problem}`);
    if (trace.report?.hint !== undefined) terminal.note(`kerbside: ${trace.report.hint}`);
    return await use(trace);
  } finally {
    trace.close();
    for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.off(signal, stop);
  }
}
