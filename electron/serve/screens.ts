import { execFile } from 'node:child_process';
import { existsSync, readdirSync, statSync } from 'node:fs';
import { rename, rm } from 'node:fs/promises';
import { dirname, join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';

/** The built renderer: there, being built, or not to be had (with the sentence that says why). */
export type ScreensState = 'ready' | 'building' | { problem: string };

export interface Screens {
  readonly folder: string;
  state(): ScreensState;
}

/** The screens of a packed build: they are beside the bundled program, complete. */
export function builtScreens(folder: string): Screens {
  return { folder, state: () => 'ready' };
}

/** The screens that belong to this program. In a checkout a missing or outdated build is made in the background. */
export function ownScreens(log: (line: string) => void): Screens {
  const here = dirname(fileURLToPath(import.meta.url));
  if (!import.meta.url.endsWith('.ts')) return builtScreens(resolve(here, '../renderer'));
  return screensOfCheckout(resolve(here, '../..'), log);
}

/** Looked at when the first page is asked for: a start must not wait for it. */
export function screensOfCheckout(project: string, log: (line: string) => void): Screens {
  const folder = join(project, 'dist', 'renderer');
  let state: ScreensState | undefined;
  const build = async (): Promise<void> => {
    try {
      await buildInto(project, folder);
      state = 'ready';
    } catch (error) {
      log(`building the screens failed: ${String(error)}`);
      const hasOlder = existsSync(join(folder, 'index.html'));
      const problem = 'The screens could not be built. `npm run build` in the checkout shows why.';
      state = hasOlder ? 'ready' : { problem };
    }
  };
  return {
    folder,
    state() {
      if (state === undefined) {
        state = isStale(project, folder) ? 'building' : 'ready';
        if (state === 'building') void build();
      }
      return state;
    },
  };
}

/** Built aside and then put in place, so that nobody ever gets half of it. */
async function buildInto(project: string, folder: string): Promise<void> {
  const fresh = `${folder}-${process.pid}-new`;
  const old = `${folder}-${process.pid}-old`;
  const vite = join(project, 'node_modules', 'vite', 'bin', 'vite.js');
  const args = [vite, 'build', '--outDir', fresh, '--emptyOutDir', '--logLevel', 'error'];
  try {
    await promisify(execFile)(process.execPath, args, { cwd: project });
    await rename(folder, old).catch(ignoreMissing);
    await rename(fresh, folder);
  } finally {
    await rm(old, { recursive: true, force: true });
    await rm(fresh, { recursive: true, force: true });
  }
}

function isStale(project: string, folder: string): boolean {
  const built = statSync(join(folder, 'index.html'), { throwIfNoEntry: false })?.mtimeMs;
  if (built === undefined) return true;
  return ['renderer', 'shared'].some((source) => newest(join(project, source)) > built);
}

/** When anything in a folder was last changed. */
function newest(folder: string): number {
  const entries = readdirSync(folder, { recursive: true, withFileTypes: true });
  return Math.max(0, ...entries.map(({ parentPath, name }) => statSync(join(parentPath, name)).mtimeMs));
}

function ignoreMissing(error: NodeJS.ErrnoException): void {
  if (error.code !== 'ENOENT') throw error;
}
