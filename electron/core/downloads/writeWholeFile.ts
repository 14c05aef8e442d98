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
    // What a disk has taken but cannot keep, as a USB stick may, has to show before the name is given.
    await pipeline(body, createWriteStream(unfinished, { flush: true }));
    await rename(unfinished, path);
  } catch (error) {
    const failure = writeFailure(error, path);
    await rm(unfinished, { force: true }).catch(() => {
      // Where a file could not be made, there is often none that could be removed: the first failure is the one to tell.
    });
    throw failure;
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
    case 'EFBIG':
      return new ContractError('io', `${path} became too large for its disk: on some, files end at 4 GB.`, {
        hint: 'Export a part only, or save to a disk with another file system (NTFS, exFAT, ext4).',
        cause: error,
      });
    case 'ENAMETOOLONG':
      return new ContractError('invalid-params', `The name of ${path} is too long for its disk.`, {
        hint: 'Give the file a shorter name.',
        cause: error,
      });
    case 'EISDIR':
    case 'EEXIST':
      return new ContractError('conflict', `${path} is a folder.`, {
        hint: 'Give the file another name.',
        cause: error,
      });
    case 'EIO':
    case 'ENXIO':
    case 'ENODEV':
      return new ContractError('io', `The disk of ${path} reports errors: the file could not be written.`, {
        hint: 'Check that the disk is still connected, or save to another one.',
        cause: error,
      });
    default:
      return error;
  }
}
