import { stat } from 'node:fs/promises';
import { clientContext, reachable } from './clientContext.ts';
import { clientOf } from './clients/clientOf.ts';
import { DisturbedStream } from './disturbedStream.ts';
import type { FileJob, JobDesk } from './fileJob.ts';
import { asProblem, type TransferProblem } from './transferProblem.ts';
import { tryOften } from './tryOften.ts';

/** Where nobody says how large the file is. */
const USUAL_BREAK_AT = 16_384;

/**
 * Fetches a file to a path. What an attempt left is not fetched again, where the server can go on. `onBreak` runs when
 * the station itself broke off, before it goes on. Rejects when the signal aborts.
 */
export function fetchFile(
  desk: JobDesk,
  job: FileJob,
  { path, onBreak }: { path: string; onBreak: () => Promise<void> },
  signal: AbortSignal,
): Promise<TransferProblem | undefined> {
  const { station, habits } = desk;
  const version = {};
  let trouble = habits.downloadTrouble;
  const disturb = (restBytes: number | undefined): DisturbedStream => {
    const half = restBytes === undefined ? USUAL_BREAK_AT : Math.max(1, Math.floor(restBytes / 2));
    return new DisturbedStream({
      atByte: trouble === undefined ? undefined : half,
      stalls: trouble === 'stalls',
      bytesPerSecond: habits.bytesPerSecond,
      signal,
    });
  };
  const attempt = async (before: TransferProblem | undefined): Promise<void> => {
    const isResumed = before?.kind === 'broken' && habits.neverResumes !== true;
    const offset = isResumed ? await sizeOf(path) : 0;
    const from = reachable(job.location, habits);
    const client = await clientOf(from.protocol);
    try {
      await client.download({ from, path, offset, version, disturb }, clientContext(station, habits, signal));
    } catch (error) {
      const isOwn = trouble === 'breaks' || trouble === 'reboots';
      const problem = asProblem(error);
      if (!isOwn || problem.kind !== 'broken') throw problem;
      trouble = undefined;
      await onBreak();
      await attempt(problem);
    }
  };
  return tryOften(desk, job, attempt, signal);
}

async function sizeOf(path: string): Promise<number> {
  try {
    return (await stat(path)).size;
  } catch (error) {
    // The attempt before this one did not get as far as to the first byte.
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return 0;
    throw error;
  }
}
