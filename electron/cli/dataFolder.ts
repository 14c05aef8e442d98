import { existsSync } from 'node:fs';
import { homedir } from 'node:os';
import { join } from 'node:path';

/** The user's private folder for what Kerbside keeps between runs. */
export function dataFolder(): string {
  const { KERBSIDE_HOME, LOCALAPPDATA, XDG_STATE_HOME } = process.env;
  if (KERBSIDE_HOME) return KERBSIDE_HOME;
  switch (process.platform) {
    case 'win32':
      return join(LOCALAPPDATA ?? join(homedir(), 'AppData', 'Local'), 'Kerbside');
    case 'darwin':
      return join(homedir(), 'Library', 'Application Support', 'Kerbside');
    default:
      return join(XDG_STATE_HOME ?? join(homedir(), '.local', 'state'), 'kerbside');
  }
}

/** Where new session files go: among the user's documents, since they are sent to colleagues. */
export function sessionsFolder(): string {
  const documents = join(homedir(), 'Documents');
  if (process.env.KERBSIDE_HOME || !existsSync(documents)) return join(dataFolder(), 'sessions');
  return join(documents, 'Kerbside');
}
