import type { Detector, NewFinding } from '../detector.ts';

const MISSED_IN_A_ROW = 3;
/** A ping that is followed by the end of the connection so soon is its likely cause. */
const BREAKS_TWICE = 2;

const NO_PINGS = { label: 'Send this station no pings', change: { pingIntervalS: 0 } };

/** Does not answer pings, or breaks on them. Either is common, and neither ends a connection from our side. */
export function missingPongs(): Detector {
  let missed = 0;
  let missedAt: number | undefined;
  let broken = 0;
  return {
    observe(event) {
      if (event.type === 'connected') missed = 0;
      if (event.type === 'ping') {
        missed = event.rttMs === undefined ? missed + 1 : 0;
        missedAt = event.rttMs === undefined ? event.at : undefined;
        return missed === MISSED_IN_A_ROW ? { findings: [noPong()] } : undefined;
      }
      if (event.type !== 'disconnected') return undefined;
      const isByPing = event.code === 1002 && event.by !== 'kerbside' && missedAt === event.at;
      if (isByPing) broken += 1;
      return isByPing && broken >= BREAKS_TWICE ? { findings: [breaks()] } : undefined;
    },
  };
}

function noPong(): NewFinding {
  return {
    code: 'no-pong',
    severity: 'info',
    message: `The station left ${MISSED_IN_A_ROW} pings in a row unanswered. Its messages still count as signs of life.`,
    remedy: 'Nothing has to be done. Pings can be switched off for this station.',
    clause: 'RFC 6455 §5.5.3',
    proposal: NO_PINGS,
  };
}

function breaks(): NewFinding {
  return {
    code: 'ping-breaks-link',
    severity: 'warning',
    message:
      'The station closed with a protocol error (1002) while a ping was open, more than once: it cannot take pings.',
    remedy: 'Switch pings off for this station.',
    clause: 'RFC 6455 §5.5.2',
    proposal: NO_PINGS,
  };
}
