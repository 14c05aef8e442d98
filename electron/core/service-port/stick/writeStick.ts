import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { mkdir, open, readFile, rm, rmdir, stat, type FileHandle } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { ContractError } from '../../../../shared/contract/failure.ts';
import type { StickFile } from '../../../../shared/service-port/stick/stickPlan.ts';
import type { Sums } from '../../files/storage/sums.ts';
import { pulledOut, sourceFailure, stickFailure } from './stickFailure.ts';

/** A file that is to be on the stick; `sha256` is that of the source as it was looked at. */
export type StickItem = { path: string; kind: StickFile['kind'] } & (
  { bytes: Buffer } | { source: string; sizeBytes: number; sha256: string }
);

export interface StickTarget {
  folder: string;
  /** The disk on which the folder was when it was looked at. */
  dev: number;
  sums: Sums;
  signal: AbortSignal;
}

const PIECE_BYTES = 1024 * 1024;
const SMALL_BYTES = 64 * 1024;

/**
 * Writes files onto a stick in their order, then reads each back and compares. What is there is never touched; upon any failure
 * everything that was made here is removed. Fails with `ContractError`.
 */
export async function writeStick(items: readonly StickItem[], target: StickTarget): Promise<StickFile[]> {
  const made: string[] = [];
  const folders: string[] = [];
  let at = '';
  try {
    for (const item of items) {
      at = item.path;
      await makeFolder(item.path, target, folders);
      await writeOne(item, target, made);
    }
    for (const folder of [...folders, '.']) await syncFolder(join(target.folder, folder));
    const written: StickFile[] = [];
    for (const item of items) {
      at = item.path;
      written.push(await compared(item, target));
    }
    return written;
  } catch (error) {
    const failure = target.signal.aborted
      ? new ContractError('cancelled', 'The stick was not prepared: it was cancelled.')
      : stickFailure(error, target.folder, at);
    const left = await removeMade(made, folders, target);
    throw left.length === 0 ? failure : withLeft(failure, left);
  }
}

async function makeFolder(path: string, { folder }: StickTarget, made: string[]): Promise<void> {
  const name = dirname(path);
  if (name === '.' || made.includes(name)) return;
  await mkdir(join(folder, name));
  made.push(name);
}

async function writeOne(
  item: StickItem,
  { folder, dev, signal }: StickTarget,
  made: string[],
): Promise<void> {
  signal.throwIfAborted();
  const file = await open(join(folder, item.path), 'wx', 0o600);
  made.push(item.path);
  try {
    // A stick that went leaves the empty folder behind that it was mounted on: the next file would land on the disk of this computer.
    if ((await file.stat()).dev !== dev) throw pulledOut(folder, item.path);
    if ('bytes' in item) await file.writeFile(item.bytes);
    else await copyTo(file, item.source, signal);
    await file.sync();
  } finally {
    await file.close();
  }
}

async function copyTo(file: FileHandle, source: string, signal: AbortSignal): Promise<void> {
  for await (const piece of pieces(source, signal)) {
    for (let done = 0; done < piece.length;) done += (await file.write(piece, done)).bytesWritten;
  }
}

async function* pieces(path: string, signal: AbortSignal): AsyncGenerator<Buffer> {
  try {
    const stream = createReadStream(path, { highWaterMark: PIECE_BYTES, signal });
    for await (const piece of stream as AsyncIterable<Buffer>) yield piece;
  } catch (error) {
    throw signal.aborted ? error : sourceFailure(error, path);
  }
}

/** The system may answer from its memory; that the bytes are on the stick is what `sync` has made sure of before. */
async function compared(item: StickItem, { folder, sums, signal }: StickTarget): Promise<StickFile> {
  signal.throwIfAborted();
  const { path, kind } = item;
  const [expected, sizeBytes] =
    'bytes' in item ? [sumOfBytes(item.bytes), item.bytes.length] : [item.sha256, item.sizeBytes];
  await compareFile(join(folder, path), { path, sizeBytes, sha256: expected }, sums);
  return kind === 'password' ? { path, kind } : { path, kind, sizeBytes, sha256: expected };
}

/** Fails with `io` where the file is not what was written. */
export async function compareFile(
  absolute: string,
  { path, sizeBytes, sha256 }: { path: string; sizeBytes: number; sha256: string },
  sums: Sums,
): Promise<void> {
  const { size } = await stat(absolute);
  if (size === sizeBytes && (await sumOf(absolute, sizeBytes, sums)) === sha256) return;
  throw new ContractError('io', `What was read back of ${path} is not what was written.`, {
    hint: 'The stick is failing, or the file changed while it was being copied. Take another stick, and begin again.',
  });
}

/** What is small is not worth a thread. */
async function sumOf(absolute: string, sizeBytes: number, sums: Sums): Promise<string> {
  return sizeBytes > SMALL_BYTES ? await sums.of(absolute, sizeBytes) : sumOfBytes(await readFile(absolute));
}

function sumOfBytes(bytes: Buffer): string {
  return createHash('sha256').update(bytes).digest('hex');
}

/** Not every system lets a folder be synchronised (Windows does not); its files are on the stick all the same. */
export async function syncFolder(path: string): Promise<void> {
  const folder = await open(path, 'r').catch(() => undefined);
  await folder?.sync().catch(() => undefined);
  await folder?.close();
}

/** The last first: without the password nothing that may be left does anything. Answers with what could not be removed. */
async function removeMade(
  made: readonly string[],
  folders: readonly string[],
  { folder }: StickTarget,
): Promise<string[]> {
  const left: string[] = [];
  for (const path of made.toReversed()) {
    await rm(join(folder, path), { force: true }).catch(() => left.push(path));
  }
  for (const path of folders) {
    // Something of somebody else may be in it by now: it stays.
    await rmdir(join(folder, path)).catch(() => undefined);
  }
  return left;
}

function withLeft(failure: ContractError, left: readonly string[]): ContractError {
  const hint = `${failure.hint ?? ''} Half-written files may be on it: ${left.join(', ')}.`.trim();
  return new ContractError(failure.code, failure.message, { hint, cause: failure });
}
