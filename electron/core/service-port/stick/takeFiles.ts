import { createReadStream } from 'node:fs';
import { join } from 'node:path';
import { ContractError } from '../../../../shared/contract/failure.ts';
import type { StickContents, TakenFiles } from '../../../../shared/service-port/stick/stickContents.ts';
import { freeBytesOf, IncomingFile } from '../../files/storage/incomingFile.ts';
import { safeFileName } from '../../files/storage/safeFileName.ts';
import type { Sums } from '../../files/storage/sums.ts';
import { RefusedError } from '../../files/transfers/refusal.ts';
import { stickFailure } from './stickFailure.ts';

const LIMIT_BYTES = 4_294_967_295;
/** Stays free on the disk, for the session and the system. */
const RESERVE_BYTES = 200_000_000;

type TakenFile = Omit<TakenFiles['files'][number], 'fileId'>;

/**
 * Copies what a controller wrote into a folder, with the folders that it lies in; each has its name only once it is whole, and nothing
 * is overwritten. Files that cannot be read are said by name. Fails with `io` where the disk of the folder fails, and with `cancelled`.
 */
export async function takeFiles(
  { folder, settings, files }: Pick<StickContents, 'folder' | 'settings' | 'files'>,
  into: string,
  { sums, signal }: { sums: Sums; signal: AbortSignal },
): Promise<{ files: TakenFile[]; problems: TakenFiles['problems'] }> {
  const taken: TakenFile[] = [];
  const problems: TakenFiles['problems'] = [];
  for (const { path } of [...files, ...settings]) {
    try {
      signal.throwIfAborted();
      taken.push({ from: path, ...(await takeOne(folder, path, into, { sums, signal })) });
    } catch (error) {
      if (signal.aborted) {
        throw new ContractError('cancelled', `Cancelled: ${taken.length} files are in ${into}.`);
      }
      if (error instanceof RefusedError) throw diskFailure(error);
      problems.push({ name: path, sentence: stickFailure(error, folder, path).message });
    }
  }
  if (taken.length > 0 || problems.length === 0) return { files: taken, problems };
  throw new ContractError('io', problems[0]?.sentence ?? 'Nothing could be read from the stick.', {
    hint: 'Was the stick pulled out? Plug it in and read it again.',
  });
}

async function takeOne(
  folder: string,
  path: string,
  into: string,
  { sums, signal }: { sums: Sums; signal: AbortSignal },
): Promise<Omit<TakenFile, 'from'>> {
  const parts = path.split('/').map((part) => safeFileName(part, '_'));
  const name = parts.pop() ?? '_';
  const incoming = await IncomingFile.create({
    folder: join(into, ...parts),
    limitBytes: LIMIT_BYTES,
    reserveBytes: RESERVE_BYTES,
    freeBytes: freeBytesOf,
    sums,
  });
  try {
    let at = 0;
    const stream = createReadStream(join(folder, path), { highWaterMark: 1024 * 1024, signal });
    for await (const piece of stream as AsyncIterable<Buffer>) {
      await incoming.write(at, [piece]);
      at += piece.length;
    }
    const { path: stored, sizeBytes, sha256 } = await incoming.finish(name);
    return { path: stored, sizeBytes, sha256 };
  } catch (error) {
    await incoming.discard();
    throw error;
  }
}

/** The words are for uploads of stations; what to do is another thing here. */
function diskFailure(error: RefusedError): ContractError {
  return new ContractError(
    'io',
    error.refusal.sentence.replace(' while the file was coming; what had come was removed', ''),
    {
      hint: 'Free some space or choose another folder; what was copied before is whole.',
      cause: error,
    },
  );
}
