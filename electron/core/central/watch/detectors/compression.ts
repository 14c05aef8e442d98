import type { DetectorFactory, NewFinding } from '../detector.ts';

/** Close codes of somebody who could not read a frame: protocol error, and data that is not what it should be. */
const UNREADABLE: ReadonlySet<number> = new Set([1002, 1003, 1007]);

/** A station that agrees to permessage-deflate and then cannot do it, or does it wrong. */
export const compression: DetectorFactory = () => {
  let isCompressed = false;
  return {
    interest: { others: ['connected', 'disconnected'] },
    observe(event) {
      if (event.type === 'connected') isCompressed = event.isCompressed === true;
      if (event.type !== 'disconnected' || !isCompressed) return undefined;
      if (event.by === 'network' || !UNREADABLE.has(event.code)) return undefined;
      return { findings: [found(event.by)] };
    },
  };
};

function found(by: 'station' | 'kerbside'): NewFinding {
  const who =
    by === 'station' ? 'the charger then could not read a frame' : 'its frames then could not be read';
  return {
    code: 'compression-fails',
    severity: 'error',
    message: `The charger agreed to compression, but ${who}.`,
    remedy: 'Do not agree to compression with this charger.',
    clause: 'RFC 7692 §7',
    proposal: { label: 'No compression', change: { compression: false } },
  };
}
