import { isDeepStrictEqual } from 'node:util';
import type { PortProfile } from '../../../../shared/service-port/profile/portProfile.ts';
import type { ProfileTrouble } from '../../../../shared/service-port/portProfileInfo.ts';
import type { FolderReading } from './profileFolder.ts';

/** A profile with which a port works, and the file from which it was read; absent for a built-in one. */
export interface UsedProfile {
  profile: PortProfile;
  file: string | undefined;
}

/** What became of a profile since a port began to work with it. */
export type ProfileNews =
  | { how: 'same' }
  /** Its file cannot be used as it is now; what was read before stays in use. */
  | { how: 'faulty'; trouble: ProfileTrouble }
  /** By its id another one is found: in `file`, or built in. */
  | { how: 'changed'; now: PortProfile; file: string | undefined }
  /** Nothing is found by its id. `now`: what its file holds instead, under another id. */
  | { how: 'gone'; file: string | undefined; now: PortProfile | undefined };

/** `found`: what is found by its id now. */
export function profileNews(
  { profile, file }: UsedProfile,
  found: PortProfile | undefined,
  { files }: FolderReading,
): ProfileNews {
  const own = files.find((one) => one.file === file);
  if (found === undefined) {
    const now = own?.profile?.id === profile.id ? undefined : own?.profile;
    return { how: 'gone', file, now };
  }
  if (found !== profile && !isDeepStrictEqual(found, profile)) {
    return { how: 'changed', now: found, file: files.find((one) => one.profile === found)?.file };
  }
  const trouble = own?.profile?.id === profile.id ? own.troubles[0] : undefined;
  return trouble === undefined ? { how: 'same' } : { how: 'faulty', trouble };
}
