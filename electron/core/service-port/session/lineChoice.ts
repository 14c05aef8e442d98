import { isDeepStrictEqual } from 'node:util';
import { DEFAULT_LINE, type LineSettings } from '../../../../shared/service-port/lineSettings.ts';
import type { PortProfile } from '../../../../shared/service-port/profile/portProfile.ts';
import type { RememberedLines } from '../transport/rememberedLines.ts';
import { changedLine, type LineWish } from '../line/changedLine.ts';

/** The usual line of a profile; without one, that of most consoles. */
export function usualLine(profile: PortProfile | undefined): LineSettings {
  const [baud] = profile?.line.bauds ?? [];
  const [format] = profile?.line.formats ?? [];
  const { flowControl, dtr, rts } = profile?.line ?? {};
  return changedLine(DEFAULT_LINE, { baud, format, flowControl, dtr, rts });
}

/** The line of a profile that was changed, where the port has the usual one of the profile as it was; nothing where it stays as it is. */
export function otherUsualLine(
  line: LineSettings,
  before: PortProfile | undefined,
  now: PortProfile,
): LineSettings | undefined {
  const wanted = usualLine(now);
  const isUsual = isDeepStrictEqual(line, usualLine(before));
  return isUsual && !isDeepStrictEqual(line, wanted) ? wanted : undefined;
}

export function lineWords({ baud, format }: Pick<LineSettings, 'baud' | 'format'>): string {
  return `${baud} ${format}`;
}

export function profileWords(profile: PortProfile | undefined): string {
  return profile?.name ?? 'plain console';
}

/**
 * What is wished, else as it was used with this adapter and profile, else as the profile says. `present`: of a port that is open; a plain console
 * goes on with it.
 */
export function chosenLine(
  memory: Pick<RememberedLines, 'of'>,
  deviceKey: string,
  {
    profile,
    present,
    wish,
  }: { profile: PortProfile | undefined; present: LineSettings | undefined; wish: LineWish | undefined },
): LineSettings {
  const base = profile === undefined && present !== undefined ? present : usualLine(profile);
  return changedLine(base, memory.of(lineKey(deviceKey, profile?.id))?.line, wish);
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
