import { randomUUID } from 'node:crypto';
import { join } from 'node:path';
import type { CheckedParams } from '../../../../shared/contract/methods.ts';
import { assertNever } from '../../../../shared/assertNever.ts';
import { ContractError } from '../../../../shared/contract/failure.ts';
import { planStick, type StickLoad } from '../../../../shared/service-port/stick/planStick.ts';
import type { StickContents, TakenFiles } from '../../../../shared/service-port/stick/stickContents.ts';
import { STICK_NAMES } from '../../../../shared/service-port/stick/stickNames.ts';
import { stickPasswordFault } from '../../../../shared/service-port/stick/stickPassword.ts';
import type { StickPlan, StickWritten } from '../../../../shared/service-port/stick/stickPlan.ts';
import { uploadFolder } from '../../diagnostics/prepareUpload.ts';
import type { FirmwareLibrary } from '../../firmware-library/firmwareLibrary.ts';
import { Sums } from '../../files/storage/sums.ts';
import { THIS_SYSTEM } from '../transport/systemEdge.ts';
import { firmwareSource } from './firmwareSource.ts';
import { lookAtPlace, rootAsMeant, stickFolder } from './lookAtPlace.ts';
import { foundSticks, type MountEdge } from './mounts.ts';
import { readStick } from './readStick.ts';
import { removePassword } from './removePassword.ts';
import { settingsSource, type SettingFile } from './settingsSource.ts';
import { takeFiles } from './takeFiles.ts';
import { writeStick, type StickItem } from './writeStick.ts';

export interface SticksOptions {
  /** Where files go that are taken from a stick, unless another folder is named. */
  folder: () => string;
  /** Firmware by its id; absent where there is no library. */
  library?: Pick<FirmwareLibrary, 'resolve'>;
  edge?: MountEdge;
}

type Wish = CheckedParams<'stick.plan'>;

/** What was read, and from where. */
interface Loaded {
  load: StickLoad;
  settings: SettingFile[];
  source?: string | undefined;
}

/** Files that the viewer can open; a stick of a controller has some dozens. */
const MOST_TAKEN = 10_000;

/** USB sticks for controllers without a serial port: prepared, and read when they come back. */
export class Sticks {
  readonly #options: SticksOptions;
  readonly #edge: MountEdge;
  readonly #sums = new Sums();
  readonly #taken = new Map<string, string>();

  constructor(options: SticksOptions) {
    this.#options = options;
    this.#edge = options.edge ?? THIS_SYSTEM;
  }

  /** Roots of sticks that seem to be plugged in. */
  found(): Promise<string[]> {
    return foundSticks(this.#edge);
  }

  async plan(wish: Wish): Promise<StickPlan> {
    return (await this.#prepared(wish)).plan;
  }

  /** As `stick.write` of the contract. The password is in the file and in no other place. */
  async write(wish: Wish, password: string, signal: AbortSignal): Promise<StickWritten> {
    const fault = stickPasswordFault(password);
    if (fault !== undefined) throw new ContractError('invalid-params', fault);
    const { dev } = await stickFolder(rootAsMeant(wish.folder));
    const { plan, settings, source = '' } = await this.#prepared(wish);
    const block = plan.checks.find(({ level }) => level === 'blocks');
    if (block !== undefined) {
      throw new ContractError(
        'conflict',
        block.sentence,
        block.remedy === undefined ? {} : { hint: block.remedy },
      );
    }
    const items = itemsOf(plan, settings, { source, password });
    const target = { folder: plan.folder, dev, sums: this.#sums, signal };
    const files = await writeStick(items, target);
    return { purpose: plan.purpose, folder: plan.folder, files, next: plan.next };
  }

  read(folder: string): Promise<StickContents> {
    return readStick(rootAsMeant(folder));
  }

  /** As `stick.take` of the contract. */
  async take(folder: string, into: string | undefined, signal: AbortSignal): Promise<TakenFiles> {
    const contents = await this.read(folder);
    if (contents.settings.length + contents.files.length === 0) {
      throw new ContractError('not-found', `There is nothing of a controller on ${folder}.`);
    }
    const stamp = new Date().toISOString().slice(0, 19).replaceAll(':', '-');
    const target = await uploadFolder(
      { stationId: 'stick', folder: into ?? join(this.#options.folder(), `stick ${stamp}`) },
      '',
    );
    const { files, problems } = await takeFiles(contents, target, { sums: this.#sums, signal });
    return {
      folder: target,
      files: files.map((file) => ({ ...file, fileId: this.#known(file.path) })),
      problems,
    };
  }

  removePassword(folder: string): Promise<void> {
    return removePassword(rootAsMeant(folder));
  }

  /** Where a file is that was taken; nothing where the id is none of these. */
  takenFile(fileId: string): { path: string } | undefined {
    const path = this.#taken.get(fileId);
    return path === undefined ? undefined : { path };
  }

  close(): Promise<void> {
    return this.#sums.close();
  }

  #known(path: string): string {
    const [oldest] = this.#taken.size >= MOST_TAKEN ? this.#taken.keys() : [];
    if (oldest !== undefined) this.#taken.delete(oldest);
    const id = `stick-${randomUUID()}`;
    this.#taken.set(id, path);
    return id;
  }

  async #prepared(wish: Wish): Promise<Loaded & { plan: StickPlan }> {
    const place = await lookAtPlace(rootAsMeant(wish.folder), this.#edge);
    const loaded = await this.#load(wish);
    return { ...loaded, plan: planStick(place, loaded.load) };
  }

  async #load({ purpose, source, libraryId }: Wish): Promise<Loaded> {
    switch (purpose) {
      case 'fetch':
        return { load: { purpose }, settings: [] };
      case 'settings': {
        const { settings, leftOut } = await settingsSource(source);
        return { load: { purpose, settings, leftOut }, settings };
      }
      case 'firmware': {
        const path =
          libraryId === undefined ? source : (await this.#options.library?.resolve(libraryId))?.path;
        return {
          load: { purpose, firmware: await firmwareSource(path, this.#sums) },
          settings: [],
          source: path,
        };
      }
      default:
        return assertNever(purpose);
    }
  }
}

function itemsOf(
  { files, firmware }: StickPlan,
  settings: readonly SettingFile[],
  { source, password }: { source: string; password: string },
): StickItem[] {
  return files.map(({ path, kind }): StickItem => {
    if (kind === 'firmware' && firmware !== undefined) {
      return { path, kind, source, sizeBytes: firmware.sizeBytes, sha256: firmware.sha256 };
    }
    const setting = settings.find(({ name }) => path === `${STICK_NAMES.settings}/${name}`);
    // No line end behind the password: the documents show none, and it might be taken for a part of it.
    return { path, kind, bytes: setting?.bytes ?? Buffer.from(kind === 'password' ? password : '') };
  });
}
