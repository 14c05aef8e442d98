import type { PortProfile } from '../../../../shared/service-port/profile/portProfile.ts';
import { profileInfoOf } from '../../../../shared/service-port/profile/profileInfoOf.ts';
import type {
  PortProfiles as PortProfilesState,
  ProfileTrouble,
} from '../../../../shared/service-port/portProfileInfo.ts';
import { builtInProfiles, prepareBuiltInProfiles } from './built-in/builtInProfiles.ts';
import { PORTLESS_DEVICES } from './built-in/portlessDevices.ts';
import { watchFolder, type FolderWatchOptions } from './folderWatch.ts';
import type { FileProfile, FolderReading } from './profileFolder.ts';

const NOTHING_READ: FolderReading = { files: [], troubles: [] };

interface InUse {
  profiles: readonly PortProfile[];
  state: PortProfilesState;
}

/**
 * The profiles of devices: built in, and from the technician's folder. A file takes the place of the built-in profile with its id. The
 * folder is looked at when it is first asked for and from then on whenever its files change, until `close`; what reads files is loaded then, too.
 */
export class PortProfiles {
  readonly folder: string | undefined;
  readonly #options: FolderWatchOptions;
  readonly #listeners = new Set<(state: PortProfilesState) => void>();
  #reading: FolderReading = NOTHING_READ;
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

  find(id: string): PortProfile | undefined {
    return this.all().find((profile) => profile.id === id);
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
  }

  async #begin(): Promise<void> {
    const { folder } = this;
    await prepareBuiltInProfiles();
    if (this.#isClosed) return;
    if (folder === undefined) return;
    const { makeProfileFolder } = await import('./makeProfileFolder.ts');
    this.#folderTrouble = await makeProfileFolder(folder, await this.schemaText());
    await this.#look(folder);
    if (this.#isClosed) return;
    this.#stopWatching = watchFolder(folder, () => this.#look(folder), this.#options);
  }

  async #look(folder: string): Promise<void> {
    const before = this.#reading;
    const { readProfileFolder } = await import('./profileFolder.ts');
    const found = await readProfileFolder(folder, before);
    const reading =
      this.#folderTrouble === undefined ? found : withTrouble(found, folder, this.#folderTrouble);
    if (this.#isClosed || isSame(before, reading)) return;
    this.#reading = reading;
    this.#inUse = undefined;
    const { state } = this.#use();
    for (const listener of this.#listeners) listener(state);
  }

  #use(): InUse {
    this.#inUse ??= inUse(this.#reading, this.folder);
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

function inUse(reading: FolderReading, folder: string | undefined): InUse {
  const troubles: ProfileTrouble[] = [...reading.troubles, ...reading.files.flatMap((file) => file.troubles)];
  const own = ownProfiles(reading.files, troubles);
  const ids = new Set(own.map(({ profile }) => profile.id));
  const builtIn = builtInProfiles();
  const kept = builtIn.filter(({ id }) => !ids.has(id));
  const infos = own.map(({ profile, file }) => {
    const replaced = builtIn.find(({ id }) => id === profile.id);
    return profileInfoOf(profile, {
      origin: 'own',
      file,
      ...(replaced === undefined ? {} : { replaces: replaced.name }),
    });
  });
  return {
    profiles: [...own.map(({ profile }) => profile), ...kept],
    state: {
      profiles: [...infos, ...kept.map((profile) => profileInfoOf(profile, { origin: 'built-in' }))],
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
