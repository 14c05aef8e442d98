import { open, stat } from 'node:fs/promises';
import { basename, isAbsolute } from 'node:path';
import { ContractError } from '../../../../shared/contract/failure.ts';
import type { StickFirmware } from '../../../../shared/service-port/stick/stickPlan.ts';
import { firstLook, mistakeAmong } from '../../firmware-library/firstLook.ts';
import type { Sums } from '../../files/storage/sums.ts';
import { readDebPackage, type DebPackage } from './debPackage.ts';
import { sourceFailure } from './stickFailure.ts';

/** Looks at a file that is to be the firmware. Fails with `invalid-params` for what is no package, `not-found`, `permission` and `io`. */
export async function firmwareSource(path: string | undefined, sums: Sums): Promise<StickFirmware> {
  if (path === undefined)
    throw noSource('Name the firmware: a file ending in .deb, from the maker of the charger.');
  if (!isAbsolute(path)) throw new ContractError('invalid-params', `${path} is not a whole path.`);
  const name = basename(path);
  const found = await stat(path).catch((error: unknown) => {
    throw sourceFailure(error, path);
  });
  if (!found.isFile())
    throw noSource(`${name} is no file. Choose the package of the firmware, a file ending in .deb.`);
  const about = await packageOf(path, found.size);
  if (about === undefined) throw await noPackage(path, name, found.size);
  const sha256 = await sums.of(path, found.size).catch((error: unknown) => {
    throw sourceFailure(error, path);
  });
  return { name, sizeBytes: found.size, sha256, ...about };
}

async function packageOf(path: string, sizeBytes: number): Promise<DebPackage | undefined> {
  const file = await open(path).catch((error: unknown) => {
    throw sourceFailure(error, path);
  });
  try {
    return await readDebPackage(file, sizeBytes);
  } catch (error) {
    throw sourceFailure(error, path);
  } finally {
    await file.close();
  }
}

function noSource(sentence: string): ContractError {
  return new ContractError('invalid-params', sentence);
}

async function noPackage(path: string, name: string, sizeBytes: number): Promise<ContractError> {
  const mistake = mistakeAmong(await firstLook(path, name, sizeBytes).catch(() => []));
  const what =
    mistake?.sentence ??
    'It does not begin as a Debian package does (an ar archive with debian-binary first).';
  return new ContractError('invalid-params', `${name} is no firmware for these controllers. ${what}`, {
    hint: 'Take the file ending in .deb as the maker of the charger gives it; one inside of a zip has to be unpacked first.',
  });
}
