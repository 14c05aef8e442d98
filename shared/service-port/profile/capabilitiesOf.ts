import type { Capabilities, PortCapability } from '../capability.ts';
import type { PortProfile } from './portProfile.ts';

/** What a profile gives its driver to do; what is missing with the reason, for the technician. */
export function capabilitiesOf(profile: PortProfile): Capabilities {
  const missing: Record<PortCapability, string | undefined> = {
    // At the least each driver says whether the line works.
    identify: undefined,
    configuration: configurationMissing(profile),
    write: writeMissing(profile),
    live: liveMissing(profile),
    log: logMissing(profile),
    diagnostics: diagnosticsMissing(profile),
    firmware: firmwareMissing(profile),
  };
  const entries = Object.entries(missing) as Array<[PortCapability, string | undefined]>;
  return {
    can: entries.filter(([, sentence]) => sentence === undefined).map(([capability]) => capability),
    cannot: entries.flatMap(([capability, sentence]) =>
      sentence === undefined ? [] : [{ capability, sentence }],
    ),
  };
}

/** Items that can be read, and whether they are measurements. */
function readings(profile: PortProfile): Array<{ isLive: boolean }> {
  switch (profile.driver) {
    case 'ocpp-lines':
      return [];
    case 'modbus':
      return profile.items.filter(({ fc }) => fc !== undefined);
    case 'rapi':
      // RAPI itself has settings and measurements that its driver knows.
      return [{ isLive: true }, { isLive: false }];
    default:
      return profile.items.filter(({ read }) => read !== undefined);
  }
}

function configurationMissing(profile: PortProfile): string | undefined {
  if (readings(profile).some(({ isLive }) => !isLive)) return undefined;
  return profile.driver === 'ocpp-lines'
    ? 'This device is only listened to: its configuration is read over OCPP.'
    : 'For this device no settings are known that could be read over this port.';
}

function writeMissing(profile: PortProfile): string | undefined {
  const items = profile.driver === 'ocpp-lines' ? [] : profile.items;
  const isThere =
    profile.driver === 'rapi' ||
    items.some(({ write }) => write !== undefined && write.forbidden === undefined);
  if (isThere) return undefined;
  return profile.driver === 'ocpp-lines'
    ? 'This device is only listened to: nothing can be changed over this port.'
    : 'For this device no setting is known that could be safely written over this port.';
}

function liveMissing(profile: PortProfile): string | undefined {
  if (readings(profile).some(({ isLive }) => isLive)) return undefined;
  return profile.driver === 'ocpp-lines'
    ? 'This device is only listened to: its values are in the OCPP messages that it prints.'
    : 'For this device no measurements or states are known that could be shown live.';
}

function logMissing({ driver }: PortProfile): string | undefined {
  if (driver !== 'modbus') return undefined;
  return 'A device on Modbus prints no log: it only answers when it is asked.';
}

function diagnosticsMissing(profile: PortProfile): string | undefined {
  switch (profile.driver) {
    case 'console':
      return profile.diagnostics.length > 0
        ? undefined
        : 'No command is known that gives a log of this device; what it prints is recorded all the same.';
    case 'rapi':
      // All that it tells of itself, as one text.
      return undefined;
    case 'modbus':
      return 'A device on Modbus has no files that could be pulled; its registers are what it tells.';
    default:
      return 'This device keeps no log that could be pulled; what it prints is recorded all the same.';
  }
}

function firmwareMissing(profile: PortProfile): string | undefined {
  if ('firmware' in profile && profile.firmware !== undefined) return undefined;
  if (profile.noFirmware !== undefined) return profile.noFirmware;
  return profile.driver === 'rapi'
    ? 'The firmware of this charger does not go over RAPI: it is written with a programmer at the ISP pins of its board.'
    : 'No way is known to bring firmware into this device over this port.';
}
