import { dirname } from 'node:path';
import type { DiagnosticsFetch } from '../../../../shared/files/diagnosticsFetch.ts';
import type { FirmwareUpdate } from '../../../../shared/files/firmwareUpdate.ts';

/** Stands for a folder of this computer: it tells the user's name, and means nothing elsewhere. */
export const SOME_FOLDER = '…';

/** Shorter ones are the root of a disk, which tells nobody anything. */
const FEWEST_CHARS = 4;

/**
 * The folders of this computer that a session names: those into which stations upload, and those of the firmware that they
 * fetch. What Kerbside records of a transfer names them in its sentences.
 */
export class LocalFolders {
  readonly #all = new Set<string>();
  #pattern: RegExp | undefined;

  learnFetch({ folder, file }: Pick<DiagnosticsFetch, 'folder' | 'file'>): void {
    this.#learn(folder);
    if (file !== undefined) this.#learn(dirname(file.path));
  }

  learnUpdate({ file }: Pick<FirmwareUpdate, 'file'>): void {
    this.#learn(dirname(file.path));
  }

  /** Plain text or JSON; the names of files stay. */
  hide(text: string): string {
    if (this.#all.size === 0) return text;
    this.#pattern ??= patternOf(this.#all);
    return text.replaceAll(this.#pattern, SOME_FOLDER);
  }

  #learn(folder: string): void {
    if (folder.length < FEWEST_CHARS || this.#all.has(folder)) return;
    this.#all.add(folder);
    this.#pattern = undefined;
  }
}

/** The longest first: a folder may lie in another one. */
function patternOf(folders: ReadonlySet<string>): RegExp {
  const writings = new Set([...folders].flatMap((one) => [one, JSON.stringify(one).slice(1, -1)]));
  const longest = [...writings].sort((one, other) => other.length - one.length);
  const any = longest.map((one) => one.replaceAll(/[\\^$.*+?()[\]{}|/]/g, String.raw`\$&`)).join('|');
  // Not the path of an address, nor the beginning of another name.
  return new RegExp(String.raw`(?<![\p{L}\p{N}_.\]])(?:${any})(?![\p{L}\p{N}_-])`, 'gu');
}
