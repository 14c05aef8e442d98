import { objectOf } from '../../../../../shared/payloadFields.ts';
import { knownMakesOf, type KnownMake } from '../../profiles/knownMakes.ts';
import { bootIdentity } from '../../../../../shared/ocpp/bootIdentity.ts';
import type { DetectorFactory, NewFinding } from '../detector.ts';

/** A station of a make whose habits are known. What helped others is proposed, and never set by itself. */
export const knownMake: DetectorFactory = () => ({
  interest: { calls: ['BootNotification'] },
  observe(event) {
    if (event.type !== 'call' || event.action !== 'BootNotification') return undefined;
    const told = bootIdentity(objectOf(event.payload));
    const known = knownMakesOf(told);
    if (known.length === 0) return undefined;
    const name = [told.vendor, told.model].filter(Boolean).join(' ').slice(0, 80);
    return { findings: known.map((make) => found(make, name)) };
  },
});

function found({ id, habit, label, change }: KnownMake, name: string): NewFinding {
  return {
    code: 'known-make',
    subject: id,
    severity: 'info',
    message: `Others report that chargers like this one (${name}) ${habit}. It has not been seen here.`,
    remedy: 'Take the setting over if this charger does so, too.',
    proposal: { label, change },
  };
}
