import type { Station } from '../../../shared/station/station.ts';

/** `replaced`: other messages came instead, which is allowed (OCPP 1.6 §4.6: a heartbeat may then be skipped). */
export type HeartbeatState = 'none' | 'fresh' | 'replaced' | 'overdue';

type HeartbeatFacts = Pick<Station, 'lastHeartbeatAt' | 'lastReceivedAt' | 'heartbeatIntervalS'>;

/** Half an interval of grace: chargers count from their own timers. */
const GRACE = 1.5;

export function heartbeatState(facts: HeartbeatFacts, now: number): HeartbeatState {
  const { lastHeartbeatAt, lastReceivedAt, heartbeatIntervalS } = facts;
  if (lastHeartbeatAt === undefined) return 'none';
  const allowedMs = (heartbeatIntervalS ?? 0) * 1000 * GRACE;
  if (allowedMs === 0 || now - lastHeartbeatAt <= allowedMs) return 'fresh';
  return now - Math.max(lastHeartbeatAt, lastReceivedAt ?? 0) <= allowedMs ? 'replaced' : 'overdue';
}

/** A few seconds are the network; minutes make certificates and meter values doubtful. */
export function clockState(skewMs: number): 'right' | 'off' | 'wrong' {
  const amountMs = Math.abs(skewMs);
  if (amountMs <= 5000) return 'right';
  return amountMs <= 60_000 ? 'off' : 'wrong';
}
