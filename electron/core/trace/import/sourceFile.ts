import { createReadStream } from 'node:fs';
import { open, stat } from 'node:fs/promises';
import { basename, resolve } from 'node:path';
import { createGunzip } from 'node:zlib';
import { ContractError } from '../../../../shared/contract/failure.ts';

const HEAD_BYTES = 256 * 1024;
const CHUNK_BYTES = 1024 * 1024;

/** `read` counts bytes on the disk. */
type Chunks = AsyncGenerator<{ bytes: Buffer; read: number }, void, undefined>;
type OnDiskBytes = ((bytes: Buffer) => void) | undefined;

/** A file that is to be imported. */
export interface SourceFile {
  readonly path: string;
  readonly name: string;
  /** On the disk. */
  readonly sizeBytes: number;
  /** Epoch ms. */
  readonly changedAt: number;
  readonly isCompressed: boolean;
  /** The first bytes, unpacked. */
  readonly head: Buffer;
  /**
   * The whole of it, unpacked. A chunk is good until the next is asked for. `onDiskBytes` is told every byte as it is on
   * the disk.
   */
  chunks(onDiskBytes?: (bytes: Buffer) => void): Chunks;
}

/** Fails with `not-found`, `permission`, `invalid-params` (a folder, a device, an empty file) or `io`. */
export async function openSource(path: string): Promise<SourceFile> {
  const absolute = resolve(path);
  try {
    const stats = await stat(absolute);
    if (stats.isDirectory()) throw notAFile(absolute, 'a folder');
    if (!stats.isFile()) throw notAFile(absolute, 'no ordinary file');
    const start = await readStart(absolute);
    if (start.length === 0) {
      throw new ContractError(
        'invalid-params',
        `The file ${absolute} is empty: there is nothing to import.`,
        {
          hint: 'Check whether it was copied to the end, or choose another file.',
        },
      );
    }
    const isCompressed = start[0] === 0x1f && start[1] === 0x8b;
    const source = {
      path: absolute,
      name: basename(absolute),
      sizeBytes: stats.size,
      changedAt: Math.round(stats.mtimeMs),
      isCompressed,
      chunks: (onDiskBytes: OnDiskBytes) =>
        isCompressed ? unpackedChunks(absolute, onDiskBytes) : plainChunks(absolute, onDiskBytes),
    };
    return { ...source, head: isCompressed ? await firstBytes(source.chunks(undefined)) : start };
  } catch (error) {
    throw sourceFailure(error, absolute);
  }
}

async function readStart(path: string): Promise<Buffer> {
  const file = await open(path, 'r');
  try {
    const buffer = Buffer.alloc(HEAD_BYTES);
    const { bytesRead } = await file.read(buffer, 0, HEAD_BYTES, 0);
    return buffer.subarray(0, bytesRead);
  } finally {
    await file.close();
  }
}

async function firstBytes(chunks: Chunks): Promise<Buffer> {
  const parts: Buffer[] = [];
  let size = 0;
  for await (const { bytes } of chunks) {
    parts.push(Buffer.from(bytes));
    size += bytes.length;
    if (size >= HEAD_BYTES) break;
  }
  return Buffer.concat(parts).subarray(0, HEAD_BYTES);
}

async function* plainChunks(path: string, onDiskBytes: OnDiskBytes): Chunks {
  const file = await open(path, 'r').catch((error: unknown) => {
    throw sourceFailure(error, path);
  });
  try {
    const buffer = Buffer.allocUnsafe(CHUNK_BYTES);
    for (let read = 0; ;) {
      const { bytesRead } = await file.read(buffer, 0, CHUNK_BYTES, null);
      if (bytesRead === 0) return;
      read += bytesRead;
      const bytes = buffer.subarray(0, bytesRead);
      onDiskBytes?.(bytes);
      yield { bytes, read };
    }
  } catch (error) {
    throw sourceFailure(error, path);
  } finally {
    await file.close();
  }
}

/** A packed file that is cut or damaged ends where it breaks: what came before is imported. */
async function* unpackedChunks(path: string, onDiskBytes: OnDiskBytes): Chunks {
  const file = createReadStream(path);
  if (onDiskBytes !== undefined) file.on('data', (bytes) => onDiskBytes(bytes as Buffer));
  const unpacked = file.pipe(createGunzip());
  file.once('error', (error) => unpacked.destroy(error));
  try {
    for await (const bytes of unpacked) yield { bytes: bytes as Buffer, read: file.bytesRead };
  } catch (error) {
    if (!isZlibError(error)) throw sourceFailure(error, path);
    const note = Buffer.from('\n[Kerbside: the compressed file breaks off here]\n');
    yield { bytes: note, read: file.bytesRead };
  } finally {
    file.destroy();
  }
}

function isZlibError(error: unknown): boolean {
  const code = error instanceof Error && 'code' in error ? String(error.code) : '';
  return code.startsWith('Z_');
}

function notAFile(path: string, what: string): ContractError {
  return new ContractError('invalid-params', `${path} is ${what}, not a file to import.`, {
    hint: 'Name one file.',
  });
}

function sourceFailure(error: unknown, path: string): ContractError {
  if (error instanceof ContractError) return error;
  const code = error instanceof Error && 'code' in error ? String(error.code) : '';
  const reason = error instanceof Error ? error.message : String(error);
  switch (code) {
    case 'ENOENT':
    case 'ENOTDIR':
      return new ContractError('not-found', `There is no file ${path}.`, {
        hint: 'Check the name and the folder.',
        cause: error,
      });
    case 'EACCES':
    case 'EPERM':
      return new ContractError('permission', `${path} may not be read by this user.`, {
        hint: 'Copy it to a folder of your own, or ask for permission to read it.',
        cause: error,
      });
    default:
      return new ContractError('io', `${path} cannot be read: ${reason}.`, {
        hint: 'Check the disk or the network drive that it is on.',
        cause: error,
      });
  }
}
