import type { WriteStream } from 'node:fs';
import { open } from 'node:fs/promises';

/** A file that is open already: what is written to it is kept also when the next moment breaks it off. */
export async function openSink(path: string, { isAppended }: { isAppended: boolean }): Promise<WriteStream> {
  const file = await open(path, isAppended ? 'a' : 'w');
  return file.createWriteStream();
}
