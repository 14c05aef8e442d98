import { mkdirSync } from 'node:fs';
import { ContractError } from '../../../shared/contract/failure.ts';

/**
 * The name of a session file without its ending; its folder is made where it is missing. Names that some system cannot have in a folder are refused,
 * so that a file can be sent anywhere.
 */
export function checkedFileName(fileName: string, folder: string): string {
  const name = fileName.trim().replace(/\.kerbside$/i, '');
  if (name === '' || /[/\\:*?"<>|\p{Cc}]/u.test(name) || name.startsWith('.')) {
    throw new ContractError('invalid-params', `"${fileName}" cannot be the name of a file.`, {
      hint: 'Leave out / \\ : * ? " < > | and a dot at the beginning.',
    });
  }
  mkdirSync(folder, { recursive: true });
  return name;
}
