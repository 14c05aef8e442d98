import type { Lane, StoryStep } from '../../ui/transfer/transferStory.ts';

/** Steps that come from messages of the station: its answer, its statuses, its restarts. */
const SAYS: ReadonlySet<string> = new Set([
  'accepted',
  'nothing-to-upload',
  'not-known',
  'rejected',
  'protocol-not-supported',
  'says-idle',
  'says-uploading',
  'says-uploaded',
  'confirmed',
  'upload-failed',
  'upload-failed-retry',
  'upload-failed-refused',
  'failed-but-arrived',
  'bad-message',
  'permission-denied',
  'gave-way',
  'unknown-status',
  'no-status',
  'station-left',
  'station-restarted',
]);

/** Requests, and what follows from both lanes together. */
const BOTH: ReadonlySet<string> = new Set([
  'asked',
  'no-answer',
  'not-connected',
  'cancelled',
  'given-up-for-retry',
  'kerbside-ended',
  'uploaded-nothing-arrived',
  'gave-up',
]);

/** Whatever servers of files refuse has codes of its own: everything else is seen on the wire. */
export function fetchLane({ code }: StoryStep): Lane {
  if (SAYS.has(code)) return 'says';
  return BOTH.has(code) ? 'both' : 'wire';
}
