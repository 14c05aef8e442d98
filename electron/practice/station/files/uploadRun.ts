import { assertNever } from '../../../../shared/assertNever.ts';
import { clientContext, reachable } from './clientContext.ts';
import { clientOf } from './clients/clientOf.ts';
import { DisturbedStream, type Disturbance } from './disturbedStream.ts';
import { placeIn, type FileLocation } from './fileLocation.ts';
import type { JobDesk, UploadJob } from './fileJob.ts';
import { inOwnFolder, writeLog } from './logs/logFile.ts';
import { asProblem, logStatusOf, TransferProblem } from './transferProblem.ts';
import { tryOften } from './tryOften.ts';

interface LogFile {
  path: string;
  sizeBytes: number;
}

/** The log goes out, with its statuses. Rejects when the signal aborts. */
export async function runUpload(desk: JobDesk, job: UploadJob, signal: AbortSignal): Promise<void> {
  const stopRepeating = tellUploading(desk, job, signal);
  try {
    const problem = await inOwnFolder((folder) => carryOut(desk, job, folder, signal));
    stopRepeating();
    desk.report(job, problem === undefined ? 'Uploaded' : failure(job, problem), 'is-over', signal);
  } finally {
    stopRepeating();
  }
}

/** MicroOcpp and others say it once; EVerest says it every two seconds. */
function tellUploading(desk: JobDesk, job: UploadJob, signal: AbortSignal): () => void {
  let cancel = (): void => undefined;
  const tell = (): void => {
    desk.report(job, 'Uploading', 'goes-on', signal);
    if (desk.habits.repeatsUploading === true) cancel = desk.station.clock.after(2_000, tell);
  };
  tell();
  return () => cancel();
}

async function carryOut(
  desk: JobDesk,
  job: UploadJob,
  folder: string,
  signal: AbortSignal,
): Promise<TransferProblem | undefined> {
  const { habits, station } = desk;
  switch (habits.upload) {
    case 'never':
      return new Promise((_resolve, reject) => {
        signal.addEventListener('abort', () => reject(asProblem(signal.reason)), { once: true });
      });
    case 'only-said':
      return undefined;
    case 'twice':
    case 'said-failed':
    case undefined:
      break;
    default:
      assertNever(habits.upload);
  }
  const file = await writeLog(station, job.log, habits, folder);
  const problem = await send(desk, job, file, signal);
  if (problem !== undefined || habits.upload === undefined) return problem;
  if (habits.upload === 'said-failed') return new TransferProblem('failed', 'it says so');
  return send(desk, job, file, signal);
}

async function send(
  desk: JobDesk,
  job: UploadJob,
  file: LogFile,
  signal: AbortSignal,
): Promise<TransferProblem | undefined> {
  const { habits } = desk;
  let trouble = habits.uploadTrouble;
  const attempt = async (before: TransferProblem | undefined): Promise<void> => {
    const disturbance: Disturbance = {
      bytesPerSecond: habits.bytesPerSecond,
      stalls: trouble === 'stalls',
      signal,
    };
    const disturb: Sending['disturb'] = (restBytes, cut): DisturbedStream =>
      new DisturbedStream({
        ...disturbance,
        cut,
        atByte: trouble === undefined ? undefined : Math.max(1, Math.floor(restBytes / 2)),
      });
    const isResumed = before?.kind === 'broken' && habits.neverResumes !== true;
    try {
      await sendOnce(desk, job, { file, isResumed, disturb }, signal);
    } catch (error) {
      if (trouble !== 'breaks') throw error;
      // It broke off by itself, and goes on at once.
      trouble = undefined;
      await attempt(asProblem(error));
    }
  };
  return tryOften(desk, job, attempt, signal);
}

interface Sending {
  file: LogFile;
  isResumed: boolean;
  disturb: (restBytes: number, cut?: () => Promise<void>) => DisturbedStream;
}

async function sendOnce(
  { station, habits }: JobDesk,
  { location, fileName }: UploadJob,
  sending: Sending,
  signal: AbortSignal,
): Promise<void> {
  const folder = reachable(location, habits);
  const name = habits.uploadsAs?.(fileName) ?? fileName;
  const to = placeIn(folder, name, habits.uploadsAs !== undefined);
  const client = await clientOf(to.protocol);
  const context = clientContext(station, habits, signal);
  const { wrongPasswords = 0 } = habits;
  if (wrongPasswords === 0) {
    await client.upload({ to, ...sending }, context);
    return;
  }
  for (let left = wrongPasswords - 1; ; left -= 1) {
    try {
      await client.upload({ to: withWrongPassword(to), ...sending }, context);
      return;
    } catch (error) {
      if (left <= 0 || signal.aborted) throw error;
    }
  }
}

function withWrongPassword(to: FileLocation): FileLocation {
  return { ...to, user: to.user === '' ? 'practice' : to.user, password: `${to.password}-wrong` };
}

function failure(job: UploadJob, problem: TransferProblem): string {
  return job.statusAction === 'LogStatusNotification' ? logStatusOf(problem) : 'UploadFailed';
}
