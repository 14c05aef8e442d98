import { newestAt, type Attempt } from '../../shared/station/attempt.ts';

const SHOWN_MS = 30 * 60_000;
const SHOWN_COUNT = 8;

/** The address without its port: `192.168.1.80:50123`, `[fe80::1]:50123`, `::ffff:192.168.1.80`. */
export function remoteHost(remoteAddress: string): string {
  const bracketed = /^\[(.+)\](?::\d+)?$/.exec(remoteAddress)?.[1];
  const bare =
    bracketed ?? (/^[^:]+:\d+$/.test(remoteAddress) ? remoteAddress.replace(/:\d+$/, '') : remoteAddress);
  return bare.replace(/^::ffff:(?=\d+\.)/i, '');
}

/**
 * Who tries and does not get in: the newest attempt of each charger, where it failed. Chargers are told apart by
 * address and path, as far as they told it.
 */
export function waitingAttempts(attempts: readonly Attempt[], now: number): Attempt[] {
  const seen = new Set<string>();
  const waiting: Attempt[] = [];
  for (const attempt of attempts.toSorted((one, other) => newestAt(other) - newestAt(one))) {
    if (now - newestAt(attempt) > SHOWN_MS) break;
    const key = `${remoteHost(attempt.remoteAddress)} ${attempt.stationId ?? attempt.pathId ?? ''}`;
    if (seen.has(key)) continue;
    seen.add(key);
    if (!attempt.ok) waiting.push(attempt);
  }
  return waiting.slice(0, SHOWN_COUNT);
}
