import { createReadStream } from 'node:fs';
import { stat } from 'node:fs/promises';
import { ContractError } from '../../../shared/contract/failure.ts';
import { sizeText } from '../../../shared/files/sizeText.ts';
import { IncomingFile, type IncomingRules, type StoredFile } from '../files/storage/incomingFile.ts';
import { RefusedError } from '../files/transfers/refusal.ts';
import type { PublishedSum } from './publishedSum.ts';

const PIECE_BYTES = 1024 * 1024;

export interface CopyWish {
  path: string;
  /** As it is to be called in the folder; made safe there. */
  name: string;
  sum: PublishedSum | undefined;
  onShare: (share: number) => void;
  signal: AbortSignal;
}

/** Looks at a file before it is copied. Fails with `not-found`, `permission`, `invalid-params` and `io`. */
export async function lookAtSource(
  path: string,
  name: string,
  rules: IncomingRules,
): Promise<{ sizeBytes: number }> {
  const found = await stat(path).catch((error: unknown) => {
    throw sourceFailure(error, path);
  });
  if (found.isDirectory()) {
    throw new ContractError('invalid-params', `${name} is a folder.`, {
      hint: 'Choose the firmware file in it.',
    });
  }
  if (!found.isFile()) throw new ContractError('invalid-params', `${name} is no file.`);
  if (found.size === 0) {
    throw new ContractError('invalid-params', `${name} is empty: no charger can do anything with it.`, {
      hint: 'Get the file again from where it came from.',
    });
  }
  if (found.size > rules.limitBytes) throw tooLarge(name, found.size, rules.limitBytes);
  const free = await rules.freeBytes(rules.folder);
  if (free !== undefined && free - rules.reserveBytes < found.size) {
    throw new ContractError(
      'io',
      `There is no room for ${name}: it has ${sizeText(found.size)}, and ${sizeText(free)} are free, of which ${sizeText(rules.reserveBytes)} are kept for the session.`,
      { hint: 'Free some space, or remove files from the library.' },
    );
  }
  return { sizeBytes: found.size };
}

/**
 * Copies a file into a folder, under a name of ours until it is whole and its sum is the published one. Nothing is left of it otherwise.
 * Fails with `ContractError`; `cancelled` upon the signal.
 */
export async function copyIn(
  { path, name, sum, onShare, signal }: CopyWish,
  sizeBytes: number,
  rules: IncomingRules,
): Promise<StoredFile> {
  const incoming = await IncomingFile.create(rules).catch((error: unknown) => {
    throw targetFailure(error, name);
  });
  try {
    let at = 0;
    for await (const piece of pieces(path, signal)) {
      await incoming.write(at, [piece]);
      sum?.update(piece);
      at += piece.length;
      onShare(Math.min(1, at / sizeBytes));
    }
    if (at !== sizeBytes) throw changedMeanwhile(name);
    sum?.compare(name);
    return await incoming.finish(name);
  } catch (error) {
    await incoming.discard();
    throw targetFailure(error, name);
  }
}

async function* pieces(path: string, signal: AbortSignal): AsyncGenerator<Buffer> {
  try {
    const stream = createReadStream(path, { highWaterMark: PIECE_BYTES, signal });
    for await (const piece of stream as AsyncIterable<Buffer>) yield piece;
  } catch (error) {
    if (signal.aborted) throw new ContractError('cancelled', 'The file was not added: it was cancelled.');
    throw sourceFailure(error, path);
  }
}

function tooLarge(name: string, size: number, limit: number): ContractError {
  return new ContractError(
    'invalid-params',
    `${name} has ${sizeText(size)}; the library takes files of up to ${sizeText(limit)}.`,
    { hint: 'Firmware is far smaller: this is probably another file.' },
  );
}

function changedMeanwhile(name: string): ContractError {
  return new ContractError('conflict', `${name} changed while it was being copied.`, {
    hint: 'It may still be downloading: wait until it has come to its end, and add it again.',
  });
}

function sourceFailure(cause: unknown, path: string): ContractError {
  const code = cause instanceof Error && 'code' in cause ? String(cause.code) : '';
  switch (code) {
    case 'ENOENT':
    case 'ENOTDIR':
      return new ContractError('not-found', `There is no file ${path}.`, {
        hint: 'Check its name; the stick that it is on may have been unplugged.',
        cause,
      });
    case 'ENAMETOOLONG':
      return new ContractError('not-found', 'There can be no file of so long a name.', { cause });
    case 'EACCES':
    case 'EPERM':
      return new ContractError('permission', `${path} may not be read.`, {
        hint: 'Give yourself permission to read it.',
        cause,
      });
    default:
      return new ContractError(
        'io',
        `${path} could not be read to its end (${code === '' ? String(cause) : code}).`,
        { hint: 'Was the stick unplugged, or is the disk failing? Choose the file again.', cause },
      );
  }
}

/** Words of the receiver of uploads are for stations; what to do about them is another thing here. */
function targetFailure(error: unknown, name: string): unknown {
  if (!(error instanceof RefusedError)) return error;
  const { code, sentence } = error.refusal;
  const isDenied = code === 'folder-not-writable';
  const hint = isDenied
    ? 'Give yourself write permission there; it is Kerbside’s own folder.'
    : 'Free some space, check the disk, and add the file again.';
  return new ContractError(isDenied ? 'permission' : 'io', `${name} was not added. ${sentence}`, {
    hint,
    cause: error,
  });
}
