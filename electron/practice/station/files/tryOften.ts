import type { FileJob, JobDesk } from './fileJob.ts';
import { asProblem, isFutile, TransferProblem } from './transferProblem.ts';

/** Tries as often as the job wants, with its pauses. Answers with what the last attempt failed of; rejects on abort. */
export async function tryOften(
  desk: JobDesk,
  job: FileJob,
  attempt: (before: TransferProblem | undefined) => Promise<void>,
  signal: AbortSignal,
): Promise<TransferProblem | undefined> {
  const { station, habits } = desk;
  if (job.retries === 0 && habits.takesNoRetriesAsNever === true)
    return new TransferProblem('failed', 'it was told to try 0 times');
  let problem: TransferProblem | undefined;
  for (let left = habits.wrongPasswords === undefined ? (job.retries ?? 0) : 0; ; left -= 1) {
    problem = await problemOf(attempt(problem), signal);
    if (problem === undefined) return undefined;
    if (left <= 0 || isFutile(problem)) break;
    station.log(`the transfer came to nothing and is tried again: ${problem.message}`);
    await desk.pause(job.retryIntervalS * 1000, signal);
  }
  station.log(`the transfer came to nothing: ${problem.message}`);
  return problem;
}

async function problemOf(work: Promise<void>, signal: AbortSignal): Promise<TransferProblem | undefined> {
  try {
    await work;
    signal.throwIfAborted();
    return undefined;
  } catch (error) {
    signal.throwIfAborted();
    return asProblem(error);
  }
}
