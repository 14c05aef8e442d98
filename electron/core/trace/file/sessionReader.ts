import { existsSync, statSync } from 'node:fs';
import { resolve } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { pathToFileURL } from 'node:url';
import { ContractError } from '../../../../shared/contract/failure.ts';
import { readAsCurrent, SCHEMA_VERSION } from './migrations.ts';
import { sessionFailure } from './sessionFailure.ts';
import { readSessionHeader } from './sessionHeader.ts';

/** A session file opened for reading. `problem` is a sentence about a file from a newer program. */
export interface SessionReader {
  readonly path: string;
  readonly database: DatabaseSync;
  readonly problem: string | undefined;
  /** Sees what another process records meanwhile. */
  readonly isFollowing: boolean;
  close(): void;
}

/** How long a reader waits for the moment in which the recorder moves its log into the file. */
const BUSY_TIMEOUT_MS = 2000;

/**
 * Opens a session without creating or changing anything, while another process records into it as well as on
 * read-only media. `not-found` where there is none, `invalid-params` where it is something else.
 */
export function openSessionForReading(path: string): SessionReader {
  const absolute = resolve(path);
  try {
    const header = readSessionHeader(absolute);
    if (header.state !== 'session') throw noSession(absolute, header.state);
    const isFollowing = existsSync(`${absolute}-shm`);
    const database = openReadOnly(absolute, isFollowing);
    readAsCurrent(database, header.version);
    return {
      path: absolute,
      database,
      problem: header.version > SCHEMA_VERSION ? newerProblem(absolute) : undefined,
      isFollowing,
      close: () => database.close(),
    };
  } catch (error) {
    throw sessionFailure(error, absolute);
  }
}

/** A further connection to a session that this process records into: the usual shared way. */
export function openOwnSessionForReading(path: string): DatabaseSync {
  return checked(new DatabaseSync(path, { readOnly: true, timeout: BUSY_TIMEOUT_MS }));
}

export function newerProblem(path: string): string {
  return (
    `The session file ${path} was made by a newer Kerbside: it opens for reading only, and nothing new is recorded. ` +
    'Update this Kerbside, or start a new session in another file.'
  );
}

function noSession(path: string, state: 'absent' | 'empty'): ContractError {
  return state === 'absent'
    ? new ContractError('not-found', `There is no session file ${path}.`, {
        hint: 'Check the name and the folder.',
      })
    : new ContractError('invalid-params', `The file ${path} is empty.`, {
        hint: 'Choose a session file that has something recorded.',
      });
}

/**
 * Which way is right depends on the companions of write-ahead logging beside the file:
 * - with `-shm` a recorder runs or was killed: join in, without touching the shared index;
 * - with a log alone (both were copied from a running machine): no one else can be there, so read the log without
 *   locks into an index of our own;
 * - with neither, the file is complete in itself: read it as immutable. A recorder that starts meanwhile writes to its
 *   log first.
 */
function openReadOnly(path: string, hasSharedIndex: boolean): DatabaseSync {
  const log = statSync(`${path}-wal`, { throwIfNoEntry: false });
  if (hasSharedIndex) {
    try {
      return connect(path, 'mode=ro&readonly_shm=1');
    } catch {
      // A shared index that is not usable as it is (killed while it was made) has to be rebuilt by SQLite.
      return connect(path, 'mode=ro');
    }
  }
  if (log === undefined || log.size === 0) return connect(path, 'mode=ro&immutable=1');
  const lockless = process.platform === 'win32' ? 'win32-none' : 'unix-none';
  return connect(path, `mode=ro&vfs=${lockless}`, 'PRAGMA locking_mode = EXCLUSIVE');
}

function connect(path: string, query: string, first?: string): DatabaseSync {
  const url = pathToFileURL(path);
  url.search = query;
  // A network path of Windows (\\server\share) is no URL that SQLite takes.
  const location = url.host === '' ? url : path;
  const database = new DatabaseSync(location, { readOnly: true, timeout: BUSY_TIMEOUT_MS });
  if (first !== undefined) database.exec(first);
  return checked(database);
}

/** Reads the schema and the last record, so that a file that cannot be read fails here. */
function checked(database: DatabaseSync): DatabaseSync {
  try {
    database.exec('PRAGMA cache_size = -16000');
    database.prepare('SELECT max(seq) FROM record').get();
    return database;
  } catch (error) {
    database.close();
    throw error;
  }
}
