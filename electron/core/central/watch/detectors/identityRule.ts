import { objectOf } from '../../payloadFields.ts';
import { bootIdentity } from '../../station/bootIdentity.ts';
import type { DetectorFactory, NewFinding } from '../detector.ts';

/** A station that names itself in no path, or shares the last part of its path with another one. */
export const identityRule: DetectorFactory = () => {
  let path: string | undefined;
  /** The paths that were asked for, in the order of their first time. */
  const paths: string[] = [];
  return {
    interest: { calls: ['BootNotification'], others: ['connected'] },
    observe(event) {
      if (event.type === 'connected') {
        const before = path;
        path = pathOf(event.path);
        if (path === undefined) return undefined;
        const isBack = paths.includes(path) && before !== undefined && before !== path;
        if (!paths.includes(path) && paths.length < 10) paths.push(path);
        // An address that was corrected once is no second station; one that comes and goes is.
        return isBack && path !== '' ? { findings: [shared(paths)] } : undefined;
      }
      if (event.type !== 'call' || event.action !== 'BootNotification' || path !== '') return undefined;
      const { serialNumber } = bootIdentity(objectOf(event.payload));
      return serialNumber === undefined ? undefined : { findings: [nameless(serialNumber)] };
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

function nameless(serialNumber: string): NewFinding {
  return {
    code: 'identity-by-serial',
    severity: 'warning',
    message: `The charger names itself in no path, but tells its serial number “${serialNumber.slice(0, 60)}” when it boots.`,
    remedy: 'Add an id to the end of the address in the charger, or take its serial number as its id.',
    clause: 'OCPP 1.6J §3.1.1',
    proposal: { label: 'Take the serial number as its id', change: { idRule: 'boot-serial' } },
  };
}

function shared(paths: readonly string[]): NewFinding {
  return {
    code: 'identity-shared',
    severity: 'warning',
    message: `Connections come by turns with the paths ${paths
      .slice(0, 4)
      .map((path) => `“/${path.slice(0, 80)}”`)
      .join(' and ')}: these may be several chargers with the same last part.`,
    remedy: 'Give each charger an id of its own, or take the whole path as the id.',
    clause: 'OCPP 1.6J §3.1.1',
    proposal: { label: 'Take the whole path as its id', change: { idRule: 'whole-path' } },
  };
}
