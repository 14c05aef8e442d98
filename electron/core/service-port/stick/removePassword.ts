import { lstat, open, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { ContractError } from '../../../../shared/contract/failure.ts';
import { STICK_NAMES } from '../../../../shared/service-port/stick/stickNames.ts';
import { stickFolder } from './lookAtPlace.ts';
import { stickFailure } from './stickFailure.ts';
import { syncFolder } from './writeStick.ts';

/** More is no password: somebody else’s file of that name stays. */
const MOST_BYTES = 64 * 1024;

/** As `stick.removePassword` of the contract. */
export async function removePassword(folder: string): Promise<void> {
  await stickFolder(folder);
  const path = join(folder, STICK_NAMES.password);
  const found = await lstat(path).catch(() => undefined);
  if (found === undefined) {
    throw new ContractError('not-found', `There is no ${STICK_NAMES.password} on ${folder}.`);
  }
  if (!found.isFile() || found.size > MOST_BYTES) {
    throw new ContractError(
      'conflict',
      `${STICK_NAMES.password} on ${folder} is no file with a password; it was not touched.`,
      {
        hint: 'Look at it in the file manager.',
      },
    );
  }
  try {
    // A deleted file of FAT can be had back: its bytes go first.
    const file = await open(path, 'r+');
    try {
      await file.write(Buffer.alloc(found.size), 0, found.size, 0);
      await file.sync();
    } finally {
      await file.close();
    }
    await rm(path);
    await syncFolder(folder);
  } catch (error) {
    throw stickFailure(error, folder, STICK_NAMES.password);
  }
}
