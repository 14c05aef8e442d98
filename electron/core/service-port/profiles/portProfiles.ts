import { isDeepStrictEqual } from 'node:util';
import type { PortProfile } from '../../../../shared/service-port/profile/portProfile.ts';
import { profileInfoOf } from '../../../../shared/service-port/profile/profileInfoOf.ts';
import type {
  PortProfiles as PortProfilesState,
  ProfileTrouble,
} from '../../../../shared/service-port/portProfileInfo.ts';
import { PORTLESS_DEVICES } from './built-in/portlessDevices.ts';
import { watchFolder, type FolderWatchOptions } from './folderWatch.ts';
import type { FileProfile, FolderReading } from './profileFolder.ts';
import { profileNews, type ProfileNews, type UsedProfile } from './profileNews.ts';

const NOTHING_READ: FolderReading = { files: [], troubles: [] };

interface InUse {
  profiles: readonly PortProfile[];
  /** What is in no file any more while ports work with it. */
  kept: readonly PortProfile[];
  state: PortProfilesState;
}

interface Following extends UsedProfile {
  tell: (news: ProfileNews) => void;
}

/**
 * The profiles of devices: built in, and from the technician's folder. A file takes the place of the built-in profile with its id. All
 * are loaded when they are first asked for (there are none until `ready`), and the folder is looked at from then on whenever its files change, until `close`.
 */
export class PortProfiles {
  readonly folder: string | undefined;
  readonly #options: FolderWatchOptions;
  readonly #listeners = new Set<(state: PortProfilesState) => void>();
  readonly #followed = new Set<Following>();
  #builtIn: readonly PortProfile[] = [];
  #reading: FolderReading = NOTHING_READ;
  #looking: Promise<void> | undefined;
  #inUse: InUse | undefined;
  #ready: Promise<void> | undefined;
  #stopWatching: (() => void) | undefined;
  #isClosed = false;
  /** Why there is no folder. */
  #folderTrouble: string | undefined;

  constructor(folder: string | undefined, options: FolderWatchOptions = {}) {
    this.folder = folder;
    this.#options = options;
  }

  /** Makes and reads the folder where that was not done yet. Never rejects: what cannot be read is in the troubles. */
  async ready(): Promise<void> {
    this.#ready ??= this.#begin();
    await this.#ready;
  }

  state(): PortProfilesState {
    void this.ready();
    return this.#use().state;
  }

  /** The profiles in use, own ones in place of built-in ones with the same id. */
  all(): readonly PortProfile[] {
    void this.ready();
    return this.#use().profiles;
  }

  /** The profile in use, or else one with which a port still works. */
  find(id: string): PortProfile | undefined {
    return this.#present(id) ?? this.#use().kept.find((profile) => profile.id === id);
  }

  /** Looks at the folder now: what was saved a moment ago counts. Never rejects. */
  async refresh(): Promise<void> {
    await this.ready();
    await this.#looking;
    if (this.folder !== undefined && !this.#isClosed) await this.#lookOnce(this.folder);
  }

  /**
   * Tells at once, and whenever its file changes, what became of a profile with which a port works. Until it is let go by the answer it can be
   * found by its id, also where its file is gone.
   */
  follow(profile: PortProfile, tell: (news: ProfileNews) => void): () => void {
    const others = [...this.#followed, ...this.#reading.files];
    const file = others.find((other) => other.profile === profile)?.file;
    const following = { profile, file, tell };
    this.#followed.add(following);
    this.#keep();
    tell(this.#newsOf(following));
    return () => {
      this.#followed.delete(following);
      this.#keep();
    };
  }

  onChange(listener: (state: PortProfilesState) => void): () => void {
    this.#listeners.add(listener);
    void this.ready();
    return () => this.#listeners.delete(listener);
  }

  /** The JSON Schema of profile files. */
  async schemaText(): Promise<string> {
    const { profileSchemaText } = await import('./reading/profileJsonSchemas.ts');
    return profileSchemaText();
  }

  /** What is wrong with the text of a profile; nothing where it could be used. */
  async check(text: string): Promise<Pick<PortProfilesState, 'troubles'>> {
    const { readProfile } = await import('./reading/readProfile.ts');
    return { troubles: [...readProfile(text, '').troubles] };
  }

  close(): void {
    this.#isClosed = true;
    this.#stopWatching?.();
    this.#listeners.clear();
    this.#followed.clear();
  }

  async #begin(): Promise<void> {
    const { folder } = this;
    const { builtInProfiles, prepareBuiltInProfiles } = await import('./built-in/builtInProfiles.ts');
    await prepareBuiltInProfiles();
    if (this.#isClosed) return;
    this.#builtIn = builtInProfiles();
    this.#renew();
    if (folder === undefined) return;
    const { makeProfileFolder } = await import('./makeProfileFolder.ts');
    this.#folderTrouble = await makeProfileFolder(folder, await this.schemaText());
    await this.#lookOnce(folder);
    if (this.#isClosed) return;
    this.#stopWatching = watchFolder(folder, () => this.#lookOnce(folder), this.#options);
  }

  /** One look at a time: of two the slower one would bring back what was before. */
  #lookOnce(folder: string): Promise<void> {
    this.#looking ??= this.#look(folder).finally(() => (this.#looking = undefined));
    return this.#looking;
  }

  async #look(folder: string): Promise<void> {
    const before = this.#reading;
    const { readProfileFolder } = await import('./profileFolder.ts');
    const found = await readProfileFolder(folder, before);
    const reading =
      this.#folderTrouble === undefined ? found : withTrouble(found, folder, this.#folderTrouble);
    if (this.#isClosed || isSame(before, reading)) return;
    this.#reading = reading;
    this.#renew();
    for (const following of this.#followed) following.tell(this.#newsOf(following));
  }

  #renew(): void {
    this.#inUse = undefined;
    const { state } = this.#use();
    for (const listener of this.#listeners) listener(state);
  }

  /** Ports work with other profiles than before: one without a file may have come or gone. */
  #keep(): void {
    const before = this.#use().kept;
    this.#inUse = undefined;
    if (!isDeepStrictEqual(this.#use().kept, before)) this.#renew();
  }

  #present(id: string): PortProfile | undefined {
    return this.all().find((profile) => profile.id === id);
  }

  #newsOf(used: UsedProfile): ProfileNews {
    return profileNews(used, this.#present(used.profile.id), this.#reading);
  }

  #use(): InUse {
    this.#inUse ??= inUse(this.#reading, {
      builtIn: this.#builtIn,
      followed: [...this.#followed],
      folder: this.folder,
    });
    return this.#inUse;
  }
}

function withTrouble(reading: FolderReading, file: string, sentence: string): FolderReading {
  return { ...reading, troubles: [{ file, sentence }, ...reading.troubles] };
}

function isSame(before: FolderReading, reading: FolderReading): boolean {
  const isTroubled = JSON.stringify(before.troubles) !== JSON.stringify(reading.troubles);
  return (
    !isTroubled &&
    before.files.length === reading.files.length &&
    reading.files.every((file) => before.files.includes(file))
  );
}

function inUse(
  reading: FolderReading,
  {
    builtIn,
    followed,
    folder,
  }: { builtIn: readonly PortProfile[]; followed: readonly UsedProfile[]; folder: string | undefined },
): InUse {
  const troubles: ProfileTrouble[] = [...reading.troubles, ...reading.files.flatMap((file) => file.troubles)];
  const own = ownProfiles(reading.files, troubles);
  const ids = new Set(own.map(({ profile }) => profile.id));
  const others = builtIn.filter(({ id }) => !ids.has(id));
  const profiles = [...own.map(({ profile }) => profile), ...others];
  const kept = keptProfiles(followed, profiles, troubles);
  const infos = own.map(({ profile, file }) => {
    const replaced = builtIn.find(({ id }) => id === profile.id);
    return profileInfoOf(profile, {
      origin: 'own',
      file,
      ...(replaced === undefined ? {} : { replaces: replaced.name }),
    });
  });
  return {
    profiles,
    kept,
    state: {
      profiles: [
        ...infos,
        ...kept.map((profile) => profileInfoOf(profile, { origin: 'own' })),
        ...others.map((profile) => profileInfoOf(profile, { origin: 'built-in' })),
      ],
      portless: [...PORTLESS_DEVICES],
      troubles,
      ...(folder === undefined ? {} : { folder }),
    },
  };
}

/** Of two files with one id the first is used. */
function ownProfiles(
  files: readonly FileProfile[],
  troubles: ProfileTrouble[],
): Array<{ profile: PortProfile; file: string }> {
  const own: Array<{ profile: PortProfile; file: string }> = [];
  for (const { profile, file } of files) {
    if (profile === undefined) continue;
    const twin = own.find((other) => other.profile.id === profile.id);
    if (twin === undefined) {
      own.push({ profile, file });
      continue;
    }
    const sentence = `is “${profile.id}”, as in ${twin.file}, so this file is not used; give it an id of its own.`;
    troubles.push({ file, field: 'id', sentence });
  }
  return own;
}

/** Of two versions with which ports work the one that was taken last. */
function keptProfiles(
  followed: readonly UsedProfile[],
  present: readonly PortProfile[],
  troubles: ProfileTrouble[],
): PortProfile[] {
  const ids = new Set(present.map(({ id }) => id));
  const kept: PortProfile[] = [];
  for (const { profile, file } of followed.toReversed()) {
    const { id, name } = profile;
    if (ids.has(id)) continue;
    ids.add(id);
    kept.push(profile);
    const sentence = `“${name}” (${id}) is in no file any more; it stays until no port works with it.`;
    troubles.push({ file: file ?? id, sentence });
  }
  return kept;
}
