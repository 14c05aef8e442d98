import type { DetectorFactory, NewFinding } from '../detector.ts';

/** A connection that ends so soon after a ping has probably ended because of it. */
const AT_ONCE_MS = 2000;
const ENOUGH_CLOSES = 2;
const ENOUGH_UNANSWERED = 3;
const PROTOCOL_ERROR = 1002;

/** A station that leaves upon our ping, or lives and never answers one (RFC 6455 §5.5.2). */
export const pings: DetectorFactory = () => {
  let closes = 0;
  let unanswered = 0;
  let hasPonged = false;
  let pingedAt: number | undefined;
  let calledAt = 0;
  return {
    interest: { calls: 'all', others: ['connected', 'pinged', 'ponged', 'disconnected'] },
    observe(event) {
      switch (event.type) {
        case 'connected':
          unanswered = 0;
          pingedAt = undefined;
          return undefined;
        case 'call':
          calledAt = event.at;
          return undefined;
        case 'ponged':
          hasPonged = true;
          unanswered = 0;
          pingedAt = undefined;
          return undefined;
        case 'pinged': {
          // Only a station that speaks is deaf for pings; a silent one may be gone.
          if (pingedAt !== undefined && calledAt >= pingedAt) unanswered += 1;
          pingedAt = event.at;
          return !hasPonged && unanswered >= ENOUGH_UNANSWERED ? { findings: [NEVER_ANSWERED] } : undefined;
        }
        case 'disconnected': {
          const isUponPing = pingedAt !== undefined && event.at - pingedAt <= AT_ONCE_MS;
          pingedAt = undefined;
          if (!isUponPing || event.by === 'kerbside') return undefined;
          closes += event.code === PROTOCOL_ERROR ? ENOUGH_CLOSES : 1;
          return closes >= ENOUGH_CLOSES ? { findings: [LEAVES_UPON_PING] } : undefined;
        }
        default:
          return undefined;
      }
    },
  };
};

const PINGS_OFF = { label: 'Send no pings', change: { pingIntervalS: 0 } };

const LEAVES_UPON_PING: NewFinding = {
  code: 'ping-leaves',
  severity: 'error',
  message: 'The connection ends right after a WebSocket ping of Kerbside.',
  remedy: 'Send no pings to this charger.',
  clause: 'RFC 6455 §5.5.2',
  proposal: PINGS_OFF,
};

const NEVER_ANSWERED: NewFinding = {
  code: 'ping-unanswered',
  severity: 'warning',
  message: 'The charger speaks, but never answers a WebSocket ping.',
  remedy: 'Send no pings to this charger: without an answer they tell nothing.',
  clause: 'RFC 6455 §5.5.2',
  proposal: PINGS_OFF,
};
