import { createWriteStream } from 'node:fs';
import { rename, rm } from 'node:fs/promises';
import { dirname } from 'node:path';
import { pipeline } from 'node:stream/promises';
import { ContractError } from '../../../shared/contract/failure.ts';

/**
 * Writes a file beside its place and then renames it: under the final name there is the whole file or what was there
 * before, never half. Fails with `ContractError`.
 */
export async function writeWholeFile(path: string, body: AsyncIterable<string | Uint8Array>): Promise<void> {
  const unfinished = `${path}.${process.pid}.part`;
  try {
    await pipeline(body, createWriteStream(unfinished));
    await rename(unfinished, path);
  } catch (error) {
    await rm(unfinished, { force: true });
    throw writeFailure(error, path);
  }
}

function writeFailure(error: unknown, path: string): unknown {
  const code = error instanceof Error && 'code' in error ? error.code : undefined;
  switch (code) {
    case 'ENOSPC':
    case 'EDQUOT':
      return new ContractError('io', `The disk is full: ${path} could not be written.`, {
        hint: 'Free some space, or save to another disk.',
        cause: error,
      });
    case 'EACCES':
    case 'EPERM':
    case 'EROFS':
      return new ContractError('permission', `${path} may not be written by this user.`, {
        hint: 'Save to a folder of your own.',
        cause: error,
      });
    case 'ENOENT':
    case 'ENOTDIR':
      return new ContractError('not-found', `There is no folder ${dirname(path)} to save to.`, {
        hint: 'Make the folder first, or save to another one.',
        cause: error,
      });
    case 'EISDIR':
    case 'EEXIST':
      return new ContractError('conflict', `${path} is a folder.`, {
        hint: 'Give the file another name.',
        cause: error,
      });
    default:
      return error;
  }
}
