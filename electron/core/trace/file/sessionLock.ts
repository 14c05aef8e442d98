import { existsSync, rmSync, statSync } from 'node:fs';
import { DatabaseSync } from 'node:sqlite';
import { ContractError } from '../../../../shared/contract/failure.ts';
import { isLocked, sessionFailure } from './sessionFailure.ts';

/**
 * Sees to it that one Kerbside at a time records into a file, without keeping readers out.
 *
 * The lock is an exclusive lock of SQLite on an empty companion file, `<session>-lock`: a lock of the operating system
 * on Windows, macOS and Linux alike, which ends with the process that holds it, also after kill -9. The companion is
 * removed in the end; one that a crash left behind locks nothing and is taken over.
 *
 * On POSIX systems the name is removed while the lock is still held. Whoever opened the old file just before then
 * holds a lock on a file without a name: that is why the file under the name has to be the same before and after.
 */
export interface SessionLock {
  release(): void;
}

const ATTEMPTS = 10;
/** Someone who asks whether the file is in use holds the lock for a moment. */
const LOCK_WAIT_MS = 50;

/** Fails with `conflict` where another process (or this one) holds it. */
export function lockSession(path: string): SessionLock {
  const lockPath = `${path}-lock`;
  for (let attempt = 0; attempt < ATTEMPTS; attempt += 1) {
    const before = fileIdentity(lockPath);
    const connection = takeLock(lockPath, path);
    // Windows refuses to remove a file that is open, so there the name cannot change under a lock.
    if (process.platform === 'win32' || (before !== undefined && before === fileIdentity(lockPath))) {
      return { release: () => releaseLock(connection, lockPath) };
    }
    connection.close();
  }
  throw inUse(path);
}

/** Whether a running Kerbside, this one included, records into a file. What a crash left behind does not count. */
export function isSessionLocked(path: string): boolean {
  const lockPath = `${path}-lock`;
  if (!existsSync(lockPath)) return false;
  let connection: DatabaseSync | undefined;
  try {
    connection = new DatabaseSync(lockPath, { readOnly: true, timeout: 0 });
    connection.prepare('SELECT count(*) FROM sqlite_schema').get();
    return false;
  } catch (error) {
    // A lock file that went away in this moment, or that may not be read, is nobody's as far as can be told.
    return isLocked(error);
  } finally {
    connection?.close();
  }
}

function inUse(path: string, cause?: unknown): ContractError {
  return new ContractError('conflict', `Another running Kerbside records into ${path}.`, {
    hint: 'Close the other Kerbside, or choose another session file.',
    cause,
  });
}

function takeLock(lockPath: string, path: string): DatabaseSync {
  let connection: DatabaseSync | undefined;
  try {
    connection = new DatabaseSync(lockPath, { timeout: LOCK_WAIT_MS });
    // With its journal in memory SQLite leaves no second companion behind.
    connection.exec('PRAGMA journal_mode = MEMORY; BEGIN EXCLUSIVE');
    return connection;
  } catch (error) {
    connection?.close();
    throw isLocked(error) ? inUse(path, error) : sessionFailure(error, path);
  }
}

function releaseLock(connection: DatabaseSync, lockPath: string): void {
  if (process.platform !== 'win32') rmSync(lockPath, { force: true });
  connection.close();
  if (process.platform !== 'win32') return;
  try {
    rmSync(lockPath, { force: true });
  } catch (error) {
    // Another Kerbside opened it in this moment: the file is its lock now.
    if (!(error instanceof Error && 'code' in error)) throw error;
  }
}

function fileIdentity(path: string): string | undefined {
  const stats = statSync(path, { throwIfNoEntry: false, bigint: true });
  return stats === undefined ? undefined : `${stats.dev}:${stats.ino}`;
}
