import { ContractError } from '../../../shared/contract/failure.ts';
import type { FirmwareDoubt, FirmwareFile } from '../../../shared/files/firmwareFile.ts';
import type { Sums } from '../files/storage/sums.ts';
import { writeAbout, type About } from './aboutFile.ts';
import { changedAbout, mergedAbout, type ChangedFacts } from './changedAbout.ts';
import { contentDoubts, fileOf } from './contentDoubts.ts';
import { fullCheck, quickCheck } from './fileCheck.ts';
import { idOf, type LibraryFolder } from './libraryFolder.ts';

export interface KeptEntry {
  about: About;
  doubts: FirmwareDoubt[];
}

export interface KeptFirmwareOptions {
  folder: LibraryFolder;
  sums: Sums;
  log: (line: string) => void;
  /** Told after each change, also of what is listed. */
  onChange: () => void;
}

/** The files that are in the library: what the folder holds, as it was last looked at. What changes it goes one after the other. */
export class KeptFirmware {
  readonly folder: LibraryFolder;
  readonly #options: KeptFirmwareOptions;
  readonly #entries = new Map<string, KeptEntry>();
  #problem: string | undefined;
  #inTurn: Promise<unknown> = Promise.resolve();

  constructor(options: KeptFirmwareOptions) {
    this.#options = options;
    this.folder = options.folder;
  }

  /** What is wrong with the folder as a whole. */
  get problem(): string | undefined {
    return this.#problem;
  }

  get size(): number {
    return this.#entries.size;
  }

  /** The newest first. */
  files(): FirmwareFile[] {
    const files = [...this.#entries].map(([id, entry]) => fileOf(id, entry));
    return files.sort((one, other) => other.addedAt - one.addedAt || (one.id < other.id ? -1 : 1));
  }

  /** Fails with `not-found`. */
  find(id: string): KeptEntry {
    const entry = this.#entries.get(id);
    if (entry !== undefined) return entry;
    throw new ContractError('not-found', 'There is no such file in the firmware library.', {
      hint: 'It may have been removed meanwhile: look at the list.',
    });
  }

  has(id: string): boolean {
    return this.#entries.has(id);
  }

  tidy(): Promise<void> {
    return this.#take(() => this.folder.tidy());
  }

  /** Reads the folder again: another Kerbside may have changed it, or somebody by hand. */
  refresh(): Promise<void> {
    return this.#take(async () => {
      try {
        const ids = await this.folder.ids();
        const gone = [...this.#entries.keys()].filter((id) => !ids.includes(id));
        for (const id of gone) this.#entries.delete(id);
        for (const id of ids) await this.#read(id);
        this.#problem = undefined;
      } catch (error) {
        this.#problem = `The folder of the library, ${this.folder.path}, cannot be read: ${String(error)}`;
        this.#options.log(this.#problem);
      }
      this.#options.onChange();
    });
  }

  /** Gives a file that was copied its place, or only takes over what is said of it where it is there already. */
  settle(begun: string, about: About): Promise<{ file: FirmwareFile; isNew: boolean }> {
    const id = idOf(about.sha256);
    return this.#take(async () => {
      await this.#read(id);
      const there = this.#entries.get(id);
      const isThere = there !== undefined && there.doubts.every(({ level }) => level !== 'problem');
      const merged = there === undefined ? about : mergedAbout(there.about, about, isThere);
      try {
        if (isThere) await this.folder.write(id, merged);
        else {
          await writeAbout(begun, merged);
          await this.folder.settle(begun, id);
        }
      } catch (cause) {
        throw notKept(about.name, this.folder.path, cause);
      }
      return { file: await this.#put(id, merged), isNew: there === undefined };
    });
  }

  change(id: string, facts: ChangedFacts): Promise<FirmwareFile> {
    return this.#take(async () => {
      const about = changedAbout(this.find(id).about, facts);
      await this.folder.write(id, about).catch((cause: unknown) => {
        throw notKept(`What was said about ${about.name}`, this.folder.path, cause);
      });
      return this.#put(id, about);
    });
  }

  remove(id: string): Promise<void> {
    return this.#take(async () => {
      const { about } = this.find(id);
      await this.folder.remove(id).catch((cause: unknown) => {
        throw new ContractError('io', `${about.name} could not be deleted from ${this.folder.path}.`, {
          hint: 'A charger may be fetching it at the moment, or the folder may not be written to. Try again.',
          cause,
        });
      });
      this.#entries.delete(id);
      this.#options.onChange();
    });
  }

  /** Reads the whole file again. */
  check(id: string): Promise<FirmwareFile> {
    return this.#take(() => this.#put(id, this.find(id).about, 'whole'));
  }

  /** Looks at the file, and reads it only where something about it changed. */
  look(id: string): Promise<FirmwareFile> {
    return this.#take(() => this.#put(id, this.find(id).about));
  }

  /** Waits for what is under way. */
  async close(): Promise<void> {
    await this.#inTurn;
  }

  async #read(id: string): Promise<void> {
    try {
      const about = await this.folder.read(id);
      if (about === undefined) this.#entries.delete(id);
      else this.#entries.set(id, await this.#judged(id, about, 'quick'));
    } catch (error) {
      // One folder that may not be read must not take the others out of the list.
      this.#options.log(`firmware ${id} cannot be read: ${String(error)}`);
      this.#entries.delete(id);
    }
  }

  async #put(id: string, about: About, depth: 'quick' | 'whole' = 'quick'): Promise<FirmwareFile> {
    const entry = await this.#judged(id, about, depth);
    this.#entries.set(id, entry);
    this.#options.onChange();
    return fileOf(id, entry);
  }

  async #judged(id: string, about: About, depth: 'quick' | 'whole'): Promise<KeptEntry> {
    const folder = this.folder.folderOf(id);
    const quick = depth === 'whole' ? 'sum' : await quickCheck(folder, about);
    const found = quick === 'sum' ? await fullCheck(folder, about, this.#options.sums) : quick;
    if (found === 'same') return { about, doubts: await contentDoubts(folder, about) };
    if ('level' in found) return { about, doubts: [found] };
    await this.folder.write(id, found).catch((error: unknown) => {
      // Its sum is made anew at the next start; what matters is that the bytes are right.
      this.#options.log(`what is known of firmware ${id} could not be kept: ${String(error)}`);
    });
    return { about: found, doubts: await contentDoubts(folder, found) };
  }

  #take<T>(work: () => Promise<T>): Promise<T> {
    const done = this.#inTurn.then(work);
    this.#inTurn = done.catch(() => undefined);
    return done;
  }
}

function notKept(what: string, folder: string, cause: unknown): ContractError {
  return new ContractError('io', `${what} could not be kept in ${folder}.`, {
    hint: 'Free some space on the disk, and give yourself write permission there.',
    cause,
  });
}
