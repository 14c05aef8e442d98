import { join } from 'node:path';
import { MakerPacks } from './makerPacks.ts';

/** Below the data folder. */
export const PACKS_FOLDER = 'maker-packs';

/** Keys and variables that packs of makers call secret, those of the technician's folder among them. For programs without a running core. */
export async function packSecrets(dataFolder: string): Promise<string[]> {
  const packs = new MakerPacks(join(dataFolder, PACKS_FOLDER));
  await packs.reload();
  return packs.secretNames();
}
