import { parentPort } from 'node:worker_threads';
import { ContractError, type Failure } from '../../../../shared/contract/failure.ts';
import type {
  ContentJob,
  ContentJobName,
  FromContentWorker,
  JobHooks,
  JobParams,
  JobResult,
} from './contentJobs.ts';
import { contentWork } from './contentWork.ts';

/** The thread that looks at files: it recognises, unpacks, counts or searches, one job after the other. */
const TELL_MS = 80;
let toldAt = 0;

function post<J extends ContentJobName>(message: FromContentWorker<J>): void {
  parentPort?.postMessage(message);
}

async function run<J extends ContentJobName>(name: J, params: JobParams<J>): Promise<JobResult<J>> {
  const hooks: JobHooks<J> = {
    part: (part) => post<J>({ type: 'part', part }),
    share(share) {
      const now = performance.now();
      if (now - toldAt < TELL_MS) return;
      toldAt = now;
      post<J>({ type: 'share', share });
    },
  };
  // The thread is here, and whoever watches for silence may begin to.
  post<J>({ type: 'share', share: 0 });
  return await contentWork[name](params, hooks);
}

function failureOf(error: unknown): Failure {
  if (error instanceof ContractError) return error.toFailure();
  const code = error instanceof Error && 'code' in error ? String(error.code) : '';
  const reason = error instanceof Error ? error.message : String(error);
  switch (code) {
    case '':
      return {
        code: 'internal',
        message: `Something went wrong inside Kerbside while it looked at the file: ${reason}`,
      };
    case 'ENOENT':
      return {
        code: 'not-found',
        message: 'There is no such file: it was moved or deleted, or its name is another one.',
      };
    case 'EISDIR':
      return { code: 'invalid-params', message: 'This is a folder, and no file.', hint: 'Name one file.' };
    case 'EACCES':
    case 'EPERM':
      return {
        code: 'permission',
        message: 'The file may not be read by this user.',
        hint: 'Copy it to a folder of your own.',
      };
    default:
      return {
        code: 'io',
        message: `The file cannot be read: ${reason}.`,
        hint: 'Check the disk that it is on.',
      };
  }
}

async function work({ name, params }: ContentJob): Promise<void> {
  try {
    post({ type: 'done', result: await run(name, params) });
  } catch (error) {
    post({ type: 'failed', failure: failureOf(error) });
  }
}

parentPort?.on('message', (job: ContentJob) => void work(job));
