import { parentPort, workerData } from 'node:worker_threads';
import { ContractError, type Failure } from '../../../shared/contract/failure.ts';
import { OCPP_VERSIONS } from '../../../shared/ocpp/version.ts';
import { importedFrameInspector } from '../central/importedFrames.ts';
import { Schemas } from '../central/schemas/schemas.ts';
import { importTrace, previewTrace } from '../trace/import/importTrace.ts';
import type { FromImportWorker, ImportJob, ToImportWorker } from './importMessages.ts';

/** The thread of one import: it reads, checks and writes, and the live session does not notice. */
const { path, options, out } = workerData as ImportJob;
const abort = new AbortController();
const PROGRESS_MS = 100;
let toldAt = 0;

parentPort?.on('message', ({ type }: ToImportWorker) => {
  if (type === 'cancel') abort.abort();
});

function post(message: FromImportWorker): void {
  parentPort?.postMessage(message);
}

function onProgress(share: number): void {
  const now = performance.now();
  if (now - toldAt < PROGRESS_MS) return;
  toldAt = now;
  post({ type: 'progress', share });
}

function failureOf(error: unknown): Failure {
  if (error instanceof ContractError) return error.toFailure();
  if (abort.signal.aborted)
    return { code: 'cancelled', message: 'The import was cancelled; nothing was written.' };
  const reason = error instanceof Error ? error.message : String(error);
  return { code: 'internal', message: `Something went wrong inside Kerbside while it imported: ${reason}` };
}

try {
  const schemas = new Schemas();
  await Promise.all(OCPP_VERSIONS.map((version) => schemas.load(version)));
  const inspector = importedFrameInspector(schemas);
  const work = { path, options, inspector, signal: abort.signal, onProgress };
  post({ type: 'done', report: out === undefined ? await previewTrace(work) : await importTrace(work, out) });
} catch (error) {
  post({ type: 'failed', failure: failureOf(error) });
} finally {
  parentPort?.close();
}
