import { Worker } from 'node:worker_threads';
import { ContractError } from '../../../../shared/contract/failure.ts';
import type { FromSignWorker, SignJob } from './signMessages.ts';

export type FileSignature = Extract<FromSignWorker, { signature: string }>;

/** Signs a file of any size with flat memory. Fails with `not-found`, `permission` and `io` for a file that cannot be read. */
export function signFile(job: SignJob): Promise<FileSignature> {
  // In a checkout Node runs the sources; in a bundle the worker is a file beside this one.
  const file = import.meta.url.endsWith('.ts') ? './signWorker.ts' : './signWorker.js';
  const worker = new Worker(new URL(file, import.meta.url), { workerData: job, execArgv: [] });
  const { promise, resolve, reject } = Promise.withResolvers<FileSignature>();
  worker.once('message', (message: FromSignWorker) => {
    if ('signature' in message) resolve(message);
    else reject(unreadable(job.path, message));
  });
  worker.once('error', (error) => reject(unreadable(job.path, { error: String(error), code: undefined })));
  worker.once('exit', () => reject(unreadable(job.path, { error: 'the thread ended', code: undefined })));
  return promise;
}

function unreadable(
  path: string,
  { error, code }: { error: string; code?: string | undefined },
): ContractError {
  if (code === 'ENOENT' || code === 'ENOTDIR') {
    return new ContractError('not-found', `There is no file ${path}.`, { hint: 'Choose the file again.' });
  }
  if (code === 'EACCES' || code === 'EPERM') {
    return new ContractError('permission', `The file ${path} may not be read.`, {
      hint: 'Give yourself permission to read it.',
    });
  }
  if (code === 'EISDIR') return new ContractError('invalid-params', `${path} is no file.`);
  return new ContractError('io', `The file ${path} could not be read to its end and signed: ${error}`, {
    hint: 'Check the disk that it is on, and choose the file again.',
  });
}
