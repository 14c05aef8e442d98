import { readFile, stat } from 'node:fs/promises';
import { ContractError } from '../../../shared/contract/failure.ts';

/** Keys and chains have a few kilobytes; whatever is larger is another file by mistake. */
const MOST_BYTES = 200_000;

/** The text of a file that a technician named as PEM. Fails with `not-found`, `permission`, `invalid-params` and `io`. */
export async function readPemFile(path: string): Promise<string> {
  try {
    // Looked at first: opening a pipe would wait for whoever writes into it.
    const found = await stat(path);
    if (!found.isFile()) throw new ContractError('invalid-params', `${path} is no file.`);
    if (found.size > MOST_BYTES) {
      throw new ContractError('invalid-params', `${path} is far too large for a key or a certificate.`, {
        hint: 'Give the PEM file; keys have a few kilobytes.',
      });
    }
    return await readFile(path, 'latin1');
  } catch (error) {
    if (error instanceof ContractError) throw error;
    throw unreadable(path, error);
  }
}

function unreadable(path: string, cause: unknown): ContractError {
  const code = cause instanceof Error && 'code' in cause ? String(cause.code) : '';
  if (code === 'ENOENT' || code === 'ENOTDIR') {
    return new ContractError('not-found', `There is no file ${path}.`, { hint: 'Check its name.', cause });
  }
  if (code === 'EACCES' || code === 'EPERM') {
    return new ContractError('permission', `${path} may not be read.`, {
      hint: 'Give yourself permission to read it.',
      cause,
    });
  }
  return new ContractError('io', `${path} cannot be read (${code === '' ? String(cause) : code}).`, {
    cause,
  });
}
