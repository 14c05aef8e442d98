import type { PortProfileInfo } from '../portProfileInfo.ts';
import { capabilitiesOf } from './capabilitiesOf.ts';
import type { PortProfile } from './portProfile.ts';

/** A profile as lists show it. */
export function profileInfoOf(
  profile: PortProfile,
  place: Pick<PortProfileInfo, 'origin' | 'file' | 'replaces'>,
): PortProfileInfo {
  const { id, name, vendor, models, driver, evidence, line, usb, macros, notes } = profile;
  const { level, source, note, url } = evidence;
  return {
    id,
    name,
    ...(vendor === undefined ? {} : { vendor }),
    models,
    driver,
    evidence: {
      level,
      source: url === undefined ? source : `${source} (${url})`,
      ...(note === undefined ? {} : { note }),
    },
    bauds: line.bauds,
    formats: line.formats,
    capabilities: capabilitiesOf(profile),
    ...(line.unit === undefined ? {} : { unit: line.unit }),
    usb,
    ...place,
    macros,
    notes,
  };
}
