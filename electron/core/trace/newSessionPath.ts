import { existsSync, mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { sessionFailure } from './sessionFailure.ts';

/** A file name for a new visit, by its local time; the folder is made when it is missing. */
export function newSessionPath(folder: string, now: Date): string {
  try {
    mkdirSync(folder, { recursive: true });
  } catch (error) {
    throw sessionFailure(error, folder);
  }
  const two = (value: number): string => String(value).padStart(2, '0');
  const day = `${now.getFullYear()}-${two(now.getMonth() + 1)}-${two(now.getDate())}`;
  const name = `${day} ${two(now.getHours())}.${two(now.getMinutes())}`;
  for (let copy = 1; ; copy += 1) {
    const path = join(folder, `${name}${copy === 1 ? '' : ` (${copy})`}.kerbside`);
    if (!existsSync(path)) return path;
  }
}
