import type { PortProfiles as PortProfilesState } from '../../../../shared/service-port/portProfileInfo.ts';
import type { PortProfile } from '../../../../shared/service-port/profile/portProfile.ts';
import { unbuilt } from '../unbuilt.ts';

/** The profiles of devices: built in, and from the technician's folder, which is looked at again when its files change. */
export class PortProfiles {
  readonly folder: string | undefined;

  constructor(folder: string | undefined) {
    this.folder = folder;
  }

  state(): PortProfilesState {
    return { profiles: [], portless: [], troubles: [] };
  }
  /** The profiles in use, own ones in place of built-in ones with the same id. */
  all(): readonly PortProfile[] {
    return [];
  }
  find(id: string): PortProfile | undefined {
    return this.all().find((profile) => profile.id === id);
  }
  onChange(_listener: (state: PortProfilesState) => void): () => void {
    return () => undefined;
  }
  schemaText(): string {
    return unbuilt();
  }
  check(_text: string): Pick<PortProfilesState, 'troubles'> {
    return unbuilt();
  }
  close(): void {}
}
