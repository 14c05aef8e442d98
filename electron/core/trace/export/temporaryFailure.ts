import { tmpdir } from 'node:os';
import { ContractError } from '../../../../shared/contract/failure.ts';

const FULL = 13;

/**
 * What went wrong while an export was put together in the folder for temporary files. Its own failures must not be
 * taken for those of the session file that is being read.
 */
export function temporaryFailure(error: unknown): ContractError {
  if (error instanceof ContractError) return error;
  const { isFull, reason } = causeOf(error);
  const message = isFull
    ? `The disk is full: the export is put together in ${tmpdir()} first, and there is no room for it.`
    : `The export could not be put together in ${tmpdir()}: ${reason}.`;
  return new ContractError('io', message, {
    hint: 'Free some space, export a part only, or point TMPDIR (TEMP on Windows) to a folder on another disk.',
    cause: error,
  });
}

function causeOf(error: unknown): { isFull: boolean; reason: string } {
  if (!(error instanceof Error)) return { isFull: false, reason: String(error) };
  const isFull =
    ('code' in error && (error.code === 'ENOSPC' || error.code === 'EDQUOT')) ||
    ('errcode' in error && typeof error.errcode === 'number' && (error.errcode & 0xff) === FULL);
  return { isFull, reason: error.message };
}

/** Runs a step of work in the folder for temporary files. */
export function temporarily<T>(step: () => T): T {
  try {
    return step();
  } catch (error) {
    throw temporaryFailure(error);
  }
}
