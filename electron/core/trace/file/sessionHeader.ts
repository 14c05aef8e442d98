import { closeSync, openSync, readSync, statSync } from 'node:fs';
import { ContractError } from '../../../../shared/contract/failure.ts';
import { APPLICATION_ID } from './migrations.ts';
import { damaged } from './sessionFailure.ts';

const HEADER_BYTES = 100;
const MAGIC = 'SQLite format 3\0';

/** A file as its first bytes tell: none or empty, or a session of a version. */
export type SessionHeader = { state: 'absent' } | { state: 'empty' } | { state: 'session'; version: number };

/**
 * Looks at a file without SQLite, which might already change a file that is not ours (its journal would be rolled
 * back). Fails with `invalid-params` where it is something else than a session.
 */
export function readSessionHeader(path: string): SessionHeader {
  const stats = statSync(path, { throwIfNoEntry: false });
  if (stats === undefined) return { state: 'absent' };
  if (stats.isDirectory()) {
    throw new ContractError('io', `${path} is a folder, not a session file.`, {
      hint: 'Name a file, such as visit.kerbside, inside the folder.',
    });
  }
  if (!stats.isFile()) throw notASession(path);
  if (stats.size === 0) return { state: 'empty' };

  const header = readHeader(path);
  if (header.toString('latin1', 0, MAGIC.length) !== MAGIC) {
    throw looksErased(header) && path.endsWith('.kerbside') ? damaged(path) : notASession(path);
  }
  if (header.length < HEADER_BYTES) throw damaged(path);
  if (header.readUInt32BE(68) !== APPLICATION_ID) throw notASession(path);
  return { state: 'session', version: header.readUInt32BE(60) };
}

/** Whether a file that begins with these bytes is a session of ours, whole or not. */
export function isSessionFile(head: Buffer): boolean {
  return (
    head.length >= HEADER_BYTES &&
    head.toString('latin1', 0, MAGIC.length) === MAGIC &&
    head.readUInt32BE(68) === APPLICATION_ID
  );
}

function readHeader(path: string): Buffer {
  const file = openSync(path, 'r');
  try {
    const header = Buffer.alloc(HEADER_BYTES);
    return header.subarray(0, readSync(file, header, 0, HEADER_BYTES, 0));
  } finally {
    closeSync(file);
  }
}

/** Zeros in place of the head: what a lost write leaves on a disk. */
function looksErased(header: Buffer): boolean {
  return header.every((byte) => byte === 0);
}

function notASession(path: string): ContractError {
  return new ContractError(
    'invalid-params',
    `${path} is not a Kerbside session file; it was left untouched.`,
    {
      hint: 'Choose a file that ends in .kerbside, or a new name.',
    },
  );
}
