import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { isAbsolute } from 'node:path';
import { pipeline } from 'node:stream/promises';
import { ContractError } from '../../../shared/contract/failure.ts';
import type { PushedFile } from '../../../shared/files/firmwareUpdate.ts';
import { firstLook } from '../firmware-library/firstLook.ts';
import type { FirmwareLibrary } from '../firmware-library/firmwareLibrary.ts';
import type { FileTransfers } from '../files/fileTransfers.ts';

/** A file of this computer, or one of the library. */
export type FirmwareFileRef = { path: string } | { libraryId: string };

/** The library of firmware, as far as pushing needs it. */
export type FirmwareLibrarySource = Pick<FirmwareLibrary, 'resolve' | 'state'>;

/** Finds out what a file is that is to be pushed. Fails with `not-found`, `invalid-params`, `conflict` and `io`. */
export async function firmwareFileOf(
  ref: FirmwareFileRef,
  version: string | undefined,
  means: { transfers: Pick<FileTransfers, 'lookAt'>; library: FirmwareLibrarySource | undefined },
): Promise<PushedFile> {
  if ('path' in ref) {
    if (!isAbsolute(ref.path)) {
      throw new ContractError('invalid-params', `The file ${ref.path} is not a whole path.`);
    }
    const { path, name, sizeBytes, sha256 } = await means.transfers.lookAt(ref.path);
    const doubts = await firstLook(path, name, sizeBytes);
    return { path, name, sizeBytes, sha256, doubts, ...(version === undefined ? {} : { version }) };
  }
  if (means.library === undefined) {
    throw new ContractError('unavailable', 'This Kerbside has no library of firmware.');
  }
  const known = await means.library.resolve(ref.libraryId);
  const expected = version ?? known.version;
  const doubts = means.library.state().files.find(({ id }) => id === ref.libraryId)?.doubts ?? [];
  return {
    path: known.path,
    name: known.name,
    sizeBytes: known.sizeBytes,
    sha256: known.sha256,
    libraryId: ref.libraryId,
    doubts,
    ...(expected === undefined ? {} : { version: expected }),
  };
}

/** By which PublishFirmware names a file (OCPP 2.0.1 part 2 §1.37.1): hexadecimal, 32 characters. */
export async function md5Of(path: string): Promise<string> {
  const hash = createHash('md5');
  await pipeline(createReadStream(path, { highWaterMark: 1024 * 1024 }), hash);
  return hash.digest('hex');
}
