import { ContractError } from '../../../../shared/contract/failure.ts';

/** SQLite's primary result codes that tell a technician different things (https://sqlite.org/rescode.html). */
const BUSY = 5;
const LOCKED = 6;
const NOMEM = 7;
const READONLY = 8;
const IOERR = 10;
const CORRUPT = 11;
const FULL = 13;
const CANTOPEN = 14;
const NOTADB = 26;

/** The primary result code of an error of node:sqlite; nothing for any other error. */
function sqliteCode(error: unknown): number | undefined {
  if (!(error instanceof Error) || !('errcode' in error) || typeof error.errcode !== 'number')
    return undefined;
  return error.errcode & 0xff;
}

export function isLocked(error: unknown): boolean {
  const code = sqliteCode(error);
  return code === BUSY || code === LOCKED;
}

function systemCode(error: unknown): string | undefined {
  return error instanceof Error && 'code' in error && typeof error.code === 'string' ? error.code : undefined;
}

/** What went wrong with a session file, as a failure that names it. Contract errors pass through. */
export function sessionFailure(error: unknown, path: string): ContractError {
  if (error instanceof ContractError) return error;
  return sqliteFailure(error, path) ?? systemFailure(error, path);
}

export function damaged(path: string, cause?: unknown): ContractError {
  return new ContractError('io', `The session file ${path} is damaged and cannot be read.`, {
    hint: 'Keep it for a recovery attempt, and start a new session in another file.',
    cause,
  });
}

function sqliteFailure(error: unknown, path: string): ContractError | undefined {
  switch (sqliteCode(error)) {
    case undefined:
      return undefined;
    case BUSY:
    case LOCKED:
      return new ContractError('conflict', `The session file ${path} is in use by another program.`, {
        hint: 'Close the other program, or choose another session file.',
        cause: error,
      });
    case CORRUPT:
    case NOTADB:
      return damaged(path, error);
    case READONLY:
    case CANTOPEN:
      return notWritable(path, error);
    case FULL:
      return new ContractError('io', `There is no room left on the disk for the session file ${path}.`, {
        hint: 'Free some space, or choose a session file on another disk.',
        cause: error,
      });
    default:
      return unreadable(path, error);
  }
}

function systemFailure(error: unknown, path: string): ContractError {
  switch (systemCode(error)) {
    case 'ENOENT':
      return new ContractError('not-found', `There is no session file ${path}.`, {
        hint: 'Check the name and the folder.',
        cause: error,
      });
    case 'EACCES':
    case 'EPERM':
    case 'EROFS':
      return notWritable(path, error);
    default:
      return unreadable(path, error);
  }
}

export function notWritable(path: string, cause?: unknown): ContractError {
  return new ContractError('permission', `The session file ${path} cannot be opened: no permission.`, {
    hint: 'Check the permissions of the file and its folder, or choose a session file elsewhere.',
    cause,
  });
}

function unreadable(path: string, cause: unknown): ContractError {
  const reason = cause instanceof Error ? cause.message : String(cause);
  return new ContractError('io', `The session file ${path} cannot be used: ${reason}.`, {
    hint: 'Check the disk, or choose a session file elsewhere.',
    cause,
  });
}

/** Why recording pauses, as a sentence that says what happens meanwhile. */
export function recordingProblem(error: unknown): string {
  const meanwhile = 'New records stay in memory, and recording goes on by itself as soon as it can.';
  switch (sqliteCode(error)) {
    case FULL:
      return `The disk is full. ${meanwhile} Free some space on the disk of the session file.`;
    case BUSY:
    case LOCKED:
      return `Another program holds the session file. ${meanwhile} Close the other program.`;
    case READONLY:
    case CANTOPEN:
      return `The session file can no longer be written. ${meanwhile} Check the file's permissions and its disk.`;
    case IOERR:
      return `The disk of the session file reports errors. ${meanwhile} Check that the disk is still there and has room.`;
    case CORRUPT:
    case NOTADB:
      return 'The session file is damaged. New records stay in memory only. Start a new session in another file.';
    case NOMEM:
      return `The computer is out of memory. ${meanwhile} Close other programs.`;
    default:
      return `The session file cannot be written (${error instanceof Error ? error.message : String(error)}). ${meanwhile}`;
  }
}
