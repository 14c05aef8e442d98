import type { OcppVersion } from '../../../../../shared/ocpp/version.ts';
import type { Detector } from '../detector.ts';

/** A charger that tries one version after the other does so at once. */
const WITHIN_MS = 60_000;

/** Comes with one OCPP version, leaves, and comes again with another: it tries which one is spoken here. */
export function twoVersions(): Detector {
  let last: { version: OcppVersion; at: number } | undefined;
  return {
    observe(event) {
      if (event.type !== 'connected') return undefined;
      const before = last;
      last = { version: event.version, at: event.at };
      if (before === undefined || before.version === event.version || event.at - before.at > WITHIN_MS) {
        return undefined;
      }
      const seconds = ((event.at - before.at) / 1000).toFixed(1);
      return {
        findings: [
          {
            code: 'two-versions',
            severity: 'info',
            message: `The station came with OCPP ${before.version}, and ${seconds} s later with ${event.version}: it tries several versions, which are one charger.`,
            remedy: 'Nothing has to be done. If it settles on the wrong one, set the version in the charger.',
          },
        ],
      };
    },
  };
}
