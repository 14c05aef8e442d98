import { existsSync, mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { ContractError } from '../../../../shared/contract/failure.ts';

/** A file name for a new visit, by its local time; the folder is made when it is missing. */
export function newSessionPath(folder: string, now: Date): string {
  try {
    mkdirSync(folder, { recursive: true });
  } catch (error) {
    const reason = error instanceof Error && 'code' in error ? String(error.code) : String(error);
    throw new ContractError(
      'permission',
      `The folder for session files ${folder} cannot be made (${reason}).`,
      {
        hint: 'Name a session file elsewhere with --session, or give yourself write permission there.',
        cause: error,
      },
    );
  }
  const two = (value: number): string => String(value).padStart(2, '0');
  const day = `${now.getFullYear()}-${two(now.getMonth() + 1)}-${two(now.getDate())}`;
  const name = `${day} ${two(now.getHours())}.${two(now.getMinutes())}`;
  for (let copy = 1; ; copy += 1) {
    const path = join(folder, `${name}${copy === 1 ? '' : ` (${copy})`}.kerbside`);
    if (!existsSync(path)) return path;
  }
}
