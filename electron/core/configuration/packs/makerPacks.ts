import { mkdir } from 'node:fs/promises';
import { ContractError } from '../../../../shared/contract/failure.ts';
import type { Configuration, ConfigurationIssue } from '../../../../shared/configuration/configuration.ts';
import { secretJudge, type IsSecretKey } from '../../../../shared/configuration/template/secretValue.ts';
import { BUILT_IN_PACKS } from '../../../../shared/ocpp/configuration/makerPacks/builtInPacks.ts';
import type { MakerPack } from '../../../../shared/ocpp/configuration/makerPacks/makerPack.ts';
import { packEntry, type PackState } from '../../../../shared/ocpp/configuration/makerPacks/packState.ts';
import { issuesOf, SettingFacts } from '../settingFacts.ts';
import { readPackFolder, stampOf, type FolderReading } from './packFolder.ts';

const NOTHING_READ: FolderReading = { packs: [], problems: [], stamp: '' };

interface InUse {
  packs: readonly MakerPack[];
  state: PackState;
  isSecret: IsSecretKey;
}

/**
 * The packs of makers' keys: those that Kerbside brings, and the *.json files of a folder of the technician's. A file's
 * pack comes before the built-in ones, and takes the place of the one with its id. Without a folder there are only the
 * built-in ones.
 */
export class MakerPacks {
  readonly #folder: string | undefined;
  readonly #listeners = new Set<(state: PackState) => void>();
  #stamp: string | undefined;
  #inUse: InUse = inUse(NOTHING_READ, 0);
  #inTurn: Promise<void> = Promise.resolve();
  #looking: Promise<void> | undefined;

  constructor(folder?: string) {
    this.#folder = folder;
  }

  /** In the order in which they are asked; another array after each change. */
  packs(): readonly MakerPack[] {
    return this.#inUse.packs;
  }

  state(): PackState {
    return this.#inUse.state;
  }

  /** Whole packs, in their order. */
  read(ids: readonly string[]): { revision: number; packs: MakerPack[] } {
    const wanted = new Set(ids);
    const packs = this.#inUse.packs.filter(({ id }) => wanted.has(id));
    return { revision: this.#inUse.state.revision, packs };
  }

  /** What is known of the settings in a configuration. */
  factsOf({ owner, items }: Pick<Configuration, 'owner' | 'items'>): SettingFacts {
    const { packs, isSecret } = this.#inUse;
    return new SettingFacts(owner, items, packs, isSecret);
  }

  issuesOf(configuration: Configuration): ConfigurationIssue[] {
    return issuesOf(configuration, this.#inUse.packs);
  }

  /** Whether a key is a secret by its name or by what any pack says, for where it is not known whose key it is. */
  isSecret(key: string): boolean {
    return this.#inUse.isSecret(key);
  }

  /** Keys and variables that any pack calls secret. */
  secretNames(): string[] {
    return this.#inUse.state.packs.flatMap(({ secrets }) => secrets);
  }

  /** Told when other packs or problems are there. */
  onChange(listener: (state: PackState) => void): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }

  /** Reads the folder anew. What was in use stays so until all files are read. Never rejects. */
  reload(): Promise<PackState> {
    return this.#inOrder(async (folder) => {
      this.#take(await readPackFolder(folder));
    });
  }

  /** Reads the folder anew where its files were changed since; many who ask at once are answered by one look. Never rejects. */
  async refresh(): Promise<PackState> {
    this.#looking ??= this.#inOrder(async (folder) => {
      this.#looking = undefined;
      if ((await stampOf(folder)) !== this.#stamp) this.#take(await readPackFolder(folder));
    }).then(() => undefined);
    await this.#looking;
    return this.#inUse.state;
  }

  /** The path of the folder, which is made where it is not there yet. Fails with `unavailable` and `io`. */
  async locate(): Promise<string> {
    const folder = this.#folder;
    if (folder === undefined) {
      throw new ContractError('unavailable', 'This Kerbside reads no packs from a folder.');
    }
    try {
      await mkdir(folder, { recursive: true });
      return folder;
    } catch (cause) {
      const why = cause instanceof Error ? cause.message : String(cause);
      throw new ContractError('io', `The folder ${folder} cannot be made: ${why}.`, { cause });
    }
  }

  async #inOrder(work: (folder: string) => Promise<void>): Promise<PackState> {
    const folder = this.#folder;
    if (folder !== undefined) {
      this.#inTurn = this.#inTurn.then(() => work(folder));
      await this.#inTurn;
    }
    return this.#inUse.state;
  }

  #take(reading: FolderReading): void {
    const isFirst = this.#stamp === undefined;
    this.#stamp = reading.stamp;
    if (isFirst && reading.packs.length === 0 && reading.problems.length === 0) return;
    this.#inUse = inUse(reading, this.#inUse.state.revision + 1);
    for (const listener of this.#listeners) listener(this.#inUse.state);
  }
}

function inUse({ packs: own, problems }: FolderReading, revision: number): InUse {
  const ids = new Set(own.map(({ pack }) => pack.id));
  const brought = BUILT_IN_PACKS.filter(({ id }) => !ids.has(id));
  const entries = own.map(({ pack, file }) => {
    const replaced = BUILT_IN_PACKS.find(({ id }) => id === pack.id);
    return packEntry(pack, { file, ...(replaced === undefined ? {} : { replaces: replaced.name }) });
  });
  const packs = [...entries, ...brought.map((pack) => packEntry(pack))];
  return {
    packs: [...own.map(({ pack }) => pack), ...brought],
    state: { revision, packs, problems: [...problems] },
    isSecret: secretJudge(packs),
  };
}
