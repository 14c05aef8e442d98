import type { DetectorFactory, NewFinding } from '../detector.ts';

/** What a station may have asked for in its life, before it is not looked at any more. */
const PATHS_LIMIT = 10;

/** Several stations whose paths differ, but not in their last part, which is the id. */
export const sharedIdentity: DetectorFactory = () => {
  let path: string | undefined;
  /** The paths that were asked for, in the order of their first time. */
  const paths: string[] = [];
  return {
    interest: { others: ['connected'] },
    observe(event) {
      if (event.type !== 'connected') return undefined;
      const before = path;
      path = pathOf(event.path);
      if (path === undefined || path === '') return undefined;
      // An address that was corrected once is no second station; one that comes and goes is.
      const isBack = paths.includes(path) && before !== undefined && before !== path;
      if (!paths.includes(path) && paths.length < PATHS_LIMIT) paths.push(path);
      return isBack ? { findings: [found(paths)] } : undefined;
    },
  };
};

function pathOf(target: string | undefined): string | undefined {
  return target
    ?.replace(/[?#].*$/s, '')
    .split('/')
    .filter((segment) => segment !== '')
    .join('/');
}

function found(paths: readonly string[]): NewFinding {
  const named = paths
    .slice(0, 4)
    .map((path) => `“/${path.slice(0, 80)}”`)
    .join(' and ');
  return {
    code: 'identity-shared',
    severity: 'warning',
    message: `Connections come by turns with the paths ${named}: these may be several chargers with the same last part.`,
    remedy: 'Give each charger an id of its own, or take the whole path as the id.',
    clause: 'OCPP 1.6J §3.1.1',
    proposal: { label: 'Take the whole path as its id', change: { idRule: 'whole-path' } },
  };
}
