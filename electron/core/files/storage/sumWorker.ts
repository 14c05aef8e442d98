import { createHash, type Hash } from 'node:crypto';
import { closeSync, openSync, readSync } from 'node:fs';
import { parentPort } from 'node:worker_threads';
import type { FromSumWorker, ToSumWorker } from './sumMessages.ts';

/**
 * The thread that sums files up, behind those who write them: what was written a moment ago is still in the memory of
 * the system, and neither the bytes nor the work touch the thread that answers stations.
 */
const files = new Map<number, { descriptor: number; hash: Hash; at: number }>();
const piece = Buffer.allocUnsafe(1024 * 1024);

function read(id: number, to: number): void {
  const file = files.get(id);
  if (file === undefined) return;
  while (file.at < to) {
    const length = readSync(file.descriptor, piece, 0, Math.min(piece.length, to - file.at), file.at);
    if (length === 0) throw new Error('the file is shorter than it was written');
    file.hash.update(piece.subarray(0, length));
    file.at += length;
  }
}

function drop(id: number): void {
  const file = files.get(id);
  files.delete(id);
  if (file !== undefined) closeSync(file.descriptor);
}

function take(message: ToSumWorker): void {
  const { id } = message;
  if (message.type === 'follow') {
    files.set(id, { descriptor: openSync(message.path, 'r'), hash: createHash('sha256'), at: 0 });
  } else if (message.type === 'reach') {
    read(id, message.to);
  } else if (message.type === 'restart') {
    const file = files.get(id);
    if (file !== undefined) files.set(id, { ...file, hash: createHash('sha256'), at: 0 });
  } else if (message.type === 'digest') {
    read(id, message.to);
    const sha256 = files.get(id)?.hash.digest('hex');
    drop(id);
    post(sha256 === undefined ? { id, error: 'the file could not be read' } : { id, sha256 });
  } else {
    drop(id);
  }
}

function post(message: FromSumWorker): void {
  parentPort?.postMessage(message);
}

parentPort?.on('message', (message: ToSumWorker) => {
  try {
    take(message);
  } catch (error) {
    drop(message.id);
    post({ id: message.id, error: String(error) });
  }
});
