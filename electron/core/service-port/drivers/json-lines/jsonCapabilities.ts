import type { Capabilities } from '../../../../../shared/service-port/capability.ts';
import type { JsonLinesProfile } from '../../../../../shared/service-port/profile/linesProfile.ts';
import { capabilitiesOf } from '../capabilitiesOf.ts';

/** What can be done over JSON lines with this profile, and why not what is missing. */
export function jsonCapabilities({ name, items, noFirmware }: JsonLinesProfile): Capabilities {
  return capabilitiesOf({
    identify: { can: true, whyNot: '' },
    configuration: {
      can: items.some((item) => !item.isLive && item.read !== undefined),
      whyNot: `The profile ${name} names no settings.`,
    },
    write: {
      can: items.some(({ write }) => write !== undefined && write.forbidden === undefined),
      whyNot: `The profile ${name} names no settings that may be changed.`,
    },
    live: { can: items.some(({ isLive }) => isLive), whyNot: `The profile ${name} names no values.` },
    log: { can: true, whyNot: '' },
    diagnostics: { can: false, whyNot: 'What the device prints is recorded; there is no file to be pulled.' },
    firmware: {
      can: false,
      whyNot: noFirmware ?? `The profile ${name} names no way of firmware over this port.`,
    },
  });
}
