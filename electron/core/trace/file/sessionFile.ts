import { accessSync, constants, statSync } from 'node:fs';
import { basename, dirname, extname, resolve } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { ContractError } from '../../../../shared/contract/failure.ts';
import { migrate, SCHEMA_VERSION } from './migrations.ts';
import { sessionFailure } from './sessionFailure.ts';
import { readSessionHeader, type SessionHeader } from './sessionHeader.ts';
import { lockSession } from './sessionLock.ts';
import { newerProblem, openSessionForReading } from './sessionReader.ts';

/** The open session file of a running core. A file from a newer program is read-only, and `problem` says so. */
export interface SessionFile {
  readonly path: string;
  /** The file's name without its extension, as the screens show it. */
  readonly name: string;
  readonly database: DatabaseSync;
  readonly isReadOnly: boolean;
  readonly problem: string | undefined;
  close(): void;
}

/** A commit waits this long for another program that writes to the file; longer would stall the conversation. */
const BUSY_TIMEOUT_MS = 250;
/** Of a new file. A record with its columns takes some hundred bytes; larger pages mean fewer writes. */
const PAGE_BYTES = 8192;
/** Pages after which the log is moved into the file: the one moment that waits for the disk. */
const CHECKPOINT_PAGES = 2000;
const CACHE_KIB = 16_000;

/**
 * Opens a session file for recording, or makes it. With write-ahead logging and `synchronous = NORMAL` a commit is safe
 * once it is handed to the operating system: it survives the end of this process in any manner.
 */
export function openSession(path: string): SessionFile {
  const absolute = resolve(path);
  try {
    const header = readSessionHeader(absolute);
    if (header.state === 'session' && header.version > SCHEMA_VERSION) return openNewer(absolute);
    if (header.state === 'absent') requireFolder(absolute);
    // SQLite would open a write-protected file for reading and fail at the first record.
    else accessSync(absolute, constants.W_OK);
    return openOwn(absolute, header);
  } catch (error) {
    throw sessionFailure(error, absolute);
  }
}

function requireFolder(path: string): void {
  const folder = dirname(path);
  if (statSync(folder, { throwIfNoEntry: false })?.isDirectory() === true) return;
  throw new ContractError('io', `The folder ${folder} for the session file ${path} does not exist.`, {
    hint: 'Make the folder first, or choose another one.',
  });
}

function openOwn(path: string, header: SessionHeader): SessionFile {
  const lock = lockSession(path);
  let database: DatabaseSync | undefined;
  try {
    database = new DatabaseSync(path, { timeout: BUSY_TIMEOUT_MS });
    if (header.state !== 'session') database.exec(`PRAGMA page_size = ${PAGE_BYTES}`);
    migrate(database, header.state === 'session' ? header.version : 0);
    database.exec(
      `PRAGMA journal_mode = WAL; PRAGMA synchronous = NORMAL;
       PRAGMA wal_autocheckpoint = ${CHECKPOINT_PAGES}; PRAGMA journal_size_limit = ${CHECKPOINT_PAGES * PAGE_BYTES};
       PRAGMA cache_size = -${CACHE_KIB};`,
    );
    database.prepare('SELECT max(seq) FROM record').get();
  } catch (error) {
    database?.close();
    lock.release();
    throw error;
  }
  const opened = database;
  return {
    path,
    name: sessionName(path),
    database: opened,
    isReadOnly: false,
    problem: undefined,
    close: () => {
      foldIn(opened);
      opened.close();
      lock.release();
    },
  };
}

/**
 * Moves the log into the file, so that the file is whole by itself. SQLite does so with the last connection, but a
 * reader in another process may be there for longer. Where it does not succeed the log stays beside the file.
 */
function foldIn(database: DatabaseSync): void {
  try {
    database.exec('PRAGMA wal_checkpoint(TRUNCATE)');
  } catch {
    // A full disk or a lost drive: closing the connection meets it as well, and nothing of the log is lost by it.
  }
}

function openNewer(path: string): SessionFile {
  const reader = openSessionForReading(path);
  return {
    path,
    name: sessionName(path),
    database: reader.database,
    isReadOnly: true,
    problem: newerProblem(path),
    close: () => reader.close(),
  };
}

/** A session is called what its file is, without the ending. */
export function sessionName(path: string): string {
  return basename(path, extname(path));
}
