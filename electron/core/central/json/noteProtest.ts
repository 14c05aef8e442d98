import type { Frame } from '../../../../shared/ocpp/frame.ts';
import type { CallQueue } from '../calls/callQueue.ts';
import type { RecentCalls } from '../calls/recentCalls.ts';
import type { StationWatch } from '../watch/stationWatch.ts';

/** What a frame of a station may be about. */
interface Conversation {
  queue: CallQueue;
  recent: RecentCalls;
  watch: StationWatch;
}

/**
 * Tells the watch of an error about an answer of ours: a CALLRESULTERROR (OCPP 2.1 part 4 §4.2.4), or a CALLERROR that
 * no command waits for, which older stations send for the same.
 */
export function noteProtest(
  { kind, id, code, description }: Extract<Frame, { kind: 'error' | 'resultError' }>,
  seq: number,
  { queue, recent, watch }: Conversation,
): void {
  const answer = recent.find(id)?.answer;
  if (answer === undefined || (kind === 'error' && queue.asked(id) !== undefined)) return;
  watch.note({ type: 'protest', at: Date.now(), answer, code, description, seq });
}
