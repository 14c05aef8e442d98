import type { Capabilities } from '../../../../../shared/service-port/capability.ts';
import type { ConsoleProfile } from '../../../../../shared/service-port/profile/consoleProfile.ts';
import { capabilitiesOf } from '../capabilitiesOf.ts';

/** What can be done over a console with this profile, and why not what is missing. */
export function consoleCapabilities({
  items,
  diagnostics,
  firmware,
  noFirmware,
  name,
}: ConsoleProfile): Capabilities {
  return capabilitiesOf({
    identify: { can: true, whyNot: '' },
    configuration: {
      can: items.some((item) => !item.isLive && item.read !== undefined),
      whyNot: `The profile ${name} names no settings: use the console.`,
    },
    write: {
      can: items.some(({ write }) => write !== undefined && write.forbidden === undefined),
      whyNot: `The profile ${name} names no settings that may be changed: use the console.`,
    },
    live: {
      can: items.some(({ isLive }) => isLive),
      whyNot: `The profile ${name} names no values to read again and again.`,
    },
    log: { can: true, whyNot: '' },
    diagnostics: {
      can: diagnostics.length > 0,
      whyNot: `The profile ${name} names no log that can be pulled.`,
    },
    firmware: {
      can: firmware !== undefined,
      whyNot: noFirmware ?? `The profile ${name} names no way of firmware over this port.`,
    },
  });
}
