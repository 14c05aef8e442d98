import { readFile } from 'node:fs/promises';
import { text } from 'node:stream/consumers';
import { ContractError } from '../../../shared/contract/failure.ts';
import { UsageError } from '../usageError.ts';

/** The text of a file that was named on the command line; `-` is stdin. Throws `UsageError`. */
export async function readTextFile(path: string): Promise<string> {
  if (path === '-') return text(process.stdin);
  try {
    return await readFile(path, 'utf8');
  } catch (error) {
    const code = (error as NodeJS.ErrnoException).code ?? 'unknown';
    throw new UsageError(
      code === 'ENOENT' ? `there is no file ${path}.` : `${path} cannot be read (${code}).`,
    );
  }
}

/** What is wrong with a file that was named on the command line is about usage. */
export function asFileError(path: string, error: unknown): never {
  if (!(error instanceof ContractError) || error.code !== 'invalid-params') throw error;
  throw new UsageError([`${path}: ${error.message}`, error.hint].filter(Boolean).join(' '));
}
