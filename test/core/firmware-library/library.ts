import { mkdirSync, readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { onTestFinished } from 'vitest';
import {
  FirmwareLibrary,
  type AddWish,
  type FirmwareLibraryOptions,
} from '../../../electron/core/firmware-library/firmwareLibrary.ts';
import type { FirmwareFile } from '../../../shared/files/firmwareFile.ts';
import { temporaryFolder } from '../files/fileCore.ts';

export const NEVER = new AbortController().signal;

export interface TestLibrary {
  library: FirmwareLibrary;
  /** The folder of the library. */
  folder: string;
  /** A file outside of it. */
  file: (name: string, content: string | Uint8Array) => string;
  add: (path: string, wish?: Partial<AddWish>) => Promise<{ file: FirmwareFile; isNew: boolean }>;
  /** Names in the folder of the library, parts and all. */
  names: () => string[];
  /** Where a file of the library lies. */
  placeOf: (file: FirmwareFile) => string;
  /** Another one over the same folder, as after a start. */
  again: () => FirmwareLibrary;
  log: string[];
}

export function testLibrary(options: Partial<FirmwareLibraryOptions> = {}): TestLibrary {
  const home = temporaryFolder();
  const folder = join(home, 'data', 'firmware');
  const log: string[] = [];
  const open = (): FirmwareLibrary => {
    const library = new FirmwareLibrary({ folder, log: (line) => log.push(line), ...options });
    onTestFinished(() => library.close());
    return library;
  };
  const library = open();
  return {
    library,
    folder,
    log,
    file(name, content) {
      const place = join(home, 'stick');
      mkdirSync(place, { recursive: true });
      writeFileSync(join(place, name), content);
      return join(place, name);
    },
    add: (path, wish = {}) => library.add({ ...wish, path }, NEVER),
    names: () => readdirSync(folder).sort(),
    placeOf: ({ id, name }) => join(folder, id, name),
    again: open,
  };
}
