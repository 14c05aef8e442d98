import type { Link } from '../../shared/contract/link.ts';
import type { ImportSource } from '../../shared/trace/import/importJob.ts';

/** A file that the technician chose. */
export interface TextFile {
  name: string;
  text: string;
}

/** Both reject with `ContractError`: `not-found`, `conflict` for a session that is being recorded into, `io`. */
export interface SessionFiles {
  /** Shows the file in the system's own window of its folder. */
  reveal(path: string): Promise<void>;
  /** Puts the file where the system lets it be taken back. Whoever calls it has asked before. */
  trash(path: string): Promise<void>;
}

/** Native services of whatever shows these screens: a browser, or the window of the desktop program. */
export interface Host {
  readonly kind: 'browser' | 'electron';
  /** A new link to the core. Rejects with `ContractError`; `permission` means that trying again is no use. */
  openLink(): Promise<Link>;
  /** Saves what a ticket of `export.prepare` stands for, asking where if the host asks. */
  saveDownload(ticket: string, fileName: string): Promise<void>;
  /** Lets the technician choose a text file; nothing where none was chosen. Rejects with `ContractError`. */
  openTextFile(accept: string): Promise<TextFile | undefined>;
  /**
   * Hands a file of any size to the core, for an import. `onProgress` gets the share that has come there, from 0 to 1.
   * Rejects with `ContractError`.
   */
  offerFile(file: File, onProgress: (share: number) => void): Promise<ImportSource>;
  /** The screens run on the computer of the core: paths that are typed are its paths. */
  readonly isHere: boolean;
  /** What the system does with session files of this machine; absent where the host cannot reach them. */
  readonly sessionFiles?: SessionFiles;
  /** Whether the text is on the clipboard now. */
  copyText(text: string): Promise<boolean>;
}
