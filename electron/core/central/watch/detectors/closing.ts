import type { DetectorFactory, NewFinding } from '../detector.ts';

/** Back within this: it came by itself. */
const SOON_MS = 2 * 60_000;
/** The slowest makes that do come back by themselves take up to this. */
const LATE_MS = 20 * 60_000;

/** A station that comes back after a broken line, but not after we closed in good order. */
export const closing: DetectorFactory = () => {
  let left: { at: number; isByUs: boolean } | undefined;
  let comesBackAfterDrop = false;
  let stayedAway = false;
  return {
    interest: { others: ['connected', 'disconnected'] },
    observe(event) {
      if (event.type === 'disconnected') {
        left = { at: event.at, isByUs: event.by === 'kerbside' };
        return undefined;
      }
      if (event.type !== 'connected' || left === undefined) return undefined;
      const awayMs = event.at - left.at;
      if (left.isByUs && awayMs > LATE_MS) stayedAway = true;
      if (left.isByUs && awayMs <= SOON_MS) stayedAway = false;
      if (!left.isByUs && awayMs <= SOON_MS) comesBackAfterDrop = true;
      left = undefined;
      return stayedAway && comesBackAfterDrop ? { findings: [STAYS_AWAY] } : undefined;
    },
  };
};

const STAYS_AWAY: NewFinding = {
  code: 'close-stays-away',
  severity: 'warning',
  message:
    'The charger comes back soon after a broken connection, but not after Kerbside closed one in good order.',
  remedy: 'Break the connection off instead of closing it.',
  clause: 'OCPP 1.6J §5.3',
  proposal: { label: 'Disconnect by dropping the line', change: { closeBy: 'drop' } },
};
