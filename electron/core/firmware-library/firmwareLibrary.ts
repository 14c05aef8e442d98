import { rm } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { ContractError } from '../../../shared/contract/failure.ts';
import {
  FIRMWARE_LIMITS,
  type AddingFile,
  type FirmwareDoubt,
  type FirmwareFacts,
  type FirmwareFile,
  type FirmwareLibraryState,
} from '../../../shared/files/firmwareFile.ts';
import { freeBytesOf, type FreeBytes, type IncomingRules } from '../files/storage/incomingFile.ts';
import { Sums } from '../files/storage/sums.ts';
import { aboutAdded, type ChangedFacts } from './changedAbout.ts';
import { copyIn, lookAtSource } from './copyIn.ts';
import { firstLook, mistakeAmong } from './firstLook.ts';
import { KeptFirmware } from './keptFirmware.ts';
import { LibraryFolder } from './libraryFolder.ts';
import { PublishedSum } from './publishedSum.ts';

export interface FirmwareLibraryOptions {
  /** Private to the user; without it there is no library. */
  folder: string | undefined;
  log: (line: string) => void;
  freeBytes?: FreeBytes;
}

export interface AddWish extends FirmwareFacts {
  path: string;
  /** A browser has sent it: its path is one of ours, which says nothing. */
  isSent?: boolean;
  publishedSum?: string | undefined;
  isSure?: boolean | undefined;
}

/** A file of the library as it is handed out. */
export interface ResolvedFirmware {
  path: string;
  /** As chargers see it. */
  name: string;
  version?: string;
  vendors: string[];
  models: string[];
  sizeBytes: number;
  sha256: string;
}

const LIMIT_BYTES = 4_000_000_000;
/** Stays free on the disk, for the session and the system. */
const RESERVE_BYTES = 200_000_000;
/** More would only take the disk from one another. */
const MOST_ADDING = 2;
const TELL_EVERY_SHARE = 0.01;

/** Firmware that is kept for chargers: copies, since sticks vanish, whose bytes stay what they were when they were added. */
export class FirmwareLibrary {
  readonly #options: FirmwareLibraryOptions;
  readonly #sums = new Sums();
  readonly #kept: KeptFirmware | undefined;
  readonly #adding = new Map<number, AddingFile>();
  readonly #listeners = new Set<(state: FirmwareLibraryState) => void>();
  readonly #closing = new AbortController();
  #lastAdding = 0;

  constructor(options: FirmwareLibraryOptions) {
    const { folder, log } = options;
    this.#options = options;
    if (folder === undefined) return;
    this.#kept = new KeptFirmware({
      folder: new LibraryFolder(folder, this.#sums),
      sums: this.#sums,
      log,
      onChange: () => this.#announce(),
    });
  }

  /** Reads the folder in the background, so that nobody waits for it at the start. */
  lookLater(): void {
    void this.#kept?.tidy();
    void this.#kept?.refresh();
  }

  state(): FirmwareLibraryState {
    const { problem } = this.#kept ?? {};
    const files = this.#kept?.files() ?? [];
    return { files, adding: [...this.#adding.values()], ...(problem === undefined ? {} : { problem }) };
  }

  onChange(listener: (state: FirmwareLibraryState) => void): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }

  /** As the folder is now: another Kerbside may have changed it, or somebody by hand. */
  async refresh(): Promise<FirmwareLibraryState> {
    await this.#kept?.refresh();
    return this.state();
  }

  /** As `firmwareFiles.add` of the contract. */
  async add(wish: AddWish, signal: AbortSignal): Promise<{ file: FirmwareFile; isNew: boolean }> {
    const kept = this.#library();
    this.#checkRoom(kept);
    const sum = wish.publishedSum === undefined ? undefined : PublishedSum.read(wish.publishedSum);
    const name = basename(wish.path);
    const { freeBytes = freeBytesOf } = this.#options;
    const rules = {
      folder: kept.folder.path,
      limitBytes: LIMIT_BYTES,
      reserveBytes: RESERVE_BYTES,
      freeBytes,
      sums: this.#sums,
    };
    const adding = this.#beginAdding(name);
    try {
      await this.#makeFolder(kept);
      const { sizeBytes } = await lookAtSource(wish.path, name, rules);
      const mistake = await unsettledMistake(wish, name, sizeBytes);
      const onShare = (share: number): void => this.#tellShare(adding, share);
      const source = { path: wish.path, name, sum, onShare, signal: this.#until(signal), sizeBytes };
      return await copyAndSettle(kept, source, wish, mistake, rules);
    } finally {
      this.#adding.delete(adding);
      this.#announce();
    }
  }

  /** What is absent stays; an empty text or list takes back. A published sum is compared with the file first. */
  async change(id: string, facts: ChangedFacts): Promise<FirmwareFile> {
    const kept = this.#library();
    const { publishedSum = '' } = facts;
    if (publishedSum.trim() === '') return kept.change(id, facts);
    const sum = PublishedSum.read(publishedSum);
    const { path, name } = await this.resolve(id);
    await sum.compareFile(path, name);
    return kept.change(id, { ...facts, publishedSum: sum.text });
  }

  async remove(id: string): Promise<void> {
    await this.#library().remove(id);
  }

  /** Reads the whole file again. */
  async check(id: string): Promise<FirmwareFile> {
    return this.#library().check(id);
  }

  releaseNotes(id: string): string {
    return this.#library().find(id).about.releaseNotes ?? '';
  }

  /**
   * The file for a charger, once it is sure that it is still what was added. Fails with `not-found`, and with `conflict` where something
   * stands in the way.
   */
  async resolve(id: string): Promise<ResolvedFirmware> {
    const kept = this.#library();
    if (!kept.has(id)) await kept.refresh();
    const { doubts } = await kept.look(id);
    const { about } = kept.find(id);
    const problem = doubts.find(({ level }) => level === 'problem');
    if (problem !== undefined) {
      throw new ContractError('conflict', `${about.name}: ${problem.sentence}`, hintOf(problem));
    }
    const { name, version, vendors = [], models = [], sizeBytes, sha256, fileName } = about;
    const path = join(kept.folder.folderOf(id), fileName);
    return { path, name, vendors, models, sizeBytes, sha256, ...(version === undefined ? {} : { version }) };
  }

  /** Ends what is under way; nothing is left of it. */
  async close(): Promise<void> {
    this.#closing.abort();
    await this.#kept?.close();
    await this.#sums.close();
  }

  #library(): KeptFirmware {
    if (this.#kept !== undefined) return this.#kept;
    throw new ContractError(
      'unavailable',
      'This Kerbside has no folder of its own, so it keeps no firmware.',
      {
        hint: 'Start it with a folder for its data (KERBSIDE_HOME).',
      },
    );
  }

  #until(signal: AbortSignal): AbortSignal {
    return AbortSignal.any([signal, this.#closing.signal]);
  }

  /** There has to be a folder before the room on its disk can be asked for. */
  async #makeFolder({ folder }: KeptFirmware): Promise<void> {
    await folder.make().catch((cause: unknown) => {
      throw noFolder(folder.path, cause);
    });
  }

  #checkRoom({ size }: KeptFirmware): void {
    if (size >= FIRMWARE_LIMITS.files) {
      throw new ContractError('conflict', `The library holds ${FIRMWARE_LIMITS.files} files already.`, {
        hint: 'Remove some that are not needed any more.',
      });
    }
    if (this.#adding.size >= MOST_ADDING) {
      throw new ContractError(
        'busy',
        `${this.#adding.size} files are on their way into the library already.`,
        {
          hint: 'Wait for one of them.',
        },
      );
    }
  }

  #beginAdding(name: string): number {
    this.#lastAdding += 1;
    this.#adding.set(this.#lastAdding, { id: this.#lastAdding, name, share: 0 });
    this.#announce();
    return this.#lastAdding;
  }

  #tellShare(id: number, share: number): void {
    const adding = this.#adding.get(id);
    if (adding === undefined || share - adding.share < TELL_EVERY_SHARE) return;
    this.#adding.set(id, { ...adding, share });
    this.#announce();
  }

  #announce(): void {
    if (this.#listeners.size === 0) return;
    const state = this.state();
    for (const listener of this.#listeners) listener(state);
  }
}

/** What the file surely is instead of firmware, where the technician is sure that it is right. Fails with `conflict` where not. */
async function unsettledMistake(
  { path, isSure }: AddWish,
  name: string,
  sizeBytes: number,
): Promise<FirmwareDoubt | undefined> {
  // What cannot be read is said when it is copied.
  const mistake = mistakeAmong(await firstLook(path, name, sizeBytes).catch(() => []));
  if (mistake === undefined || isSure === true) return mistake;
  throw new ContractError('conflict', mistake.sentence, hintOf(mistake));
}

async function copyAndSettle(
  kept: KeptFirmware,
  { sizeBytes, ...source }: Parameters<typeof copyIn>[0] & { sizeBytes: number },
  wish: AddWish,
  mistake: FirmwareDoubt | undefined,
  rules: IncomingRules,
): Promise<{ file: FirmwareFile; isNew: boolean }> {
  const folder = await kept.folder.begin();
  try {
    const stored = await copyIn(source, sizeBytes, { ...rules, folder });
    return await kept.settle(folder, await aboutAdded(stored, wish, source.sum, mistake));
  } finally {
    // Gone where it has found its place.
    await rm(folder, { recursive: true, force: true });
  }
}

function hintOf({ remedy }: FirmwareDoubt): { hint?: string } {
  return remedy === undefined ? {} : { hint: remedy };
}

function noFolder(path: string, cause: unknown): ContractError {
  const code = cause instanceof Error && 'code' in cause ? String(cause.code) : String(cause);
  const isDenied = /^E(?:ACCES|PERM|ROFS)$/.test(code);
  return isDenied
    ? new ContractError('permission', `Kerbside may not write into ${path}, its own folder.`, {
        hint: 'Give yourself write permission there.',
        cause,
      })
    : new ContractError('io', `The folder ${path} for firmware cannot be made (${code}).`, {
        hint: 'Something else may stand in its place, or the disk may be full.',
        cause,
      });
}
