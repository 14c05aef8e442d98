import type { Detector } from '../detector.ts';

/** What is wrong with how a station connects is wrong each time: its own finding, beside the issue of each connection. */
export function handshakeFaults(): Detector {
  return {
    observe(event) {
      if (event.type !== 'connected' || event.issues === undefined) return undefined;
      const grave = event.issues.filter(({ severity }) => severity !== 'info');
      if (grave.length === 0) return undefined;
      return { findings: grave.map(({ path: _path, ...fault }) => fault) };
    },
  };
}
