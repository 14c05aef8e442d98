import { basename, dirname, join } from 'node:path';

/** The folder beside a session file for what stations upload: it is named after the session, so that both are found together. */
export function filesFolder(sessionPath: string): string {
  return join(dirname(sessionPath), `${basename(sessionPath, '.kerbside')} files`);
}
