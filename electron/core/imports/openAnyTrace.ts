import { closeSync, existsSync, mkdtempSync, openSync, readSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { ContractError } from '../../../shared/contract/failure.ts';
import type { ImportReport } from '../../../shared/trace/import/importReport.ts';
import { openTraceFile, type TraceFile } from '../trace/traceFile.ts';
import type { ImportOptions } from '../trace/import/importTrace.ts';
import { runImport, type ImportThreadOptions } from './importThread.ts';

/** A session, or any other file that was imported into a session of its own. */
export interface AnyTrace {
  readonly file: TraceFile;
  /** The session file: the one that was named, or the one that was made for it. */
  readonly sessionPath: string;
  /** Of a file that was imported. */
  readonly report: ImportReport | undefined;
  /** Closes the file; the session that was made for it is gone then. */
  close(): void;
}

const SQLITE = 'SQLite format 3\0';

/**
 * Opens any file that holds a trace: a session as it is, everything else by an import into a temporary session. Fails
 * as opening and importing do.
 */
export async function openAnyTrace(
  path: string,
  options: ImportOptions & ImportThreadOptions = {},
): Promise<AnyTrace> {
  if (!isToBeImported(path)) {
    const file = openTraceFile(path);
    return { file, sessionPath: path, report: undefined, close: () => file.close() };
  }
  const folder = mkdtempSync(join(tmpdir(), 'kerbside-import-'));
  const remove = (): void => rmSync(folder, { recursive: true, force: true });
  // Also where the program ends before it has closed the file.
  process.once('exit', remove);
  const leave = (): void => {
    process.off('exit', remove);
    remove();
  };
  try {
    const { signal, onProgress, ...choices } = options;
    const out = join(folder, 'imported.kerbside');
    const hooks = { signal, ...(onProgress === undefined ? {} : { onProgress }) };
    const report = await runImport({ path, options: choices, out }, hooks);
    if (report.records === report.notes) throw noFrame(path);
    const file = openTraceFile(out);
    return {
      file,
      sessionPath: out,
      report,
      close: () => {
        file.close();
        leave();
      },
    };
  } catch (error) {
    leave();
    throw error;
  }
}

function noFrame(path: string): ContractError {
  return new ContractError(
    'invalid-params',
    `${path} is not a Kerbside session file, and there is no OCPP message in it.`,
    { hint: 'Choose another file, or name its format with `trace import --format`.' },
  );
}

/** What is a session, was one, or is not there at all is told about by those who open sessions. */
function isToBeImported(path: string): boolean {
  if (!existsSync(path)) return false;
  if (!statSync(path).isFile()) return true;
  const head = Buffer.alloc(SQLITE.length);
  try {
    const file = openSync(path, 'r');
    try {
      readSync(file, head, 0, head.length, 0);
    } finally {
      closeSync(file);
    }
  } catch {
    // Not readable: the import says why.
    return true;
  }
  if (head.toString('latin1') === SQLITE) return false;
  return !(path.endsWith('.kerbside') && head.every((byte) => byte === 0));
}
