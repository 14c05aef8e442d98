import type { Capabilities, PortCapability } from '../../../../../shared/service-port/capability.ts';
import type { ConsoleProfile } from '../../../../../shared/service-port/profile/consoleProfile.ts';

/** What can be done over a console with this profile, and why not what is missing. */
export function consoleCapabilities(profile: ConsoleProfile): Capabilities {
  const { items, diagnostics, firmware, noFirmware, name } = profile;
  const missing: Array<[PortCapability, boolean, string]> = [
    ['identify', true, ''],
    [
      'configuration',
      items.some((item) => !item.isLive && item.read !== undefined),
      `The profile ${name} names no settings: use the console.`,
    ],
    [
      'write',
      items.some(({ write }) => write !== undefined && write.forbidden === undefined),
      `The profile ${name} names no settings that may be changed: use the console.`,
    ],
    [
      'live',
      items.some(({ isLive }) => isLive),
      `The profile ${name} names no values to read again and again.`,
    ],
    ['log', true, ''],
    ['diagnostics', diagnostics.length > 0, `The profile ${name} names no log that can be pulled.`],
    [
      'firmware',
      firmware !== undefined,
      noFirmware ?? `The profile ${name} names no way of firmware over this port.`,
    ],
  ];
  return {
    can: missing.filter(([, can]) => can).map(([capability]) => capability),
    cannot: missing.filter(([, can]) => !can).map(([capability, , sentence]) => ({ capability, sentence })),
  };
}
