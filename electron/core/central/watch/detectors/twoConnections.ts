import type { Detector } from '../detector.ts';

/** Opens a new connection while the old one looks alive: the newest wins. */
export function twoConnections(): Detector {
  return {
    observe(event) {
      if (event.type !== 'disconnected' || event.isReplaced !== true) return undefined;
      return {
        findings: [
          {
            code: 'two-connections',
            severity: 'warning',
            message:
              'The station opened a new connection while the old one looked alive; the new one was taken and the old one closed.',
            remedy:
              'After a network failure that is right. If it goes on, two chargers may have the same identity: compare their addresses.',
          },
        ],
      };
    },
  };
}
