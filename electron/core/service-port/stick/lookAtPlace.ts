import { constants } from 'node:fs';
import { access, readdir, realpath, stat } from 'node:fs/promises';
import { dirname, isAbsolute, parse } from 'node:path';
import { ContractError } from '../../../../shared/contract/failure.ts';
import type { StickPlace } from '../../../../shared/service-port/stick/stickChecks.ts';
import { isSystemName } from '../../../../shared/service-port/stick/stickNames.ts';
import { freeBytesOf } from '../../files/storage/incomingFile.ts';
import { isUsbDisk, mountOf, readMounts, type MountEdge } from './mounts.ts';
import { stickFailure } from './stickFailure.ts';

/** Looks at a folder that is said to be a stick. Fails with `invalid-params`, `not-found` and `permission`. */
export async function lookAtPlace(folder: string, edge: MountEdge): Promise<StickPlace> {
  await stickFolder(folder);
  const real = await realpath(folder);
  const names = await rootNames(folder);
  const mount = mountOf(real, (await readMounts(edge)) ?? []);
  const isUsb = mount === undefined ? undefined : await isUsbDisk(mount.device, edge);
  const freeBytes = await freeBytesOf(folder);
  return {
    folder,
    names: names.filter((name) => !isSystemName(name)),
    isWritable: await mayWrite(folder),
    isRoot: await isRootOfDisk(real),
    ...(freeBytes === undefined ? {} : { freeBytes }),
    ...(mount === undefined ? {} : { fileSystem: mount.fileSystem }),
    ...(isUsb === undefined ? {} : { isUsb }),
  };
}

/** `E:` alone is a folder of that drive that some program was in last; its root is meant. */
export function rootAsMeant(folder: string): string {
  return /^[a-z]:$/i.test(folder) ? `${folder}\\` : folder;
}

/** Answers with the disk that it lies on, so that a stick that went is noticed. */
export async function stickFolder(folder: string): Promise<{ dev: number }> {
  if (!isAbsolute(folder)) {
    throw new ContractError('invalid-params', `${folder} is not a whole path.`, {
      hint: 'Name the root of the stick, such as E:\\ or /media/you/STICK.',
    });
  }
  const found = await stat(folder).catch((cause: unknown) => {
    const failure = stickFailure(cause, folder, 'its root');
    if (failure.code === 'permission') throw failure;
    throw new ContractError('not-found', `There is no ${folder}.`, {
      hint: 'Plug the stick in, open it once in the file manager, and name its root (such as E:\\ or /media/you/STICK).',
      cause,
    });
  });
  if (found.isDirectory()) return found;
  throw new ContractError('invalid-params', `${folder} is a file, not a stick.`, {
    hint: 'Name the root of the stick.',
  });
}

async function rootNames(folder: string): Promise<string[]> {
  try {
    return await readdir(folder);
  } catch (error) {
    throw stickFailure(error, folder, 'its list of files');
  }
}

/** What the rights say; a stick with a switch that protects it shows itself here, too (EROFS). */
async function mayWrite(folder: string): Promise<boolean> {
  try {
    await access(folder, constants.W_OK);
    return true;
  } catch {
    return false;
  }
}

async function isRootOfDisk(real: string): Promise<boolean> {
  const above = dirname(real);
  // A drive of Windows; `/` is the disk of the system and no stick, whatever is on it.
  if (above === real) return parse(real).root !== '/';
  const [own, outer] = await Promise.all([stat(real), stat(above)]);
  return own.dev !== outer.dev;
}
