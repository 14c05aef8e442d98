import type { Detector } from '../detector.ts';

const SLOW_MS = 10 * 60_000;

/** Stays away for long after a Close frame of ours, while it comes back sooner after a broken line. */
export function slowReturn(): Detector {
  let closedAt: number | undefined;
  return {
    observe(event) {
      if (event.type === 'disconnected') closedAt = event.by === 'kerbside' ? event.at : undefined;
      if (event.type !== 'connected' || closedAt === undefined) return undefined;
      const awayMs = event.at - closedAt;
      closedAt = undefined;
      if (awayMs < SLOW_MS) return undefined;
      return {
        findings: [
          {
            code: 'slow-return',
            severity: 'info',
            message: `After Kerbside closed the connection the station stayed away for ${Math.round(awayMs / 60_000)} minutes.`,
            remedy:
              'Some chargers do not come back after a closing frame, but do when the line breaks: let Kerbside drop the line instead.',
            proposal: { label: 'End connections by dropping the line', change: { closeBy: 'drop' } },
          },
        ],
      };
    },
  };
}
