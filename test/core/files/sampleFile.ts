import { createHash, randomBytes } from 'node:crypto';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { temporaryFolder } from './fileCore.ts';

export interface SampleFile {
  path: string;
  name: string;
  bytes: Buffer;
  sha256: string;
}

/** A file that no compression makes smaller, in a folder of its own. */
export function sampleFile(sizeBytes: number, name = 'log.zip'): SampleFile {
  const bytes = randomBytes(sizeBytes);
  const path = join(temporaryFolder(), name);
  writeFileSync(path, bytes);
  return { path, name, bytes, sha256: sha256Of(bytes) };
}

export function sha256Of(bytes: Uint8Array): string {
  return createHash('sha256').update(bytes).digest('hex');
}
