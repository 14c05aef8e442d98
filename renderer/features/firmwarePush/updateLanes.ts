import type { Lane, StoryStep } from '../../ui/transfer/transferStory.ts';

/** Steps that are seen of the file itself: connections, bytes, and that they do not come. */
const WIRE: ReadonlySet<string> = new Set([
  'connected',
  'download-started',
  'download-resumed',
  'download-again',
  'stalled',
  'broke',
  'complete',
  'complete-again',
  'address-ended',
  'not-connected-yet',
]);

/** Requests, what Kerbside does itself, and what follows from both lanes together. */
const BOTH: ReadonlySet<string> = new Set([
  'asked',
  'snapshot',
  'no-snapshot',
  'no-answer',
  'not-connected',
  'cancelled',
  'given-up-for-retry',
  'kerbside-ended',
  'replaced',
  'gave-up',
  'verified',
  'not-installed',
  'never-booted',
  'not-back',
  'no-installation',
]);

/** Begins the sentence of whatever a station was refused on the wire, which has many codes. */
const TURNED_AWAY = 'Turned away: ';

export function updateLane({ code, sentence }: StoryStep): Lane {
  if (BOTH.has(code)) return 'both';
  if (WIRE.has(code) || sentence.startsWith(TURNED_AWAY)) return 'wire';
  return 'says';
}
