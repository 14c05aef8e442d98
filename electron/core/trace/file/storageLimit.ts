import type { Session } from '../../../../shared/session/session.ts';

/** Of the limit: from here on the technician is warned. */
const WARNED_SHARE = 0.8;
/** Below this the disk will be full before the day is over. */
const LOW_DISK_BYTES = 1_000_000_000;

export interface Storage {
  sizeBytes: number | undefined;
  maxBytes: number | undefined;
  freeBytes?: number | undefined;
}

/** What will stop the recording before long. The limit comes first: it is the nearer one to do something about. */
export function storageWarning({ sizeBytes, maxBytes, freeBytes }: Storage): Session['warning'] {
  if (sizeBytes !== undefined && maxBytes !== undefined && sizeBytes >= maxBytes * WARNED_SHARE) {
    return 'limit-near';
  }
  return freeBytes !== undefined && freeBytes < LOW_DISK_BYTES ? 'disk-low' : undefined;
}

/** Why recording has to pause, as a sentence; nothing while there is room below the limit. */
export function limitProblem({ sizeBytes, maxBytes }: Storage): string | undefined {
  if (sizeBytes === undefined || maxBytes === undefined || sizeBytes < maxBytes) return undefined;
  const size = `${Math.max(1, Math.round(maxBytes / 1_000_000))} MB`;
  return (
    `The session has reached its limit of ${size}. New records stay in memory, as long as there is room, and nothing ` +
    'that was recorded is deleted. Raise the limit or take it away, and recording goes on.'
  );
}
