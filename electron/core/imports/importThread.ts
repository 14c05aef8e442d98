import { rm } from 'node:fs/promises';
import { Worker } from 'node:worker_threads';
import { ContractError } from '../../../shared/contract/failure.ts';
import type { ImportReport } from '../../../shared/trace/import/importReport.ts';
import { unfinishedPath } from '../trace/import/sessionBuilder.ts';
import type { FromImportWorker, ImportJob, ToImportWorker } from './importMessages.ts';

export interface ImportThreadOptions {
  signal?: AbortSignal | undefined;
  /** A share of the file, from 0 to 1. */
  onProgress?: (share: number) => void;
}

/** Runs a preview or an import on a thread of its own. Rejects with `ContractError`; `cancelled` upon the signal. */
export function runImport(
  job: ImportJob,
  { signal, onProgress }: ImportThreadOptions = {},
): Promise<ImportReport> {
  // In a checkout Node runs the sources; in a bundle the worker is a file beside this one.
  const file = import.meta.url.endsWith('.ts') ? './importWorker.ts' : './importWorker.js';
  const worker = new Worker(new URL(file, import.meta.url), { workerData: job, execArgv: [] });
  const cancel = (): void => {
    const message: ToImportWorker = { type: 'cancel' };
    worker.postMessage(message);
  };
  signal?.addEventListener('abort', cancel, { once: true });
  if (signal?.aborted === true) cancel();
  const { promise, resolve, reject } = Promise.withResolvers<ImportReport>();
  worker.on('message', (message: FromImportWorker) => {
    if (message.type === 'progress') onProgress?.(message.share);
    else if (message.type === 'done') resolve(message.report);
    else reject(contractError(message.failure));
  });
  worker.once('error', (error) => reject(brokenOff(job.path, error)));
  // Also of a thread that ran out of memory: what it had begun must not lie about.
  worker.once('exit', () => {
    signal?.removeEventListener('abort', cancel);
    reject(brokenOff(job.path, undefined));
  });
  return promise.catch(async (error: unknown) => {
    if (job.out !== undefined) await rm(unfinishedPath(job.out), { force: true });
    throw error;
  });
}

function contractError({
  code,
  message,
  hint,
}: {
  code: ContractError['code'];
  message: string;
  hint?: string | undefined;
}): ContractError {
  return new ContractError(code, message, hint === undefined ? {} : { hint });
}

function brokenOff(path: string, cause: Error | undefined): ContractError {
  const reason = cause === undefined ? '' : ` (${cause.message})`;
  return new ContractError('internal', `The import of ${path} broke off${reason}; nothing was written.`, {
    hint: 'Import a smaller part of the file, and report this with the file if you may.',
    cause,
  });
}
