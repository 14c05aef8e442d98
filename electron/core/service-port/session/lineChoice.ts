import { DEFAULT_LINE, type LineSettings } from '../../../../shared/service-port/lineSettings.ts';
import type { PortProfile } from '../../../../shared/service-port/profile/portProfile.ts';
import type { RememberedLines } from '../transport/rememberedLines.ts';
import { changedLine } from '../line/changedLine.ts';

/** The usual line of a profile; without one, that of most consoles. */
export function usualLine(profile: PortProfile | undefined): LineSettings {
  const [baud] = profile?.line.bauds ?? [];
  const [format] = profile?.line.formats ?? [];
  const { flowControl, dtr, rts } = profile?.line ?? {};
  return changedLine(DEFAULT_LINE, { baud, format, flowControl, dtr, rts });
}

export function lineWords({ baud, format }: Pick<LineSettings, 'baud' | 'format'>): string {
  return `${baud} ${format}`;
}

export function profileWords(profile: PortProfile | undefined): string {
  return profile?.name ?? 'plain console';
}

/** How the line of an adapter was set last, with this profile. */
export function keptLine(
  memory: Pick<RememberedLines, 'of'>,
  deviceKey: string,
  profileId: string | undefined,
): LineSettings | undefined {
  return memory.of(lineKey(deviceKey, profileId))?.line;
}

/** What cannot be kept is logged by the memory itself. */
export function keepLine(
  memory: Pick<RememberedLines, 'keep'>,
  deviceKey: string,
  { profileId, line }: { profileId: string | undefined; line: LineSettings },
): void {
  void memory.keep(lineKey(deviceKey, profileId), {
    line,
    ...(profileId === undefined ? {} : { profileId }),
  });
}

/** One adapter is plugged into many chargers: its line is remembered for each profile. */
function lineKey(deviceKey: string, profileId: string | undefined): string {
  return profileId === undefined ? deviceKey : `${deviceKey} ${profileId}`;
}
