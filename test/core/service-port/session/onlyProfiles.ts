import type { PortProfiles } from '../../../../electron/core/service-port/profiles/portProfiles.ts';
import type { PortProfile } from '../../../../shared/service-port/profile/portProfile.ts';

/** These profiles, which never change. */
export function onlyProfiles(...profiles: PortProfile[]): Pick<PortProfiles, 'all' | 'find' | 'follow'> {
  return {
    all: () => profiles,
    find: (id) => profiles.find((profile) => profile.id === id),
    follow: () => () => undefined,
  };
}
