import type { ContractClient } from '../../../shared/contract/client.ts';
import type { FirmwareFile } from '../../../shared/files/firmwareFile.ts';
import { UsageError } from '../usageError.ts';

/** A file of the library by its id, the beginning of it, or its name. Throws `UsageError` where it is none, or not one alone. */
export async function chosenFile(client: ContractClient, word: string): Promise<FirmwareFile> {
  const { files } = await client.call('firmwareFiles.list', {}, { timeoutMs: 0 });
  const exact = files.filter(({ id, name }) => id === word || name === word);
  const isBeginning = /^[0-9a-f]{4,}$/.test(word);
  const found = exact.length > 0 || !isBeginning ? exact : files.filter(({ id }) => id.startsWith(word));
  const [file] = found;
  if (file === undefined) {
    throw new UsageError(
      `the library has no file "${word}". \`kerbside firmware-files list\` shows what it has.`,
    );
  }
  if (found.length > 1) {
    const ids = found.map(({ id }) => id).join(', ');
    throw new UsageError(`"${word}" is the name of ${found.length} files; say which one by its id: ${ids}.`);
  }
  return file;
}
