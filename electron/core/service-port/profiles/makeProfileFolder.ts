import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { EXAMPLE_PROFILE, FOLDER_README } from './folderTexts.ts';

/** Files whose names end so are no profiles. */
export const SCHEMA_FILE = 'port-profile.schema.json';

/**
 * Makes the folder of the technician's profiles, with a README, an example and the schema for editors. What is there already is not touched,
 * but for the schema, which is the program's own. Answers with a sentence where that was not possible.
 */
export async function makeProfileFolder(folder: string, schemaText: string): Promise<string | undefined> {
  try {
    await mkdir(folder, { recursive: true });
    await writeNew(join(folder, 'README.txt'), FOLDER_README);
    await writeNew(join(folder, 'example.yaml.txt'), EXAMPLE_PROFILE);
    await writeChanged(join(folder, SCHEMA_FILE), schemaText);
    return undefined;
  } catch (error) {
    const why = error instanceof Error ? error.message : String(error);
    return `The folder of profiles cannot be made: ${why}.`;
  }
}

async function writeNew(path: string, text: string): Promise<void> {
  try {
    await writeFile(path, text, { flag: 'wx' });
  } catch (error) {
    const isThere = error instanceof Error && 'code' in error && error.code === 'EEXIST';
    if (!isThere) throw error;
  }
}

async function writeChanged(path: string, text: string): Promise<void> {
  let before: string | undefined;
  try {
    before = await readFile(path, 'utf8');
  } catch {
    // It is not there yet, or cannot be read: then writing it tells.
    before = undefined;
  }
  if (before !== text) await writeFile(path, text);
}
